import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { deleteDatastreamData, deleteNextPiece } from './delete-datastream-data.ts'
import { storeObservations } from './store-observations.ts'
import { listDatastreamIds } from './verify-rollups.ts'

const server = useServer()
let actor: TestActor
beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
})

const HOUR = 3_600_000_000
const START = Date.UTC(2026, 0, 1) * 1000

async function fill(count: number) {
  const { db } = server.database
  const { datastreamIds, thingId } = await createTestStation(db, { count: 2, ownerId: actor.organisationId })
  const [gone = 0, kept = 0] = datastreamIds
  for (const id of [gone, kept]) {
    const times = Array.from({ length: count }, (_, hour) => START + hour * HOUR)
    const batch = {
      datastreamId: times.map(() => id),
      phenomenonStart: times,
      resultNumber: times.map((_, n) => n),
    }
    await storeObservations(db, batch, { now: server.now })
  }
  return { gone, kept, thingId }
}

async function countRows(id: number): Promise<number[]> {
  const { rows } = await sql<{ counts: number[] }>`select array[
      (select count(*) from measurements.observation where datastream_id = ${id}),
      (select count(*) from measurements.hour_rollup where datastream_id = ${id}),
      (select count(*) from measurements.day_rollup where datastream_id = ${id})]::int[] as counts`.execute(
    server.database.db,
  )
  return rows[0]?.counts ?? []
}

const read = async (path: string) =>
  (await server.request({ url: `/sta/v1.1/${path}`, headers: actor.headers })).json()

/** Deletes as the API does, but leaves more than so many observations for later. */
async function remove(id: number, atOnce: number) {
  await server.database.db.transaction().execute(async (transaction) => {
    await deleteDatastreamData(transaction, [id], atOnce)
    await sql`delete from measurements.datastream where id = ${id}`.execute(transaction)
  })
}

it('leaves nothing of a datastream to be seen while its values are deleted in pieces', async () => {
  const { db } = server.database
  const { gone, kept, thingId } = await fill(100)
  const [{ '@iot.id': observation }] = (await read(`Datastreams(${gone})/Observations?$top=1`)).value
  const before = await read('Observations?$count=true&$top=0')
  await remove(gone, 99)
  expect((await countRows(gone))[0]).toBe(100)
  for (let left = 100; left > 0; left = (await countRows(gone))[0] ?? 0) {
    expect((await read(`Datastreams(${gone})`)).status).toBe(404)
    expect((await read(`Observations(${observation})`)).status).toBe(404)
    expect((await read(`Datastreams(${gone})/Observations`)).status).toBe(404)
    expect((await read('Observations?$count=true&$top=0'))['@iot.count']).toBe(before['@iot.count'] - 100)
    expect((await read('Observations?$top=1000')).value).toHaveLength(before['@iot.count'] - 100)
    expect((await read(`Things(${thingId})?$expand=Datastreams`)).Datastreams).toHaveLength(1)
    expect(await listDatastreamIds(db)).not.toContain(gone)
    expect(await deleteNextPiece(db, 30)).toBe(true)
  }
  await server.app.workers.finish()
  expect(await countRows(gone)).toEqual([0, 0, 0])
  expect((await countRows(kept))[0]).toBe(100)
  const { rows } = await sql`select from measurements.deleted_datastream`.execute(db)
  expect(rows).toEqual([])
})

/** Makes as if values of two moments were corrected so often each. */
async function correct(id: number, count: number) {
  await sql`insert into measurements.observation_history (datastream_id, phenomenon_start, replaced_at, id, result_number)
    select ${id}, to_timestamp(${START / 1_000_000}::float8) + h * interval '1 hour', ${server.now}, n, n
    from generate_series(0, 1) h, generate_series(1, ${count}::int) n`.execute(server.database.db)
}

async function countHistory(id: number): Promise<number | undefined> {
  const { rows } = await sql<{ count: number }>`select count(*)::int from measurements.observation_history
    where datastream_id = ${id}`.execute(server.database.db)
  return rows[0]?.count
}

it('deletes much history in pieces too, also of one moment', async () => {
  const { db } = server.database
  const { gone, kept } = await fill(10)
  await correct(gone, 50)
  await correct(kept, 5)
  await remove(gone, 99)
  const left: (number | undefined)[] = [await countHistory(gone)]
  while (await deleteNextPiece(db, 30)) left.push(await countHistory(gone))
  expect(left).toEqual([100, 70, 40, 10, 0])
  expect(await countRows(gone)).toEqual([0, 0, 0])
  expect([await countHistory(kept), (await countRows(kept))[0]]).toEqual([10, 10])
})

it('tries what fails again later, after a longer wait each time, and deletes others meanwhile', async () => {
  const { db } = server.database
  const { gone, kept } = await fill(10)
  await correct(gone, 5)
  await remove(gone, 0)
  await sql`create function measurements.fail() returns trigger language plpgsql as
    'begin raise exception using errcode = ''57014''; end'`.execute(db)
  await sql`create trigger fail before delete on measurements.observation_history
    for each row execute function measurements.fail()`.execute(db)
  const failAndRead = async () => {
    await sql`update measurements.deleted_datastream set next_try_at = null`.execute(db)
    await expect(deleteNextPiece(db)).rejects.toMatchObject({ code: '57014' })
    const { rows } = await sql<{ failures: number; wait: number }>`select failures,
      extract(epoch from next_try_at - clock_timestamp())::float8 as wait from measurements.deleted_datastream`.execute(
      db,
    )
    return rows[0]
  }
  expect(await failAndRead()).toMatchObject({ failures: 1 })
  for (let times = 2; times < 8; times += 1) await failAndRead()
  const last = await failAndRead()
  expect(last).toMatchObject({ failures: 8 })
  expect(last?.wait).toBeGreaterThan(60)
  await remove(kept, 0)
  expect(await deleteNextPiece(db)).toBe(true)
  expect(await countRows(kept)).toEqual([0, 0, 0])
  expect(await deleteNextPiece(db)).toBe(false)
  await sql`drop trigger fail on measurements.observation_history`.execute(db)
  await sql`update measurements.deleted_datastream set next_try_at = null`.execute(db)
  expect(await deleteNextPiece(db)).toBe(true)
  expect([await countHistory(gone), ...(await countRows(gone))]).toEqual([0, 0, 0, 0])
})

it('deletes what is not much at once', async () => {
  const { gone } = await fill(10)
  const answer = await server.request({
    method: 'DELETE',
    url: `/sta/v1.1/Datastreams(${gone})`,
    headers: actor.headers,
  })
  expect(answer.statusCode, answer.body).toBe(200)
  expect(await countRows(gone)).toEqual([0, 0, 0])
})

it('goes back when the transaction does', async () => {
  const { gone } = await fill(10)
  const failed = server.database.db.transaction().execute(async (transaction) => {
    await deleteDatastreamData(transaction, [gone], 0)
    throw new Error('undone')
  })
  await expect(failed).rejects.toThrow('undone')
  expect(await deleteNextPiece(server.database.db)).toBe(false)
  expect((await read(`Datastreams(${gone})/Observations?$count=true&$top=0`))['@iot.count']).toBe(10)
})

it('says so when a deletion takes longer than a statement may', async () => {
  const { db } = server.database
  const { gone } = await fill(10)
  await sql`create function measurements.too_long() returns trigger language plpgsql as
    'begin raise exception using errcode = ''57014''; end'`.execute(db)
  await sql`create trigger too_long before delete on measurements.datastream
    for each row execute function measurements.too_long()`.execute(db)
  const url = `/sta/v1.1/Datastreams(${gone})`
  const answer = await server.request({ method: 'DELETE', url, headers: actor.headers })
  await sql`drop trigger too_long on measurements.datastream`.execute(db)
  expect(answer.json()).toMatchObject({
    status: 503,
    detail: expect.stringContaining('took too long and was not done: nothing has changed'),
  })
  expect((await read(`Datastreams(${gone})/Observations?$count=true&$top=0`))['@iot.count']).toBe(10)
})
