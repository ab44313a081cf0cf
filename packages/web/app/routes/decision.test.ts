import { expect, it } from 'vitest'
import { answers } from '../../testing/answers.ts'
import { decisions } from '../../testing/fixture-decisions.ts'
import { showPage } from '../../testing/show-page.tsx'
import * as decisionPage from './decision.tsx'

const [inForce] = decisions
if (!inForce) throw new Error('The example has a decision.')
const nothing = { items: [], next: null }
const earlier = { ...inForce, version: 1, state: 'superseded', reasons: 'Bomen helpen.', happenings: [] }
const api = answers({
  [`GET /api/v1/decisions/${inForce.slug}`]: inForce,
  [`GET /api/v1/decisions/${inForce.slug}/versions/1`]: earlier,
  'GET /api/v1/areas': nothing,
  'GET /api/v1/outcomes': nothing,
  [`GET /api/v1/ledger/entries/decision/${inForce.id}/1`]: {
    index: 7,
    kind: 'decision',
    id: inForce.id,
    version: 1,
    title: 'Meer schaduw',
    enteredAt: '2026-07-18T10:00:00Z',
    commitment: 'abc',
    state: 'shown',
    keys: ['x.nl/log+1234+AAAA'],
  },
})
const show = (address: string) => showPage(decisionPage, '/besluiten/:slug/:version?', { api, address })
/** The page of a decision with another text. */
const showText = (decision: object) =>
  showPage(decisionPage, '/besluiten/:slug/:version?', {
    api: answers({
      [`GET /api/v1/decisions/${inForce.slug}`]: decision,
      'GET /api/v1/areas': nothing,
      'GET /api/v1/outcomes': nothing,
    }),
    address: `/besluiten/${inForce.slug}`,
  })

it('shows a text that was replaced at an address of its own, says so, and has it checked there', async () => {
  const { html } = await show(`/besluiten/${inForce.slug}/1`)
  expect(html).toContain('Bomen helpen.')
  expect(html).toContain('Dit is een eerdere tekst.')
  expect(html).toContain('<div class="sp-kicker"><span>vervangen door nieuwe versie</span>')
  // What can be taken along is of the text in force.
  expect(html).not.toContain('/linked-data')
  expect(html).toContain(`href="/besluiten/${inForce.slug}"`)
  expect(html).toContain(`verify decision-${inForce.id}-1.tlog-proof --key`)
  // What became of the decision is told with the text in force.
  expect(html).not.toContain('Heeft het gewerkt?')
})

it('says that a deputy signed, and in which function', async () => {
  const signature = { ...inForce.signature, signerName: 'Bo Kramer' }
  const shown = async (more: object) => {
    const { html } = await showText({ ...inForce, signature: { ...signature, ...more } })
    return html
  }
  expect(await shown({ asDeputy: true })).toContain(
    'Ondertekend door Bo Kramer, als vervanger van: wethouder Leefomgeving.',
  )
  const own = await shown({})
  expect(own).toContain('Ondertekend door Bo Kramer.')
  expect(own).not.toContain('vervanger')
})

it('tells what happened with it, the latest first, and that it was signed among that', async () => {
  const [opened] = inForce.happenings
  const withdrawn = { ...opened, kind: 'withdrawn', at: '2026-08-01T10:00:00Z', reasons: 'De straat is af.' }
  const { html } = await showText({ ...inForce, happenings: [withdrawn, opened] })
  const titles = [...html.matchAll(/<strong>(Ingetrokken|Besloten|Iedereen kon meelezen)</g)].map(
    ([, title]) => title,
  )
  expect(titles).toEqual(['Ingetrokken', 'Besloten', 'Iedereen kon meelezen'])
})

it('tells of a text that was corrected after a review that it was decided before that', async () => {
  const [first] = inForce.history
  const [opened] = inForce.happenings
  const reviewed = { ...opened, kind: 'reviewed', at: '2026-09-01T10:00:00Z' }
  const corrected = {
    ...inForce,
    version: 2,
    signature: { ...inForce.signature, signedAt: '2026-10-01T10:00:00Z' },
    history: [{ ...first, version: 1, publishedAt: '2026-07-20T10:00:00Z' }],
    happenings: [reviewed, opened],
  }
  const { html } = await showText(corrected)
  const titles = [...html.matchAll(/<strong>(Teruggekeken|Besloten|Iedereen kon meelezen)</g)].map(
    ([, title]) => title,
  )
  expect(titles).toEqual(['Teruggekeken', 'Besloten', 'Iedereen kon meelezen'])
})

it('shows what kind of option each is, without saying of a proposal that one was chosen', async () => {
  const { html } = await show(`/besluiten/${inForce.slug}`)
  expect(html).toMatch(/<th[^>]*>Soort</)
  expect(html).not.toMatch(/<th[^>]*>Gekozen</)
})

it('names each version with a way to its text', async () => {
  const { html } = await show(`/besluiten/${inForce.slug}`)
  expect(html).toContain(`href="/besluiten/${inForce.slug}/1"`)
  expect(html).not.toContain('Dit is een eerdere tekst.')
})

it('says of what was replaced that nobody looks back on it any more', async () => {
  const replaced = { ...inForce, standing: 'replaced', reviewOn: null }
  const { html } = await showText(replaced)
  expect(html).toContain('Niet meer: dit besluit geldt niet meer.')
})
