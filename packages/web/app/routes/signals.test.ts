import { expect, it } from 'vitest'
import { callFixtureApi } from '../../testing/fixture-api.ts'
import { challenges, signals } from '../../testing/fixture-data.ts'
import { showPage } from '../../testing/show-page.tsx'
import type { FetchApi } from '../api.ts'
import * as challengePage from './challenge.tsx'
import * as signalPage from './signal.tsx'
import * as signalsPage from './signals.tsx'

const [open] = signals
if (!open) throw new Error('The example has a signal.')
const api: FetchApi = (path, init) => callFixtureApi(new Request(new URL(path, 'http://localhost'), init))
const onItsDay = Date.parse(`${open.term.dueOn}T12:00:00Z`)
const challenge = challenges.find(({ id }) => id === open.challengeId)?.slug
const pages = [
  ['the list', signalsPage, '/signalen', '/signalen'],
  ['its challenge', challengePage, '/opgaven/:slug', `/opgaven/${challenge}`],
  ['its own page', signalPage, '/signalen/:id', `/signalen/${open.id}`],
] as const

it.each(pages)(
  'says on %s that a signal waits too long, from the day after its term',
  async (_, page, path, address) => {
    const show = async (now: number) => (await showPage(page, path, { api, address, now })).html
    expect(await show(onItsDay)).not.toContain('Te laat')
    expect(await show(onItsDay + 86_400_000)).toContain('Te laat')
  },
)

it('counts on its page how long it waits from the day on which it was found', async () => {
  const address = `/signalen/${open.id}`
  const { html } = await showPage(signalPage, '/signalen/:id', { api, address, now: onItsDay })
  expect(html).toContain('wacht al 28 dagen op een besluit')
})
