/** What figures of indicators cost: a year of hours over 100 areas anew, and what one batch of measurements adds. */
import type { Caller } from './caller.ts'
import { type Figure, medianTime } from './measure.ts'
import type { Stage } from './stage.ts'

/** Areas in a square, each with one station in it, away from the stations that the other figures are about. */
const SIDE = 10
const STATIONS = SIDE * SIDE
const [WEST, SOUTH, STEP] = [6.5, 53.1, 0.01]

const HOUR = 3_600_000
/** A year in Amsterdam. */
const FROM = Date.parse('2023-12-31T23:00:00Z')
const TO = Date.parse('2024-12-31T23:00:00Z')
const DAY = Date.parse('2024-06-30T22:00:00Z')

const TURNS = 3

/**
 * Measures figures on a server; undefined on the embedded database, whose tables cannot be filled.
 * The stations and their year are made once, and stay.
 */
export async function prepareFigures(
  stage: Stage,
  caller: Caller,
): Promise<{ measure(): Promise<Figure[]> } | undefined> {
  if (!stage.shared) return undefined
  await stage.reference.pool.query(
    `insert into areas.area (code, level, name, search_name, parent_code, label_point, geometry)
     select 'BU9' || n, 'neighbourhood', 'Bench ' || n, 'bench ' || n, 'WK9', ST_PointOnSurface(shape), ST_Multi(shape)
     from (select n, ST_MakeEnvelope($1::float8 + x * $3::float8, $2::float8 + y * $3::float8, $1::float8 + (x + 1) * $3::float8,
         $2::float8 + (y + 1) * $3::float8, 4326) as shape
       from (select n, n % $4::int as x, n / $4::int as y from generate_series(0, $4::int * $4::int - 1) n) g) s`,
    [WEST, SOUTH, STEP, SIDE],
  )
  const ids = await createStations(caller)
  for (const id of ids) await fillYear(caller, id)
  const each = { property: 'benchwarmte', level: 'neighbourhood', minimumCoverage: 0.1 }
  const mean = { ...each, title: 'Gemiddelde', unit: '°C', statistic: 'mean' }
  const days = {
    ...each,
    title: 'Tropische dagen',
    unit: 'dagen',
    step: 'maximum',
    statistic: 'count-from',
    norm: 30,
    normUnit: '°C',
    period: 'year',
  }
  const daily = await define(caller, { ...mean, period: 'day' })
  const yearly = await define(caller, { ...mean, period: 'year' })
  const tropical = await define(caller, days)
  await waitUntilComputed(stage)
  return {
    async measure() {
      const computing = (key: string, from: number, to: number) =>
        medianTime(() => compute(caller, key, from, to), TURNS)
      const bareYear = await medianTime(() => bare(stage, ids, FROM, TO), TURNS)
      const bareDay = await medianTime(() => bare(stage, ids, DAY, DAY + 24 * HOUR), TURNS)
      const figure = (name: string, value: number, reference: number, target?: string): Figure => ({
        name,
        value,
        unit: 'ms',
        reference: { name: 'bare SQL: mean of those hours per series', value: reference },
        target,
      })
      const year = `a year of hours over ${STATIONS} areas`
      return [
        figure(`figures of ${year}, mean per day`, await computing(daily, FROM, TO), bareYear, '≤ 10 s'),
        figure(`figures of ${year}, mean per year`, await computing(yearly, FROM, TO), bareYear, '≤ 10 s'),
        figure(
          `figures of ${year}, days with a maximum of 30 or more`,
          await computing(tropical, FROM, TO),
          bareYear,
          '≤ 10 s',
        ),
        figure(
          'figures after a batch of 1,000 observations: one day of 100 areas',
          await computing(daily, DAY, DAY + 24 * HOUR),
          bareDay,
          '≤ 50 ms extra',
        ),
      ]
    },
  }
}

async function createStations(caller: Caller): Promise<number[]> {
  for (let n = 0; n < STATIONS; n += 1) {
    const coordinates = [WEST + ((n % SIDE) + 0.5) * STEP, SOUTH + (Math.floor(n / SIDE) + 0.5) * STEP]
    const location = { type: 'Point', coordinates }
    const place = { name: 'Plek', description: '', encodingType: 'application/geo+json', location }
    await ask(caller, 'POST', '/sta/v1.1/Things', {
      name: `Figuur ${n}`,
      description: '',
      Locations: [place],
      Datastreams: [STREAM],
    })
  }
  const filter = encodeURIComponent(`ObservedProperty/name eq '${STREAM.ObservedProperty.name}'`)
  const { value } = await ask<{ value: { '@iot.id': number }[] }>(
    caller,
    'GET',
    `/sta/v1.1/Datastreams?$select=id&$top=${STATIONS}&$filter=${filter}`,
  )
  return value.map((stream) => stream['@iot.id'])
}

const STREAM = {
  name: 'Temperatuur',
  description: '',
  observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
  unitOfMeasurement: {
    name: 'graad Celsius',
    symbol: '°C',
    definition: 'http://qudt.org/vocab/unit/DEG_C',
  },
  Sensor: { name: 'Sensor', description: '', encodingType: 'text/plain', metadata: 'sensor' },
  ObservedProperty: { name: 'benchwarmte', definition: 'http://example.org/bench', description: '' },
}

async function fillYear(caller: Caller, id: number): Promise<void> {
  const hours = (TO - FROM) / HOUR
  const dataArray = Array.from({ length: hours }, (_, hour) => [
    new Date(FROM + hour * HOUR).toISOString(),
    20 + 12 * Math.sin((hour + id) / 24),
  ])
  const body = [{ Datastream: { '@iot.id': id }, components: ['phenomenonTime', 'result'], dataArray }]
  await ask(caller, 'POST', '/sta/v1.1/CreateObservations', body)
}

async function define(caller: Caller, definition: object): Promise<string> {
  return (await ask<{ slug: string }>(caller, 'POST', '/api/v1/indicators', definition)).slug
}

async function compute(caller: Caller, key: string, from: number, to: number): Promise<void> {
  const stretch = { from: new Date(from).toISOString(), to: new Date(to - 1).toISOString() }
  const { items } = await ask<{ items: { value: number | null }[] }>(
    caller,
    'POST',
    `/api/v1/indicators/${key}/computations`,
    stretch,
  )
  if (items.length < STATIONS || items.some(({ value }) => value === null)) {
    throw new Error(`The figures of ${key} are not all there: ${items.length}.`)
  }
}

/** The least that gives a mean of each series from the same hours. */
function bare({ reference }: Stage, ids: number[], from: number, to: number) {
  return reference.pool.query(
    `select datastream_id, avg(sum / count) from measurements.hour_rollup
     where datastream_id = any($1::int[]) and start >= $2 and start < $3 group by datastream_id`,
    [ids, new Date(from), new Date(to)],
  )
}

/** Waits until nothing is due any more: what is computed meanwhile would be measured too. */
async function waitUntilComputed({ reference }: Stage): Promise<void> {
  for (;;) {
    const { rows } = await reference.pool.query<{ due: number }>(
      'select count(*)::int as due from indicators.due',
    )
    if (rows[0]?.due === 0) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function ask<T>({ call }: Caller, method: string, path: string, body?: object): Promise<T> {
  const answer = await call(method, path, body && JSON.stringify(body))
  if (answer.status >= 300)
    throw new Error(`${method} ${path} was answered with ${answer.status}: ${answer.body}`)
  return (answer.body.length > 0 ? JSON.parse(answer.body.toString()) : undefined) as T
}
