import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { type Db, openDatabase } from '../../../platform/database/connect.ts'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { cloneTemplate } from '../../../testing/template.ts'
import { createTestStation } from '../testing/datastreams.ts'

const ROWS = 6_000_000
const KILLS = 6
const HEADER = 'datastream,phenomenonTime,result\n'
const ROWS_PER_CHUNK = 1_000
/** Memory at most in the second half of the file, in terms of that in the first. */
const LARGEST_GROWTH = 1.25

const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
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

async function serve(url: string): Promise<{ address: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [new URL('./testing/serve.ts', import.meta.url).pathname], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  const [line] = (await once(child.stdout as Readable, 'data')) as [Buffer]
  return { address: line.toString().trim(), child }
}

async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
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

describe.skipIf(inject('template').kind === 'embedded')('an upload of 250 MB', () => {
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
    let server = await serve(address.url)
    const headers = { ...actor.headers, 'content-type': 'application/json' }
    const started = await fetch(`${server.address}/api/v1/observation-uploads`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ format: 'csv', dataset: datasetId }),
    })
    expect(started.status, await started.clone().text()).toBe(201)
    const path = started.headers.get('location') ?? ''
    const ask = async () =>
      (await (await fetch(server.address + path, { headers })).json()) as { offset: number; stored: number }
    const size = HEADER.length + ROWS * lineOf(0, ids).length

    for (let kill = 1; kill <= KILLS; kill += 1) {
      const { offset } = await ask()
      const sending = send(server.address, actor, path, offset, ids).catch(() => {})
      const until = offset + (size - offset) * Math.random() * 0.15
      const deadline = Date.now() + 60_000
      while ((await ask()).offset <= until && Date.now() < deadline)
        await new Promise((next) => setTimeout(next, 50))
      const acknowledged = (await ask()).offset
      server.child.kill('SIGKILL')
      await sending
      server = await serve(address.url)
      const state = await ask()
      expect(state.offset).toBeGreaterThanOrEqual(acknowledged)
      expect((await countRows(db)).count).toBe(state.stored)
    }

    const measured: number[] = []
    const watch = setInterval(async () => measured.push(await residentBytes(server.child.pid)), 500)
    const { offset } = await ask()
    await send(server.address, actor, path, offset, ids)
    clearInterval(watch)
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
    // The heap grows in the first minute; after that it stays as it is, whatever is still to come.
    const half = Math.floor(measured.length / 2)
    expect(Math.max(...measured.slice(half))).toBeLessThan(
      Math.max(...measured.slice(0, half)) * LARGEST_GROWTH,
    )
    await database.close()
    server.child.kill('SIGKILL')
    await drop()
  }, 3_600_000)
})
