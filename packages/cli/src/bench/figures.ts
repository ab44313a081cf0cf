/** The figures of design.md §8, as far as this version has what they measure. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { type Caller, type Figure, medianTime, ratePerSecond } from './measure.ts'
import type { Stage } from './stage.ts'

const BATCH = 1000
const DATASTREAMS = 1000
const PER_THING = 100
const HOUR = 3_600_000
const SECONDS = 5

/** The first hour that the bench fills. */
const START = Date.parse('2024-01-01T00:00:00Z')

/** Makes the datastreams to write to; gives their ids. */
export async function createDatastreams({ call }: Caller): Promise<number[]> {
  for (let thing = 0; thing < DATASTREAMS / PER_THING; thing += 1) {
    const answer = await call('POST', '/sta/v1.1/Things', JSON.stringify(describeThing(thing)))
    if (answer.status !== 201)
      throw new Error(`Creating a Thing was answered with ${answer.status}: ${answer.body}`)
  }
  const answer = await call('GET', `/sta/v1.1/Datastreams?$select=id&$top=${DATASTREAMS}`)
  const { value } = JSON.parse(answer.body.toString()) as { value: { '@iot.id': number }[] }
  return value.map((datastream) => datastream['@iot.id'])
}

/** Fills up to `size` observations through the API, batch by batch; gives observations per second. */
export async function fill(
  { call }: Caller,
  datastreams: number[],
  from: number,
  size: number,
  onBatch: (stored: number) => void,
): Promise<number> {
  const started = performance.now()
  let next = from / BATCH
  const writer = async () => {
    while (next * BATCH < size) {
      const batch = next++
      const answer = await call(
        'POST',
        '/sta/v1.1/CreateObservations',
        JSON.stringify(createBatch(datastreams, batch)),
      )
      if (answer.status !== 201) throw new Error(`A batch was answered with ${answer.status}: ${answer.body}`)
      onBatch(next * BATCH)
    }
  }
  await Promise.all([writer(), writer()])
  return (size - from) / ((performance.now() - started) / 1000)
}

/** The same rows straight into a table with the same columns and index. */
export async function referenceIngest(
  stage: Stage,
  datastreams: number[],
  rows: number,
): Promise<Figure['reference']> {
  const { pool } = stage.reference
  await pool.query(
    `create table if not exists public.bench_copy (like measurements.observation including all)`,
  )
  await pool.query('truncate public.bench_copy')
  const started = performance.now()
  if (stage.shared) {
    const client = await pool.connect()
    const lines = Readable.from(copyLines(datastreams, rows))
    await pipeline(
      lines,
      client.query(
        copyFrom('copy public.bench_copy (datastream_id, phenomenon_start, result_number) from stdin'),
      ),
    )
    client.release()
  } else {
    for (let batch = 0; batch < rows / BATCH; batch += 1) {
      const { ids, times, values } = columnsOf(datastreams, batch)
      await pool.query(
        `insert into public.bench_copy (datastream_id, phenomenon_start, result_number)
         select * from unnest($1::int[], $2::timestamptz[], $3::float8[])`,
        [ids, times, values],
      )
    }
  }
  const value = rows / ((performance.now() - started) / 1000)
  return { name: stage.shared ? 'raw COPY' : 'bare INSERT of arrays', value }
}

/** Single observations, 64 at a time, each answered when it is stored. */
export async function singlePosts(caller: Caller, datastreams: number[]): Promise<Figure> {
  const late = START - 400 * 24 * HOUR
  const value = await ratePerSecond(64, SECONDS, async (turn) => {
    const observation = {
      phenomenonTime: new Date(late + Math.floor(turn / DATASTREAMS) * 60_000).toISOString(),
      result: turn % 50,
      Datastream: { '@iot.id': datastreams[turn % DATASTREAMS] },
    }
    const answer = await caller.call('POST', '/sta/v1.1/Observations', JSON.stringify(observation))
    if (answer.status !== 201)
      throw new Error(`An Observation was answered with ${answer.status}: ${answer.body}`)
  })
  const bare = await ratePerSecond(64, SECONDS / 2, () => caller.call('GET', '/health/live'))
  return {
    name: 'single POST /Observations, 64 connections',
    value,
    unit: '/s',
    reference: { name: 'bare HTTP answer', value: bare },
    target: '≥ 5,000/s',
  }
}

type Read = { name: string; path: string; sql: string; target: string }

/** Reads whose cost must not grow with what is stored. */
export async function reads(stage: Stage, caller: Caller, datastreams: number[]): Promise<Figure[]> {
  const one = datastreams[Math.floor(datastreams.length / 2)] ?? 0
  const latest = encodeURI('Observations($orderby=phenomenonTime desc;$top=1;$select=result,phenomenonTime)')
  const questions: Read[] = [
    {
      name: 'latest value of 1,000 datastreams, one request',
      path: `/sta/v1.1/Datastreams?$top=1000&$select=name&$expand=${latest}`,
      sql: `select d.id, o.* from measurements.datastream d cross join lateral (select phenomenon_start, result_number
        from measurements.observation where datastream_id = d.id order by phenomenon_start desc limit 1) o`,
      target: '≤ 25 ms',
    },
    {
      name: 'hour values of one datastream for a year',
      path: `/api/v1/series?datastream=${one}&from=2024-01-01T00:00:00Z&to=2024-12-31T23:00:00Z&resolution=hour`,
      sql: `select start, count, sum, minimum, maximum from measurements.hour_rollup
        where datastream_id = ${one} and start >= '2024-01-01' and start < '2025-01-01' order by start`,
      target: '≤ 20 ms',
    },
    {
      name: '$count of one datastream',
      path: `/sta/v1.1/Datastreams(${one})/Observations?$count=true&$top=0`,
      sql: `select count from measurements.datastream_state where datastream_id = ${one}`,
      target: '≤ 50 ms',
    },
    {
      name: 'page of 100 observations',
      path: `/sta/v1.1/Datastreams(${one})/Observations?$top=100&${encodeURI('$orderby=phenomenonTime desc')}`,
      sql: `select * from measurements.observation where datastream_id = ${one}
        order by phenomenon_start desc limit 100`,
      target: '≤ 5 ms',
    },
  ]
  const figures: Figure[] = []
  for (const { name, path, sql, target } of questions) {
    const value = await medianTime(async () => {
      const answer = await caller.call('GET', path)
      if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}: ${answer.body}`)
    })
    const bare = stage.shared ? await medianTime(() => stage.reference.pool.query(sql)) : undefined
    const reference = bare === undefined ? undefined : { name: 'bare SQL', value: bare }
    figures.push({ name, value, unit: 'ms', reference, target })
  }
  return figures
}

/** What an observation takes on disk with its index; only on a server, where it can be asked. */
export async function bytesPerObservation(stage: Stage): Promise<Figure[]> {
  if (!stage.shared) return []
  const { rows } = await stage.reference.pool.query<{ value: number }>(
    `select sum(pg_total_relation_size(inhrelid)) / (select count(*) from measurements.observation) as value
     from pg_inherits where inhparent = 'measurements.observation'::regclass`,
  )
  const value = Number(rows[0]?.value)
  return [
    {
      name: 'bytes per observation, indexes included',
      value,
      unit: 'bytes',
      reference: undefined,
      target: '≤ 90',
    },
  ]
}

function describeThing(thing: number) {
  const Datastreams = Array.from({ length: PER_THING }, (_, index) => ({
    name: `Stroom ${thing * PER_THING + index}`,
    description: '',
    observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
    unitOfMeasurement: {
      name: 'graad Celsius',
      symbol: '°C',
      definition: 'http://qudt.org/vocab/unit/DEG_C',
    },
    Sensor: { name: 'Sensor', description: '', encodingType: 'text/plain', metadata: 'sensor' },
    ObservedProperty: { name: 'temperatuur', definition: 'http://example.org/temperature', description: '' },
  }))
  const location = { type: 'Point', coordinates: [5.4 + thing / 100, 52.1] }
  const Locations = [{ name: 'Plek', description: '', encodingType: 'application/geo+json', location }]
  return { name: `Station ${thing}`, description: '', Locations, Datastreams }
}

/** One hour of all datastreams: the rows of batch `batch`, as columns. */
function columnsOf(datastreams: number[], batch: number) {
  const time = new Date(START + batch * HOUR).toISOString()
  return {
    ids: datastreams,
    times: datastreams.map(() => time),
    values: datastreams.map((_, index) => 10 + ((batch * 7 + index * 3) % 200) / 10),
  }
}

function createBatch(datastreams: number[], batch: number) {
  const { ids, times, values } = columnsOf(datastreams, batch)
  return ids.map((id, index) => ({
    Datastream: { '@iot.id': id },
    components: ['phenomenonTime', 'result'],
    dataArray: [[times[index], values[index]]],
  }))
}

function* copyLines(datastreams: number[], rows: number) {
  for (let batch = 0; batch < rows / BATCH; batch += 1) {
    const { ids, times, values } = columnsOf(datastreams, batch)
    yield ids.map((id, index) => `${id}\t${times[index]}\t${values[index]}\n`).join('')
  }
}
