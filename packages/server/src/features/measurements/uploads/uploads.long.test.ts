import { once } from 'node:events'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { type Db, openDatabase } from '../../../platform/database/connect.ts'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { cloneTemplate } from '../../../testing/template.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { createServerProcess, type ServerProcess } from '../testing/durability/server-process.ts'

/*
 * One file that is far larger than memory may be, sent on after every SIGKILL of the server: not a row is lost or doubled. What
 * remains of it after the last one goes in one request, during which memory must stay as it is.
 *
 *   TEST_DATABASE_URL=postgres://… npx vitest run --project long uploads
 */
const ROWS = Number(process.env.ROWS ?? 6_000_000)
const KILLS = Number(process.env.KILLS ?? 20)
/** The largest share of what remains that is sent before a kill: most of the file is left for the last request. */
const SHARE = 0.03
const HEADER = 'datastream,phenomenonTime,result\n'
const ROWS_PER_CHUNK = 1_000
/** Memory at most in the last half of the last request, in terms of that in the first. */
const LARGEST_GROWTH = 1.1

const running: ServerProcess[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.kill()
})

/** Each line has the same number of bytes, so that any offset is a row. */
function lineOf(row: number, ids: readonly number[]): string {
  const id = ids[row % ids.length] ?? 0
  const time = new Date(Date.UTC(2025, 0, 1) + Math.floor(row / ids.length) * 60_000).toISOString()
  return `${String(id).padStart(8, '0')},${time},${String(row % 1_000).padStart(4, '0')}.25\n`
}

function* fileFrom(offset: number, ids: readonly number[]): Generator<string> {
  const size = lineOf(0, ids).length
  if (offset === 0) yield HEADER
  for (let row = offset === 0 ? 0 : (offset - HEADER.length) / size; row < ROWS; row += ROWS_PER_CHUNK) {
    const count = Math.min(ROWS_PER_CHUNK, ROWS - row)
    yield Array.from({ length: count }, (_, index) => lineOf(row + index, ids)).join('')
  }
}

/** Sends all from an offset; fails when the server goes away. */
async function send(address: string, actor: TestActor, path: string, offset: number, ids: readonly number[]) {
  const sending = request(new URL(path, address), {
    method: 'PATCH',
    headers: {
      ...actor.headers,
      'content-type': 'text/csv',
      'upload-offset': String(offset),
      'upload-complete': '?1',
    },
  })
  const answered = once(sending, 'response')
  await Promise.all([pipeline(Readable.from(fileFrom(offset, ids)), sending), answered])
}

async function countRows(db: Db): Promise<{ count: number; sum: number }> {
  const { rows } = await sql<{ count: number; sum: number }>`select count(*) as count,
    coalesce(sum(result_number), 0) as sum from measurements.observation`.execute(db)
  return rows[0] ?? { count: 0, sum: 0 }
}

type Sample = { offset: number; bytes: number }

/** The memory of the server while something is sent, twice a second, with how far the upload was. */
async function watchMemory(
  server: ServerProcess,
  sending: Promise<void>,
  ask: () => Promise<{ offset: number }>,
): Promise<Sample[]> {
  const measured: Sample[] = []
  let isSending = true
  const sent = sending.finally(() => {
    isSending = false
  })
  sent.catch(() => {})
  while (isSending) {
    const bytes = await server.residentBytes()
    measured.push({ offset: (await ask()).offset, bytes })
    await pause(500)
  }
  await sent
  return measured
}

const largest = (samples: readonly Sample[]) => Math.max(...samples.map(({ bytes }) => bytes))

/** The most that was used in each tenth of the request. */
function tellMemory(samples: readonly Sample[]) {
  const [first, last] = [samples[0]?.offset ?? 0, samples.at(-1)?.offset ?? 0]
  const tenths = Array.from({ length: 10 }, (_, tenth) => {
    const within = samples.filter(
      ({ offset }) => Math.min(9, Math.floor(((offset - first) / (last - first)) * 10)) === tenth,
    )
    return within.length === 0 ? '–' : Math.round(largest(within) / 1e6)
  })
  process.stdout.write(
    `${ROWS} rows, ${KILLS} kills; the last request had bytes ${first} to ${last}; MB at most in each tenth: ${tenths.join(' ')}\n`,
  )
}

describe.skipIf(inject('template').kind === 'embedded')('an upload of millions of rows', () => {
  it('takes the same memory all the time, and survives kill -9 without losing or doubling a row', async () => {
    const { address, drop } = await cloneTemplate(inject('template'))
    if (address.kind !== 'server') throw new Error('This test needs a PostgreSQL server.')
    const database = await openDatabase(address)
    const { db } = database
    const actor = await signInAs({ database }, 'data-expert')
    const { datasetId, datastreamIds: ids } = await createTestStation(db, {
      count: 20,
      ownerId: actor.organisationId,
    })
    const server = await createServerProcess({ DATABASE_URL: address.url })
    running.push(server)
    await server.start()
    const headers = { ...actor.headers, 'content-type': 'application/json' }
    const started = await fetch(`${server.url}/api/v1/observation-uploads`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ format: 'csv', dataset: datasetId }),
    })
    expect(started.status, await started.clone().text()).toBe(201)
    const path = started.headers.get('location') ?? ''
    const ask = async () =>
      (await (await fetch(server.url + path, { headers })).json()) as { offset: number; stored: number }
    const size = HEADER.length + ROWS * lineOf(0, ids).length

    for (let kill = 1; kill <= KILLS; kill += 1) {
      const { offset } = await ask()
      const sending = send(server.url, actor, path, offset, ids).catch(() => {})
      const until = offset + (size - offset) * Math.random() * SHARE
      const deadline = Date.now() + 60_000
      while ((await ask()).offset <= until && Date.now() < deadline) await pause(50)
      const acknowledged = (await ask()).offset
      await server.kill()
      await sending
      await server.start()
      const state = await ask()
      expect(state.offset).toBeGreaterThanOrEqual(acknowledged)
      expect((await countRows(db)).count).toBe(state.stored)
    }

    const { offset } = await ask()
    const measured = await watchMemory(server, send(server.url, actor, path, offset, ids), ask)
    const done = await ask()
    expect(done).toMatchObject({
      offset: size,
      rows: ROWS,
      stored: ROWS,
      unchanged: 0,
      corrected: 0,
      refused: [],
    })
    const { count, sum } = await countRows(db)
    expect(count).toBe(ROWS)
    expect(sum).toBe((ROWS / 1_000) * ((999 * 1_000) / 2 + 250))
    tellMemory(measured)
    const half = measured.findIndex((each) => each.offset > (offset + size) / 2)
    expect(largest(measured.slice(half))).toBeLessThan(largest(measured.slice(0, half)) * LARGEST_GROWTH)
    await database.close()
    await server.kill()
    await drop()
  }, 3_600_000)
})
