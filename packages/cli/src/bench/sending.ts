/** The figures of what is sent: batches, and single observations. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Caller } from './caller.ts'
import { BATCH, DATASTREAMS, END, type Rows, rowsOf, SHAPES, type Shape, writeBody } from './data.ts'
import { type Figure, ratePerSecond } from './measure.ts'
import type { Stage } from './stage.ts'

/** How many send at once, of batches as of single observations. */
const CONNECTIONS = 64
/** How often a figure of sending is measured, as a server that just started gets faster for half a minute, and for how long it sends single observations. */
export const ROUNDS = 5
export const SECONDS = 5
const DAY = 86_400_000

/** Hands out requests of which no row was sent before, over the whole run. */
export type Supply = { take(shape: Shape, count: number): Rows[] }

/** Every shape has a day for each thousand requests, so that each row is later than the ones before of its datastream. */
export function openSupply(datastreams: readonly number[]): Supply {
  let from = END
  return {
    take(shape, count) {
      const rows = Array.from({ length: count }, (_, n) => rowsOf(shape, datastreams, n, from))
      from += DAY * Math.ceil(count / 1000)
      return rows
    },
  }
}

/** Batches over HTTP, with a raw COPY of as many rows beside it. The best of some rounds counts; all are given. */
export async function sendBatches(
  stage: Stage,
  caller: Caller,
  supply: Supply,
  shape: Shape,
  requests: number,
): Promise<Figure> {
  const rates: number[] = []
  const copied: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const bodies = supply.take(shape, requests).map((rows) => Buffer.from(writeBody(rows)))
    rates.push(await rateOf(bodies.length * BATCH, () => sendAll(caller, bodies)))
    copied.push(await storeBare(stage, supply.take(shape, requests)))
  }
  return {
    name: `ingest through CreateObservations, ${SHAPES[shape]}, ${CONNECTIONS} connections`,
    value: Math.max(...rates),
    all: rates,
    unit: 'obs/s',
    reference: {
      name: stage.shared ? 'raw COPY' : 'bare INSERT of arrays',
      value: Math.max(...copied),
      all: copied,
    },
    target: stage.shared ? '≥ 100,000/s and ≥ 50 % of COPY' : '≥ 25,000/s',
  }
}

async function sendAll({ call }: Caller, bodies: readonly Buffer[]) {
  let next = 0
  const sender = async () => {
    for (let body = bodies[next++]; body; body = bodies[next++]) {
      const answer = await call('POST', '/sta/v1.1/CreateObservations', body)
      if (answer.status !== 201 || answer.body.includes('error')) {
        throw new Error(`A batch was answered with ${answer.status}: ${answer.body.toString().slice(0, 500)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, sender))
}

/** The same kind of rows straight into a table with the same columns and indexes. */
async function storeBare({ reference: { pool }, shared }: Stage, batches: readonly Rows[]): Promise<number> {
  await pool.query(
    'create table if not exists public.bench_copy (like measurements.observation including all)',
  )
  await pool.query('truncate public.bench_copy')
  const client = await pool.connect()
  let id = 0
  try {
    if (shared) {
      const lines = batches.map(({ ids, times, values }) =>
        ids
          .map((each, at) => `${++id}\t${each}\t${new Date(times[at] ?? 0).toISOString()}\t${values[at]}\n`)
          .join(''),
      )
      return await rateOf(id, () =>
        pipeline(
          Readable.from(lines),
          client.query(
            copyFrom(
              'copy public.bench_copy (id, datastream_id, phenomenon_start, result_number) from stdin',
            ),
          ),
        ),
      )
    }
    return await rateOf(batches.length * BATCH, async () => {
      for (const { ids, times, values } of batches) {
        await client.query(
          `insert into public.bench_copy (id, datastream_id, phenomenon_start, result_number)
           select row_number() over (), * from unnest($1::int[], $2::timestamptz[], $3::float8[])`,
          [ids, times.map((time) => new Date(time).toISOString()), values],
        )
      }
    })
  } finally {
    client.release()
  }
}

/** How many of `count` things per second `work` does. */
async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return count / ((performance.now() - started) / 1000)
}

/** Observations for one round of sending them singly, by their turn. */
export function takeSingles(supply: Supply): (turn: number) => { id: number; time: string; value: number } {
  const sent = supply.take('network', 100)
  return (turn) => {
    const rows = sent[Math.floor(turn / DATASTREAMS)]
    if (!rows)
      throw new Error(`There are no more than ${sent.length * DATASTREAMS} observations for a round.`)
    const at = turn % DATASTREAMS
    const time = new Date(rows.times[at] ?? 0).toISOString()
    return { id: rows.ids[at] ?? 0, time, value: rows.values[at] ?? 0 }
  }
}

/** Single observations, many at a time, each answered when it is durable. */
export async function sendSingly(caller: Caller, supply: Supply): Promise<Figure> {
  const rates: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const singles = takeSingles(supply)
    rates.push(
      await ratePerSecond(CONNECTIONS, SECONDS, async (turn) => {
        const { id, time, value } = singles(turn)
        const body = `{"phenomenonTime":"${time}","result":${value},"Datastream":{"@iot.id":${id}}}`
        const answer = await caller.call('POST', '/sta/v1.1/Observations', body)
        if (answer.status !== 201)
          throw new Error(`An Observation was answered with ${answer.status}: ${answer.body}`)
      }),
    )
  }
  const bare = await ratePerSecond(CONNECTIONS, SECONDS / 2, () => caller.call('GET', '/health/live'))
  return {
    name: `single POST /Observations, ${CONNECTIONS} connections`,
    value: Math.max(...rates),
    all: rates,
    unit: '/s',
    reference: { name: 'bare HTTP answer', value: bare },
    target: '≥ 5,000/s',
  }
}
