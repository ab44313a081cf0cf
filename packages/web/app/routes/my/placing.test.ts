import { describe, expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as page from './place-sensor.tsx'

const DATASET = '6f1c2b1e-0000-4000-8000-000000000001'
const [FIRST, SECOND] = ['6f1c2b1e-0000-4000-8000-0000000000a1', '6f1c2b1e-0000-4000-8000-0000000000a2']
const field = (id: string) => `choices.n${id.replaceAll('-', '')}`
const text = { nl: 'Uitleg.', en: 'Notice.' }

function notice(id: string, title: string, version = 1) {
  const parts = ['what', 'why', 'controller', 'precision', 'retention', 'recipients', 'consequences']
  return {
    id,
    datasetId: DATASET,
    ownerName: 'Waterrijk',
    purpose: 'https://w3id.org/dpv#DataAltruism',
    version,
    state: 'published',
    publishedAt: '2026-01-01T00:00:00.000Z',
    title: { nl: title, en: title },
    ...Object.fromEntries([...parts, 'withdrawal', 'frozen'].map((part) => [part, text])),
    contact: 'privacy@example.org',
    offer: { place: '100m', time: 'hour', inGroups: true, longestDays: 365, keptDays: 365, recipientIds: [] },
    history: [{ version, state: 'published', publishedAt: null, reason: '' }],
  }
}

const terms = { place: '500m', time: 'hour', inGroups: false, until: '2026-12-01T22:59:59.000Z' }
const consentTo = (noticeId: string) => ({ noticeId, inForce: true, current: { number: 1, terms } })

/** An API with these notices and consents, and what it was asked to change, in order. */
function placing({
  notices = [notice(FIRST, 'Delen')],
  consents = [] as object[],
  refused = [] as string[],
} = {}) {
  const sent: [what: string, body: unknown][] = []
  const take =
    (what: string, answer: object) =>
    (body: unknown): object => {
      sent.push([what, body])
      return refused.includes(what) ? refusal(409) : answer
    }
  const api = answers({
    'GET /api/v1/sensor-kits': {
      items: [{ key: 'mqtt-climate', title: text, about: text, ways: ['http'], measures: [] }],
    },
    'GET /api/v1/areas': { items: [], next: null },
    'GET /api/v1/area-shapes': { features: [] },
    'GET /api/v1/consent-notices': { items: notices, next: null },
    'GET /api/v1/me/consents': { items: consents, next: null },
    'POST /api/v1/me/sensors': take('sensor', { id: 'sensor-1' }),
    ...Object.fromEntries(
      notices.flatMap((each) => [
        [`GET /api/v1/consent-notices/${each.id}`, each],
        [`PUT /api/v1/me/consents/${each.id}`, take(each.id, {})],
      ]),
    ),
  })
  const address = `/mijn/meters/nieuw/mqtt-climate?dataset=${DATASET}`
  const show = (form?: [string, string][]) =>
    showPage(page, '/mijn/meters/nieuw/:kit', { api, address, ...(form && { form }) })
  return { show, sent }
}

const sensor: [string, string][] = [
  ['name', 'Balkon'],
  ['longitude', '5,1'],
  ['latitude', '52,1'],
  ['place', '500m'],
  ['time', 'day'],
]
const answerTo = (id: string, answer: string, version = 1): [string, string][] => [
  [`${field(id)}.version`, String(version)],
  [`${field(id)}.answer`, answer],
]

describe('placing a sensor', () => {
  it('makes the sensor first, and then sends the answers', async () => {
    const { show, sent } = placing()
    const answer = await show([...sensor, ...answerTo(FIRST, 'yes')])
    expect(answer.location).toBe('/mijn/meters/sensor-1?gedaan=geplaatst')
    expect(sent.map(([what]) => what)).toEqual(['sensor', FIRST])
    expect(sent[1]?.[1]).toMatchObject({ answer: 'yes', noticeVersion: 1, place: '500m', time: 'day' })
  })

  it('leaves no consent when the sensor is refused', async () => {
    const { show, sent } = placing({ refused: ['sensor'] })
    expect((await show([...sensor, ...answerTo(FIRST, 'yes')])).location).toBeNull()
    expect(sent.map(([what]) => what)).toEqual(['sensor'])
  })

  it('says so when an answer was refused after all', async () => {
    const { show } = placing({ refused: [FIRST] })
    const answer = await show([...sensor, ...answerTo(FIRST, 'yes')])
    expect(answer.location).toBe('/mijn/meters/sensor-1?gedaan=geplaatst-zonder-antwoord')
  })

  it('asks nothing again to which somebody consents, and leaves that as it is', async () => {
    const { show, sent } = placing({
      notices: [notice(FIRST, 'Delen'), notice(SECOND, 'Onderzoek')],
      consents: [consentTo(FIRST)],
    })
    const { html } = await show()
    expect(html).toContain('Hiervoor geeft u al toestemming.')
    expect(html).not.toContain(`${field(FIRST)}.answer`)
    expect(html).toContain('Geeft u toestemming voor “Onderzoek”?')
    await show([...sensor, ...answerTo(SECOND, 'no')])
    expect(sent.map(([what]) => what)).toEqual(['sensor', SECOND])
  })

  it('shows a place as others see it by the consents that stand', async () => {
    const { html } = await placing({ consents: [consentTo(FIRST)] }).show()
    expect(html).toMatch(/<input[^>]*name="place"[^>]*value="500m"[^>]*checked|checked=""[^>]*value="500m"/)
    expect(html).not.toContain('value="area"')
  })

  it('says of a purpose that is a challenge what it is, not its address', async () => {
    const address = 'https://x.example/api/v1/challenges/00000000-0000-4000-8000-000000000011'
    const { html } = await placing({ notices: [{ ...notice(FIRST, 'Delen'), purpose: address }] }).show()
    expect(html).toContain('een opgave van de gemeente')
    expect(html).not.toContain(address)
  })

  it('takes no answer for another notice than the one that was read', async () => {
    const { show, sent } = placing({ notices: [notice(SECOND, 'Nieuw'), notice(FIRST, 'Delen', 2)] })
    const unanswered = await show([...sensor, ...answerTo(FIRST, 'yes', 2)])
    expect(unanswered.html).toContain('Kies ja of nee.')
    const changed = await show([...sensor, ...answerTo(FIRST, 'yes', 1), ...answerTo(SECOND, 'no')])
    expect(changed.html).toContain('De uitleg is intussen veranderd.')
    expect(sent).toEqual([])
  })
})
