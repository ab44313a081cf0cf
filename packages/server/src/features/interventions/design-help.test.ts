import { beforeAll, expect, it } from 'vitest'
import { AREAS, useInterventions } from '../../testing/interventions-world.ts'

const { server, world, send, draft, pilot } = useInterventions()
const at = (slug: string, query = '') => `/api/v1/interventions/${slug}/design${query}`
const DAY = 86_400_000
const DAYS = 40
/** The first hour of 20 January 2026 in Amsterdam: the world is of 2 March. */
const FIRST = Date.parse('2026-01-19T23:00:00Z')

/** The temperature of a day: the first two neighbourhoods alike, the third warmer, the fourth the other way round. */
const temperatures = [
  (day: number) => 10 + Math.sin(day) + wobble(day),
  (day: number) => 10 + Math.sin(day) + wobble(day + 100),
  (day: number) => 13 + Math.sin(day) + wobble(day + 200),
  (day: number) => 10 - 5 * Math.sin(day) + wobble(day + 300),
]
/** Noise that is the same each time. */
function wobble(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43758.5453
  return 0.4 * (value - Math.floor(value) - 0.5)
}

beforeAll(async () => {
  const { officer } = world()
  const expert = { headers: officer.headers }
  for (const [index, temperature] of temperatures.entries()) {
    const answer = await send('POST', '/sta/v1.1/Things', station(index, temperature), expert)
    expect(answer.statusCode, answer.body).toBe(201)
  }
  await server.deliver()
}, 120_000)

function station(index: number, temperature: (day: number) => number) {
  const name = `Station ${index + 1}`
  const place = { type: 'Point', coordinates: [6.01 + index * 0.02, 52.01] }
  return {
    name,
    description: name,
    Locations: [{ name, description: name, encodingType: 'application/geo+json', location: place }],
    Datastreams: [
      {
        name,
        description: name,
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
        unitOfMeasurement: { name: 'graad Celsius', symbol: '°C', definition: 'ucum:Cel' },
        Sensor: { name, description: name, encodingType: 'text/plain', metadata: name },
        ObservedProperty: { name: 'temperature', description: 'Warmte', definition: 'https://example.org/t' },
        Observations: Array.from({ length: DAYS }, (_, day) => ({
          phenomenonTime: new Date(FIRST + day * DAY + DAY / 2).toISOString(),
          result: temperature(day),
        })),
      },
    ],
  }
}

type Help = {
  periods: number
  withoutFigures: string[]
  candidates: {
    code: string
    isNeighbour: boolean
    isChosen: boolean
    levelDifference: number | null
    correlation: number | null
    hasGaps: boolean
    rank: number | null
    straying: number
  }[]
  detectable: { design: string; change: number; expected: number; isEnough: boolean } | null
  sentence: { nl: string; en: string }
}

it('ranks the areas of the same level by how parallel they ran, and marks neighbours', async () => {
  const { slug } = await draft()
  const help = (await send('GET', at(slug))).json<Help>()
  expect(help.periods).toBe(DAYS)
  const [alike, warmer, opposite] = AREAS.slice(1).map((code) =>
    help.candidates.find((each) => each.code === code),
  )
  expect([alike, warmer, opposite].map((each) => each?.isNeighbour)).toEqual([true, false, false])
  expect([alike, warmer, opposite].map((each) => each?.isChosen)).toEqual([false, true, false])
  expect(alike?.correlation).toBeGreaterThan(0.8)
  expect(warmer?.levelDifference).toBeCloseTo(3, 0)
  expect(opposite?.correlation).toBeLessThan(-0.8)
  // Lying higher is no hindrance, going another way is.
  expect(warmer?.straying).toBeLessThan(0.5)
  expect(opposite?.straying).toBeGreaterThan(2)
  expect(help.candidates.map(({ rank }) => rank)).toEqual([1, 2, 3])
  expect(opposite?.rank).toBe(3)
})

it('says the smallest effect that can be seen, which a comparison makes smaller', async () => {
  const { slug } = await draft()
  const compared = (await send('GET', at(slug, `?compare=${AREAS[1]}&after=30`))).json<Help>()
  const plan = await draft({ design: null })
  const alone = (await send('GET', at(plan.slug, '?after=30'))).json<Help>()
  expect(compared.detectable?.change ?? 9).toBeLessThan(alone.detectable?.change ?? 0)
  expect(compared.detectable).toMatchObject({ design: 'difference-series', expected: 0.8, isEnough: true })
  expect(alone.detectable?.design).toBe('interrupted-series')
  expect(compared.sentence.nl).toMatch(
    /^Met 30 dagen ervoor en 30 dagen erna is een verandering van 0,\d+\s°C of meer met 80% kans te zien\./,
  )
  expect(alone.sentence.en).toContain('without a comparison')
  expect(alone.sentence.en).toContain('no whole year of figures yet')
})

it('counts no figures from the start on', async () => {
  const { slug } = await draft({ start: '2026-01-30' })
  const help = (await send('GET', at(slug))).json<Help>()
  expect(help.periods).toBe(10)
})

it('says so when there is too little, or nothing to look at', async () => {
  const early = await draft({ start: '2026-01-24' })
  const little = (await send('GET', at(early.slug))).json<Help>()
  expect(little).toMatchObject({ periods: 4, detectable: null })
  expect(little.sentence.nl).toContain('Dat is te weinig')
  const without = await draft({ hypothesis: null })
  expect((await send('GET', at(without.slug))).statusCode).toBe(422)
  const nowhere = await draft({ areaCodes: [] })
  expect((await send('GET', at(nowhere.slug))).json()).toMatchObject({
    periods: 0,
    candidates: [],
    detectable: null,
  })
})

it('proposes lengths that fit the pilot, in words, and the step in which they are looked at', async () => {
  const { slug } = await pilot({ end: '2027-03-31', design: null })
  const help = (await send('GET', at(slug))).json()
  expect(help).toMatchObject({ periodsBefore: DAYS, periodsAfter: 365, step: 'day' })
  expect(help.sentence.nl).toMatch(/^Met 40 dagen ervoor en 1 jaar erna, zonder vergelijking, is/)
  expect((await send('GET', at(slug, '?step=month'))).json()).toMatchObject({ step: 'month' })
})

it('tells of an area that misses many days no difference, as what is missing is not zero', async () => {
  const { officer } = world()
  const expert = { headers: officer.headers }
  const [, , , area] = AREAS
  const days = Array.from({ length: 15 }, (_, day) => new Date(FIRST + day * DAY + DAY / 2).toISOString())
  const where = `Datastream/name eq 'Station 4' and phenomenonTime le ${days.at(-1)}`
  const query = new URLSearchParams({ $filter: where, $select: 'id', $top: '20' })
  const found = await send('GET', `/sta/v1.1/Observations?${query}`, undefined, expert)
  const gone = found.json<{ value: { '@iot.id': string }[] }>().value
  expect(gone).toHaveLength(15)
  for (const { '@iot.id': id } of gone)
    expect((await send('DELETE', `/sta/v1.1/Observations(${id})`, undefined, expert)).statusCode).toBe(200)
  await server.deliver()
  const { slug } = await draft()
  const { candidates } = (await send('GET', at(slug))).json<Help>()
  expect(candidates.find(({ code }) => code === area)).toMatchObject({
    ...{ hasGaps: true, rank: null, levelDifference: null, correlation: null },
  })
})
