import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LATER, useEvaluations } from '../../testing/evaluations-world.ts'

/*
 * Published data, stored as measurements, made into figures, and evaluated through the API: the answers of `expected.json` in all their
 * digits. What cannot be asked of an evaluation (other models, more than one column) is in the tests of `@samenspel/standards/effects`.
 */
const FOLDER = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data', 'benchmarks')

const { server, world, send, draft, begin, evaluation, computed } = useEvaluations()

type Series = { code: string; property: string; values: { at: string; result: number }[] }

/** Rows of a comma-separated file, by the names in its first line. */
function readRows(file: string): Record<string, string>[] {
  const [names = [], ...rows] = readFileSync(join(FOLDER, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim().replaceAll('"', '')))
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])))
}

const expected = (name: string) =>
  JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8'))[name].reproduced

/** A neighbourhood far from those of the world, in a square of its own. */
const placeOf = (index: number) => [4 + (index % 40) * 0.01, 53 + Math.floor(index / 40) * 0.01] as const

/** @param first the place of the first of them; each has the next one */
async function addAreas(codes: readonly string[], first = 0): Promise<void> {
  const features = codes.map((code, index) => {
    const [west, south] = placeOf(first + index)
    const [east, north] = [west + 0.008, south + 0.008]
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    return {
      ...{ type: 'Feature', properties: { code, name: code } },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }
  })
  const path = '/api/v1/area-imports?level=neighbourhood&codeProperty=code&nameProperty=name'
  const answer = await send('POST', path, { type: 'FeatureCollection', features }, world().person)
  expect(answer.statusCode, answer.body).toBe(201)
}

/** A station in the area of that place with one measurement in each period. */
async function addSeries({ code, property, values }: Series, index: number): Promise<void> {
  const [west, south] = placeOf(index)
  const answer = await send('POST', '/sta/v1.1/Things', {
    ...{ name: code, description: code },
    Locations: [
      {
        ...{ name: code, description: code, encodingType: 'application/geo+json' },
        location: { type: 'Point', coordinates: [west + 0.004, south + 0.004] },
      },
    ],
    Datastreams: [
      {
        ...{ name: code, description: code },
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
        unitOfMeasurement: { name: 'logaritme', symbol: '1', definition: 'ucum:1' },
        Sensor: { name: code, description: code, encodingType: 'text/plain', metadata: code },
        ObservedProperty: {
          ...{ name: property, description: property },
          definition: `https://example.org/${property}`,
        },
        Observations: values.map(({ at, result }) => ({ phenomenonTime: at, result })),
      },
    ],
  })
  expect(answer.statusCode, answer.body).toBe(201)
}

async function addIndicator(title: string, property: string, period: 'month' | 'year'): Promise<string> {
  const answer = await send('POST', '/api/v1/indicators', {
    ...{ challengeId: world().challengeId, title, unit: '1', property, statistic: 'mean', period },
    ...{ level: 'neighbourhood', minimumCoverage: 0, published: true },
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().id
}

/** Something that was done in these areas from a day on, long before plans were registered here. */
async function addIntervention(title: string, areaCodes: string[], startedOn: string): Promise<string> {
  const { slug, id } = await draft({ title, areaCodes, start: startedOn, hypothesis: null, design: null })
  await begin(slug, { startedOn, withoutRegistration: true })
  return id
}

type Computed = {
  state: string
  outcome: { effect: { estimate: number; method: string } | null; size: object }
}

it.skipIf(!existsSync(FOLDER))(
  'of minimum wages in 500 counties gives the effects of Callaway and Sant’Anna (2021)',
  { timeout: 600_000 },
  async () => {
    const rows = Map.groupBy(readRows('did/mpdta.csv'), ({ countyreal = '' }) => countyreal)
    const counties = [...rows.values()].map((own, index) => ({
      code: `BU91${String(index).padStart(6, '0')}`,
      first: own[0]?.['first.treat'] ?? '',
      values: own.map(({ year, lemp }) => ({ at: `${year}-07-01T12:00:00Z`, result: Number(lemp) })),
    }))
    await addAreas(counties.map(({ code }) => code))
    server.now = LATER
    for (const [index, { code, values }] of counties.entries()) {
      await addSeries({ code, property: 'employment', values }, index)
    }
    const indicatorId = await addIndicator('Jongeren met werk', 'employment', 'year')
    await server.deliver()
    const codesOf = (year: string) => counties.filter(({ first }) => first === year).map(({ code }) => code)
    const interventions: string[] = []
    for (const year of ['2004', '2006', '2007']) {
      interventions.push(await addIntervention(`Minimumloon ${year}`, codesOf(year), `${year}-01-01`))
    }
    const [interventionId, ...otherInterventionIds] = interventions
    const asked = { interventionId, indicatorId, comparisonCodes: codesOf('0'), step: 'year' }
    const known = expected('mpdta_callaway_santanna')

    const all = (await computed(evaluation({ ...asked, otherInterventionIds, design: 'group-time' })))
      .computation as Computed
    expect(all.outcome.size).toMatchObject({ treated: 191, compared: 309 })
    expect(all.outcome.effect?.estimate).toBeCloseTo(known.simple, 8)

    const first = (await computed(evaluation({ ...asked, design: 'difference-in-differences' })))
      .computation as Computed
    expect(first.outcome.size).toMatchObject({ treated: 20, compared: 309 })
    expect(first.outcome.effect?.estimate).toBeCloseTo(known.group['2004'], 8)
  },
)

it.skipIf(!existsSync(FOLDER))(
  'of British drivers and the law on seat belts describes the shift of the mean, and says that it is no more than that',
  { timeout: 300_000 },
  async () => {
    const code = 'BU92000000'
    const values = readRows('seatbelts-etc/Seatbelts.csv').map(({ drivers }, month) => ({
      at: new Date(Date.UTC(1969, month, 15, 12)).toISOString(),
      result: Math.log(Number(drivers)),
    }))
    const place = 900
    await addAreas([code], place)
    server.now = LATER
    await addSeries({ code, property: 'drivers', values }, place)
    const indicatorId = await addIndicator('Gewonde bestuurders', 'drivers', 'month')
    await server.deliver()
    const interventionId = await addIntervention('Gordelplicht', [code], '1983-02-01')
    const asked = { interventionId, indicatorId, comparisonCodes: [], step: 'month' }
    const { outcome } = (await computed(evaluation({ ...asked, design: 'before-and-after' })))
      .computation as Computed & { outcome: { answer: string } }
    expect(outcome.size).toMatchObject({ treated: 1, before: 169, after: 23 })
    expect(outcome.effect?.estimate).toBeCloseTo(expected('uk_seatbelts').naive_log_mean_shift.coef, 6)
    expect(outcome.answer).toBe('not-assessable')
  },
)
