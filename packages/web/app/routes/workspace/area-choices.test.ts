import { expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { challenges, signals } from '../../../testing/fixture-data.ts'
import { decisions } from '../../../testing/fixture-decisions.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as challengePage from './challenge.tsx'
import * as decisionPage from './decision.tsx'

const codes = Array.from({ length: 120 }, (_, index) => `BU0000${String(index).padStart(4, '0')}`)
const areaOf = (code: string) => ({ code, name: `Buurt ${code}`, level: 'neighbourhood' })
const areas = (_: unknown, query: URLSearchParams) => {
  const asked = query.getAll('code')
  const found = asked.length > 0 ? codes.filter((code) => asked.includes(code)) : codes
  const most = Number(query.get('pageSize'))
  return { items: found.slice(0, most).map(areaOf), next: found.length > most ? 'more' : null }
}

/** The values of the ticked boxes with this name, and which of them a browser would send again. */
const ticked = (html: string, name: string) =>
  [...html.matchAll(/<input type="checkbox"[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(`name="${name}[]"`) && tag.includes('checked'))
    .map((tag) => /value="([^"]*)"/.exec(tag)?.[1])

const [challenge] = challenges
const slug = challenge?.slug ?? ''
const stored = { ...challenge, ownerId: 'org-1', areaCodes: codes.slice(0, 100) }

it('keeps all areas of a challenge, however many', async () => {
  const api = answers({
    [`GET /api/v1/challenges/${slug}`]: stored,
    'GET /api/v1/areas': areas,
    'GET /api/v1/alliances': { items: [], next: null },
  })
  const { html } = await showPage(challengePage, '/werkplek/opgaven/:slug', {
    api,
    address: `/werkplek/opgaven/${slug}`,
  })
  expect(ticked(html, 'areaCodes')).toEqual(stored.areaCodes)
})

it.each(['/werkplek', '/en/werkplek'])(
  'keeps what was ticked at %s when saving is refused',
  async (start) => {
    const api = answers({
      [`GET /api/v1/challenges/${slug}`]: { ...stored, areaCodes: [] },
      [`PATCH /api/v1/challenges/${slug}`]: refusal(422, [{ pointer: '/title', detail: 'Vul het in.' }]),
      'GET /api/v1/areas': areas,
      'GET /api/v1/alliances': { items: [], next: null },
    })
    const form: [string, string][] = [
      ['title', ''],
      ['areaCodes[]', 'BU00000110'],
      ['areaCodes[]', 'BU99999999'],
    ]
    const { status, html } = await showPage(challengePage, `${start}/opgaven/:slug`, {
      api,
      address: `${start}/opgaven/${slug}`,
      form,
    })
    expect(status).toBe(422)
    expect(html).toContain('Vul het in.')
    expect(ticked(html, 'areaCodes')).toEqual(['BU00000110', 'BU99999999'])
  },
)

const [signal] = signals
const signalId = '11111111-1111-4111-8111-111111111111'
const draft = {
  ...decisions[0],
  state: 'draft',
  ownerId: 'org-1',
  areaCodes: [],
  signalIds: [signalId],
}
const decisionApi = (more: Parameters<typeof answers>[0]) =>
  answers({
    [`GET /api/v1/decisions/${draft.slug}`]: draft,
    'GET /api/v1/areas': areas,
    'GET /api/v1/signals': (_: unknown, query: URLSearchParams) => ({
      items: query.getAll('id').map((id) => ({ ...signal, id })),
      next: null,
    }),
    'GET /api/v1/alliances': { items: [], next: null },
    'GET /api/v1/mandates': { items: [], next: null },
    'GET /api/v1/indicators': { items: [], next: null },
    'GET /api/v1/decisions': { items: [], next: null },
    ...more,
  })
const askDecision = (api: ReturnType<typeof answers>, form?: [string, string][]) =>
  showPage(decisionPage, '/werkplek/besluiten/:slug', {
    api,
    address: `/werkplek/besluiten/${draft.slug}`,
    ...(form && { form }),
  })

it('keeps the areas and signals of a decision when a row is added', async () => {
  const { html } = await askDecision(decisionApi({}), [
    ['title', 'Bomen'],
    ['areaCodes[]', 'BU00000110'],
    ['signalIds[]', signalId],
    ['add', 'options'],
  ])
  expect(ticked(html, 'areaCodes')).toEqual(['BU00000110'])
  expect(ticked(html, 'signalIds')).toEqual([signalId])
})

it('shows a decision without a signal that is gone, but not without one that cannot be read now', async () => {
  const gone = await askDecision(decisionApi({ 'GET /api/v1/signals': { items: [], next: null } }))
  expect(gone.status).toBe(200)
  const busy = decisionApi({ 'GET /api/v1/signals': refusal(503) })
  await expect(askDecision(busy)).rejects.toMatchObject({ status: 503 })
})

it('offers the signals in the area of the challenge first, and folds those elsewhere', async () => {
  const at = (areaCode: string) => ({
    ...signal,
    id: areaCode,
    areaCode,
    sentence: { nl: `In ${areaCode}`, en: '' },
  })
  const open = [at('BU99010201'), at('BU99010103'), at('GM9901')]
  const api = decisionApi({
    [`GET /api/v1/challenges/${draft.challengeId}`]: { ...challenges[0], areaCodes: ['WK990101'] },
    'GET /api/v1/signals': (_: unknown, query: URLSearchParams) => ({
      items: query.has('id') ? [] : open,
      next: null,
    }),
  })
  const { html } = await askDecision(api)
  const [shown = '', folded = ''] = html.split('Signalen in andere gebieden')
  expect(shown).toContain('In BU99010103')
  expect(shown).toContain('In GM9901')
  expect(shown).not.toContain('In BU99010201')
  expect(folded).toContain('In BU99010201')
})

it('lets choose the parties of the challenge, who is in its alliance today, and who is named already', async () => {
  const member = (organisationId: string, enteredOn: string, leftOn: string | null = null) => ({
    organisationId,
    name: organisationId,
    enteredOn,
    leftOn,
  })
  const sent: object[] = []
  const api = decisionApi({
    [`GET /api/v1/challenges/${draft.challengeId}`]: {
      ...challenges[0],
      parties: [{ organisationId: 'Waterschap', name: 'Waterschap' }],
    },
    'GET /api/v1/alliances': {
      items: [
        {
          members: [
            member('Woonstichting', '2019-01-01'),
            member('Energiebedrijf', '2019-01-01', '2020-01-01'),
            member('Zorggroep', '2999-01-01'),
          ],
        },
      ],
      next: null,
    },
    [`GET /api/v1/decisions/${draft.slug}`]: {
      ...draft,
      involved: [{ party: 'Huurdersbond', partyId: 'weg', how: 'informed', note: '' }],
    },
    [`PATCH /api/v1/decisions/${draft.slug}`]: (body: object) => {
      sent.push(body)
      return draft
    },
  })
  const { html } = await askDecision(api)
  const [, select = ''] = html.split('name="involved.0.partyId"')
  const [offered = ''] = select.split('</select>')
  for (const name of ['Huurdersbond', 'Waterschap', 'Woonstichting']) expect(offered).toContain(`>${name}<`)
  for (const name of ['Energiebedrijf', 'Zorggroep']) expect(offered).not.toContain(name)

  const rows = (party: string): [string, string][] => [
    ['title', 'Bomen'],
    ['involved.0.key', 'a'],
    ['involved.0.partyId', 'Waterschap'],
    ['involved.0.party', party],
    ['involved.0.how', 'informed'],
    ['do', 'save'],
  ]
  const twice = await askDecision(api, rows('Bewoners'))
  expect(twice.html).toContain('U koos iemand uit de lijst en schreef ook een naam op.')
  expect(sent).toEqual([])
  expect((await askDecision(api, rows(''))).location).toContain('opgeslagen')
  expect(sent).toMatchObject([{ involved: [{ partyId: 'Waterschap', how: 'informed' }] }])
})
