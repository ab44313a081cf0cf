import { expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { signals } from '../../../testing/fixture-data.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as signalPage from './signal.tsx'
import * as termsPage from './signal-terms.tsx'

const [open] = signals
if (!open) throw new Error('The example has a signal.')
const nothing = { items: [], next: null }

/** An organisation that takes any whole number of days, and tells what it was sent. */
function ofOrganisation() {
  const sent: unknown[] = []
  const api = answers({
    'GET /api/v1/organisations/org-1': { id: 'org-1', name: 'Waterrijk' },
    'GET /api/v1/signal-terms/org-1': {
      items: [{ kind: 'threshold', days: 28, reason: null, role: null, setAt: null }],
    },
    'PUT /api/v1/signal-terms/org-1/threshold': (body) => {
      sent.push(body)
      const { days } = body as { days: unknown }
      return typeof days === 'number'
        ? { items: [] }
        : refusal(400, [{ pointer: '/days', detail: 'Geef een heel getal.' }])
    },
  })
  const fill = (days: string) =>
    showPage(termsPage, '/werkplek/organisatie/:id/termijnen', {
      api,
      address: '/werkplek/organisatie/org-1/termijnen',
      form: [
        ['do', 'save'],
        ['kind', 'threshold'],
        ['days', days],
        ['reason', 'Wij vergaderen elke week.'],
      ],
    })
  return { sent, fill }
}

it('gives the signals of one kind another term, and says that it is stored', async () => {
  const { sent, fill } = ofOrganisation()
  expect((await fill(' 14 ')).location).toContain('gedaan=opgeslagen')
  expect(sent).toEqual([{ days: 14, reason: 'Wij vergaderen elke week.' }])
})

it('keeps what was filled in when the term is no number, and says so at the field', async () => {
  const { html } = await ofOrganisation().fill('twee weken')
  expect(html).toMatch(/id="veld-days-fout"[^>]*>Geef een heel getal\./)
  expect(html).toContain('value="twee weken"')
  expect(html).toContain('Wij vergaderen elke week.')
})

/** The page of a signal for who answers for it, where any day is refused that is not a day. */
function ofSignal() {
  const address = `/werkplek/signalen/${open?.id}`
  const path = `/api/v1/signals/${open?.id}`
  const api = answers({
    [`GET ${path}`]: { ...open, owner: { ...open?.owner, organisationId: 'org-1' } },
    'GET /api/v1/decisions': nothing,
    'GET /api/v1/organisations': nothing,
    [`PUT ${path}/term`]: (body) =>
      (body as { dueOn: string }).dueOn === ''
        ? refusal(400, [{ pointer: '/dueOn', detail: 'Geef een dag.' }])
        : {},
  })
  const show = (rest: { form?: [string, string][]; now?: number }) =>
    showPage(signalPage, '/werkplek/signalen/:id', { api, address, ...rest })
  return { show }
}

it('proposes the term that a signal has, and no day that is over', async () => {
  const { show } = ofSignal()
  const onItsDay = Date.parse(`${open.term.dueOn}T12:00:00Z`)
  const before = await show({ now: onItsDay })
  expect(before.html).toContain(`value="${open.term.dueOn}"`)
  expect(before.html).not.toContain('Te laat')
  const after = await show({ now: onItsDay + 86_400_000 })
  expect(after.html).not.toContain(`value="${open.term.dueOn}"`)
  expect(after.html).toContain('Te laat')
})

it('gives one signal another day, and says at the field what is wrong with it', async () => {
  const { show } = ofSignal()
  const reason: [string, string] = ['reason', 'Eerst de meting van april afwachten.']
  const term: [string, string] = ['do', 'term']
  const done = await show({ form: [term, ['dueOn', '2026-10-01'], reason] })
  expect(done.location).toContain('gedaan=opgeslagen')
  const refused = await show({ form: [term, ['dueOn', ''], reason] })
  expect(refused.html).toMatch(/id="veld-dueOn-fout"[^>]*>Geef een dag\./)
  expect(refused.html).toContain('Eerst de meting van april afwachten.')
})
