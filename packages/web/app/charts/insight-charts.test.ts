import { expect, it } from 'vitest'
import type { CheckedClaim } from '../api.ts'
import { drawChoices } from './choices-chart.server.ts'
import type { CompiledCharts } from './draw-spec.server.ts'
import { drawForecast } from './forecast-chart.server.ts'

type Specification = CheckedClaim['specifications'][number]

const specification = (estimate: number, change: Partial<Specification>): Specification => ({
  from: '2026-01-01T00:00:00Z',
  to: '2026-03-01T00:00:00Z',
  window: 'chosen',
  measure: 'mean',
  areas: 'chosen',
  values: 'all',
  seasonRemoved: false,
  chosen: false,
  estimate,
  low: estimate - 1,
  high: estimate + 1,
  verdict: 'supports',
  ...change,
})

const claim: CheckedClaim = {
  kind: 'rises',
  respect: 'trend',
  line: null,
  conclusion: { nl: 'Fijnstof <PM> is gestegen.', en: 'Fine dust <PM> rose.' },
  sentence: { nl: '', en: '' },
  supporting: 2,
  contradicting: 1,
  total: 4,
  findings: [],
  specifications: [
    specification(-2, { verdict: 'contradicts', window: 'moved' }),
    specification(0.5, { verdict: 'undecided', measure: 'median' }),
    specification(1.5, { chosen: true }),
    specification(2, { window: 'longer' }),
  ],
}

const drawn = (language: 'nl' | 'en', compiled: CompiledCharts = new Map()) =>
  drawChoices({ claim, unit: 'µg/m³', title: claim.conclusion[language], language }, 'breed', compiled)

it('draws each choice with its interval, and only what was varied under it', async () => {
  const picture = await drawn('nl')
  expect(picture).toContain('<title>Fijnstof &lt;PM&gt; is gestegen.</title>')
  const lines = [...picture.matchAll(/text-anchor="end"[^>]*>([^<]*)</g)].map(([, text]) => text)
  expect(lines).toEqual(
    expect.arrayContaining([
      'gekozen periode',
      'verschoven periode',
      'langere periode',
      'gemiddelde',
      'middelste waarde',
    ]),
  )
  expect(lines).not.toContain('alle waarden')
  for (const word of ['steunt', 'onzeker', 'weerspreekt']) expect(picture).toContain(word)
})

it('writes zero once beside figures that are all the same', async () => {
  const specifications = claim.specifications.map((each) => ({
    ...each,
    ...{ estimate: 0, low: -3.5e-111, high: 3.5e-111 },
  }))
  const steady = { claim: { ...claim, specifications }, unit: '°C', title: '', language: 'nl' as const }
  const picture = await drawChoices(steady, 'smal', new Map())
  expect([...picture.matchAll(/>0</g)]).toHaveLength(1)
})

it('keeps kinds of charts apart by language', async () => {
  const compiled: CompiledCharts = new Map()
  await drawn('nl', compiled)
  expect(await drawn('en', compiled)).toContain('contradicts')
})

it('draws what was as a line and what is expected in a band', async () => {
  const points = [3, 4, null, 5, 6].map((value, day) => ({ time: `2026-08-0${day + 1}T00:00:00Z`, value }))
  const steps = [6, 7].map((day) => ({
    periodStart: `2026-08-0${day}T00:00:00Z`,
    periodEnd: `2026-08-0${day + 1}T00:00:00Z`,
    value: 6,
    low: 4,
    high: 9,
  }))
  const chart = {
    points,
    steps,
    unit: 'µg/m³',
    title: 'Verwachting',
    language: 'nl',
    timeFormat: '%e %b',
  } as const
  const picture = await drawForecast({ ...chart, points, steps }, 'smal', new Map())
  expect(picture).toContain('class="mark-area')
  expect(picture).toContain('stroke-dasharray="6,4"')
  expect(picture).toContain('>Verwacht<')
  const line = /<g class="mark-line[^>]*>.*?<path[^>]*\bd="([^"]*)"/.exec(picture)?.[1] ?? ''
  expect(line.match(/M/g)).toHaveLength(2)
})

it('writes each year of a short forecast once', async () => {
  const year = (at: number) => `${2018 + at}-12-31T23:00:00Z`
  const points = [0, 1, 2].map((at) => ({ time: year(at), value: at }))
  const steps = [3].map((at) => ({
    periodStart: year(at),
    periodEnd: year(at + 1),
    value: 3,
    low: 2,
    high: 4,
  }))
  const words = { unit: '', title: 'Groen', language: 'nl', timeFormat: '%Y' } as const
  const picture = await drawForecast({ ...words, points, steps }, 'breed', new Map())
  const named = [...picture.matchAll(/>(20\d\d)</g)].map(([, written]) => written)
  expect(named).toEqual(['2019', '2020', '2021', '2022'])
})
