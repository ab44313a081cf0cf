import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Db } from '../../../platform/database/connect.ts'
import { useDatabase } from '../../../testing/server.ts'
import { createTestStation, findWrongRollups } from '../testing/datastreams.ts'
import { deleteDatastreamData } from './delete-datastream-data.ts'
import { deleteObservations } from './delete-observations.ts'
import { storeObservations } from './store-observations.ts'

const opened = useDatabase()
const now = new Date('2026-03-02T10:00:00Z')
const policy = { now }
const micros = (text: string) => Date.parse(text) * 1000

/** Rows as [datastream, time, value]. */
function batchOf(rows: [number, string, number | null][]) {
  return {
    datastreamId: rows.map(([id]) => id),
    phenomenonStart: rows.map(([, time]) => micros(time)),
    resultNumber: rows.map(([, , value]) => value),
  }
}

type Told = { datastreamIds: number[]; from: string; to: string; firstId: number; lastId: number }

/** What the newest events tell, the last first. */
async function readTold(db: Db, count: number): Promise<Told[]> {
  const { rows } = await sql<{ payload: Told }>`select payload from platform.outbox
    where kind = 'measurements.observations-stored' order by id desc limit ${count}`.execute(db)
  return rows.map(({ payload }) => payload)
}

describe('storing', () => {
  it('stores a batch once, however often it is sent', async () => {
    const { db } = opened.database
    const { datastreamIds } = await createTestStation(db, { count: 2 })
    const [a = 0, b = 0] = datastreamIds
    const batch = batchOf([
      [b, '2026-01-01T00:00:00Z', 4],
      [a, '2026-01-01T00:30:00Z', 2],
      [a, '2026-01-01T00:00:00Z', 1],
    ])
    const first = await storeObservations(db, batch, policy)
    expect(first).toMatchObject({ stored: 3, unchanged: 0, corrected: 0, refused: [] })
    const again = await storeObservations(db, batch, policy)
    expect(again).toMatchObject({ stored: 0, unchanged: 3, corrected: 0, refused: [] })
    expect(again.ids).toEqual(first.ids)
    expect(new Set(first.ids).size).toBe(3)
    const { rows } = await sql`select kind, payload from platform.outbox
      where kind = 'measurements.observations-stored' order by id desc limit 2`.execute(db)
    expect(rows).toEqual([
      {
        kind: 'measurements.observations-stored',
        payload: {
          datastreamIds: [a, b],
          from: '2026-01-01T00:00:00.000000Z',
          to: '2026-01-01T00:30:00.000000Z',
          firstId: Math.min(...first.ids),
          lastId: Math.max(...first.ids),
        },
      },
    ])
    expect(await findWrongRollups(db)).toEqual([])
  })

  it('tells of an old row apart from what came with it', async () => {
    const { db } = opened.database
    const [a = 0, b = 0, c = 0] = (await createTestStation(db, { count: 3 })).datastreamIds
    const { ids } = await storeObservations(
      db,
      batchOf([
        [a, '2019-05-01T00:00:00Z', 1],
        [a, '2026-01-01T00:10:00Z', 2],
        [b, '2026-01-01T00:00:00Z', 3],
        [c, '2026-01-01T00:20:00Z', 4],
      ]),
      policy,
    )
    const tell = (datastreamIds: number[], from: string, to: string, places: number[]) => {
      const own = places.map((place) => ids[place] ?? 0)
      return { datastreamIds, from, to, firstId: Math.min(...own), lastId: Math.max(...own) }
    }
    const old = '2019-05-01T00:00:00.000000Z'
    expect(await readTold(db, 2)).toEqual([
      tell([a, b, c], '2026-01-01T00:00:00.000000Z', '2026-01-01T00:20:00.000000Z', [1, 2, 3]),
      tell([a], old, old, [0]),
    ])
    await deleteObservations(db, { datastreamIds: [a, b] })
    expect(await readTold(db, 2)).toMatchObject([
      { datastreamIds: [a, b], from: '2026-01-01T00:00:00.000000Z', firstId: null },
      { datastreamIds: [a], from: old, to: old },
    ])
  })

  it('tells of many different periods in a bounded number of events, without joining what lies far apart', async () => {
    const { db } = opened.database
    const { datastreamIds } = await createTestStation(db, { count: 60 })
    const [first = 0] = datastreamIds
    await storeObservations(
      db,
      batchOf([
        [first, '2019-05-01T00:00:00Z', 1],
        ...datastreamIds.map((id, day): [number, string, number] => [
          id,
          new Date(Date.UTC(2026, 0, 1 + day)).toISOString(),
          1,
        ]),
      ]),
      policy,
    )
    const told = await readTold(db, 32)
    expect(told.flatMap((event) => event.datastreamIds).toSorted((x, y) => x - y)).toEqual([
      first,
      ...datastreamIds,
    ])
    expect(told.filter(({ from }) => from < '2026')).toMatchObject([
      { datastreamIds: [first], to: told.at(-1)?.from },
    ])
  })

  it('keeps the old value when another one comes, where the dataset allows corrections', async () => {
    const { db } = opened.database
    const [id = 0] = (await createTestStation(db, { count: 1 })).datastreamIds
    await storeObservations(db, batchOf([[id, '2026-01-01T00:00:00Z', 1]]), policy)
    const outcome = await storeObservations(
      db,
      batchOf([
        [id, '2026-01-01T00:00:00Z', 2],
        [id, '2026-01-01T01:00:00Z', 3],
      ]),
      policy,
    )
    expect(outcome).toMatchObject({ stored: 1, unchanged: 0, corrected: 1, refused: [] })
    const { rows } = await sql`select result_number from measurements.observation_history
      where datastream_id = ${id}`.execute(db)
    expect(rows).toEqual([{ result_number: 1 }])
    expect(await findWrongRollups(db)).toEqual([])
  })

  it('refuses another value where the dataset does not allow corrections, and says which', async () => {
    const { db } = opened.database
    const [id = 0] = (await createTestStation(db, { count: 1, corrections: 'refuse' })).datastreamIds
    await storeObservations(db, batchOf([[id, '2026-01-01T00:00:00Z', 1]]), policy)
    const outcome = await storeObservations(
      db,
      batchOf([
        [id, '2026-01-01T01:00:00Z', 3],
        [id, '2026-01-01T00:00:00Z', 2],
        [2_000_000_000, '2026-01-01T00:00:00Z', 2],
        [id, '1599-12-31T23:59:59Z', 2],
        [id, '2200-01-01T00:00:00Z', 2],
        [id, '2026-01-01T02:00:00Z', Number.NaN],
        [id, '2026-01-01T01:00:00Z', 4],
        [id, '2026-01-01T01:00:00Z', 3],
      ]),
      policy,
    )
    expect(outcome).toMatchObject({
      stored: 1,
      unchanged: 1,
      corrected: 0,
      refused: [
        { index: 1, kind: 'differs-from-stored' },
        { index: 2, kind: 'unknown-datastream' },
        { index: 3, kind: 'time-out-of-range' },
        { index: 4, kind: 'time-out-of-range' },
        { index: 5, kind: 'not-finite' },
        { index: 6, kind: 'differs-from-stored' },
      ],
    })
    expect(Array.from(outcome.ids, (given) => given > 0)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ])
    expect(await findWrongRollups(db)).toEqual([])
  })

  it('takes the last of several values for one time in a batch, where corrections are allowed', async () => {
    const { db } = opened.database
    const [id = 0] = (await createTestStation(db, { count: 1 })).datastreamIds
    const outcome = await storeObservations(
      db,
      batchOf([
        [id, '1999-01-01T00:00:00Z', 1],
        [id, '1999-01-01T00:00:00Z', 2],
        [id, '1999-01-01T00:00:00Z', 2],
      ]),
      policy,
    )
    expect(outcome).toMatchObject({ stored: 1, unchanged: 1, corrected: 1, refused: [] })
  })

  it('does not write in a dataset of someone else', async () => {
    const { db } = opened.database
    const { datastreamIds, datasetId } = await createTestStation(db, { count: 1 })
    const seen: string[] = []
    const outcome = await storeObservations(
      db,
      batchOf([[datastreamIds[0] ?? 0, '2026-01-01T00:00:00Z', 1]]),
      {
        now,
        permit: ({ id }) => {
          seen.push(id)
          return 'not-allowed'
        },
      },
    )
    expect(seen).toEqual([datasetId])
    expect(outcome.refused).toEqual([{ index: 0, kind: 'not-allowed' }])
  })

  it('keeps what is no number in the detail, in the order of its keys', async () => {
    const { db } = opened.database
    const { datastreamIds, datasetId } = await createTestStation(db, { count: 1 })
    const [id = 0] = datastreamIds
    const made = await sql<{ id: number }>`insert into measurements.feature_of_interest
        (dataset_id, name, description, encoding_type, feature)
      values (${datasetId}, 'Boom', '', 'text/plain', '"x"') returning id`.execute(db)
    const feature = made.rows[0]?.id ?? 0
    const detail = '{"result":"vol","parameters":{"z":1,"a":2}}'
    const { refused } = await storeObservations(
      db,
      {
        ...batchOf([
          [id, '2026-01-01T00:00:00Z', null],
          [id, '2026-01-01T01:00:00Z', null],
        ]),
        detail: [detail, detail],
        featureOfInterestId: [feature, 2_000_000_000],
      },
      policy,
    )
    expect(refused).toEqual([{ index: 1, kind: 'unknown-feature' }])
    const { rows } =
      await sql`select detail::text, measurements.feature_of(datastream_id, id, detail) as feature
      from measurements.observation where datastream_id = ${id}`.execute(db)
    expect(rows).toEqual([
      { detail: `{"result":"vol","parameters":{"z":1,"a":2},"featureOfInterest":${feature}}`, feature },
    ])
    expect(await findWrongRollups(db)).toEqual([])
  })

  it('makes one feature of interest of a location, at the first observation that needs it', async () => {
    const { db } = opened.database
    const { datastreamIds } = await createTestStation(db, { count: 2 })
    const [a = 0, b = 0] = datastreamIds
    for (const id of [a, b]) await storeObservations(db, batchOf([[id, '2026-01-01T00:00:00Z', 1]]), policy)
    await storeObservations(db, batchOf([[a, '2026-01-02T00:00:00Z', 1]]), policy)
    const { rows } =
      await sql`select distinct f.name, f.feature::text as feature from measurements.observation o
      join measurements.feature_of_interest f on f.id = measurements.feature_of(o.datastream_id, o.id, o.detail)
      where o.datastream_id = any(${datastreamIds})`.execute(db)
    expect(rows).toEqual([{ name: 'Plaats', feature: '{"type":"Point","coordinates":[6.1,52.5]}' }])
  })

  it('knows an observation again that names the feature of its datastream, also after the thing moved', async () => {
    const { db } = opened.database
    const { datastreamIds, datasetId, thingId } = await createTestStation(db, { count: 1 })
    const [id = 0] = datastreamIds
    const featureOf = async () => {
      const { rows } = await sql<{ feature: number }>`select d.feature_of_interest_id as feature
        from measurements.datastream d where d.id = ${id}`.execute(db)
      return rows[0]?.feature ?? 0
    }
    const send = (time: string, value: number, feature?: number) =>
      storeObservations(
        db,
        { ...batchOf([[id, time, value]]), ...(feature && { featureOfInterestId: [feature] }) },
        policy,
      )
    const early = '2026-01-01T00:00:00Z'
    const late = '2026-01-02T00:00:00Z'
    await send(early, 1)
    const before = await featureOf()
    await sql`with moved as (
        insert into measurements.location (dataset_id, name, description, encoding_type, location, geometry)
        values (${datasetId}, 'Elders', '', 'application/geo+json', '{"type":"Point","coordinates":[6.2,52.6]}',
          'SRID=4326;POINT(6.2 52.6)') returning id)
      update measurements.thing_location l set location_id = moved.id from moved where l.thing_id = ${thingId}`.execute(
      db,
    )
    await sql`update measurements.datastream set feature_of_interest_id = null where id = ${id}`.execute(db)
    await send(late, 2)
    const after = await featureOf()
    expect(after).not.toBe(before)
    // What was stored without its name is the same with it, and what names the other feature is not.
    expect(await send(early, 1, before)).toMatchObject({ unchanged: 1 })
    expect(await send(late, 2, after)).toMatchObject({ unchanged: 1 })
    expect(await send(early, 1)).toMatchObject({ unchanged: 1 })
    expect(await send(early, 1, after)).toMatchObject({ corrected: 1 })
    expect(await send(early, 1, after)).toMatchObject({ unchanged: 1 })
    const { rows } = await sql`select measurements.feature_of(datastream_id, id, detail)::int as feature
      from measurements.observation where datastream_id = ${id} order by phenomenon_start`.execute(db)
    expect(rows).toEqual([{ feature: after }, { feature: after }])
    const named = await sql`select feature_of_interest_id::int as feature from measurements.named_feature
      where datastream_id = ${id}`.execute(db)
    expect(named.rows).toEqual([{ feature: after }])
  })
})

describe('rollups and states', () => {
  it('equal a recount after any order of batches, corrections and deletes', {
    timeout: 120_000,
  }, async () => {
    const { db } = opened.database
    const { datastreamIds } = await createTestStation(db, { count: 3 })
    // Around the change to summer time, a new year, a change of partition and the time before whole-hour zones.
    const around = [
      '2026-03-29T01:00:00Z',
      '2020-01-01T00:00:00Z',
      '2019-12-31T22:00:00Z',
      '1935-06-01T00:00:00Z',
    ]
    const row = fc.record({
      stream: fc.nat(2),
      around: fc.constantFrom(...around),
      minutes: fc.integer({ min: -90, max: 90 }).map((n) => n * 20),
      value: fc.option(fc.integer({ min: -50, max: 50 }), { freq: 9 }),
      length: fc.constantFrom(null, 0, 60),
      resultLate: fc.constantFrom(null, 5, 500),
      quality: fc.constantFrom(null, 0, 2),
    })
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ rows: fc.array(row, { minLength: 1, maxLength: 12 }) }) },
      { weight: 1, arbitrary: fc.record({ remove: row }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const each of steps) {
          if ('remove' in each) {
            const from = new Date(micros(each.remove.around) / 1000 + each.remove.minutes * 60_000)
            await deleteObservations(db, {
              datastreamIds,
              where: sql`o.phenomenon_start between ${from} and ${new Date(from.getTime() + 7_200_000)}`,
            })
          } else {
            const start = each.rows.map((one) => micros(one.around) + one.minutes * 60_000_000)
            const outcome = await storeObservations(
              db,
              {
                datastreamId: each.rows.map((one) => datastreamIds[one.stream] ?? 0),
                phenomenonStart: start,
                phenomenonEnd: each.rows.map((one, index) =>
                  one.length === null ? null : (start[index] ?? 0) + one.length * 60_000_000,
                ),
                resultTime: each.rows.map((one, index) =>
                  one.resultLate === null ? null : (start[index] ?? 0) + one.resultLate * 60_000_000,
                ),
                resultNumber: each.rows.map(({ value }) => value),
                quality: each.rows.map(({ quality }) => quality),
              },
              policy,
            )
            const { stored, unchanged, corrected, refused } = outcome
            expect(stored + unchanged + corrected + refused.length).toBe(each.rows.length)
          }
          expect(await findWrongRollups(db)).toEqual([])
        }
      }),
      { numRuns: 25 },
    )
  })

  it('are right when history comes newest first, in the same hour and day as what is stored and in others', async () => {
    const { db } = opened.database
    const [a = 0, b = 0] = (await createTestStation(db, { count: 2 })).datastreamIds
    const batches: [number, string, number | null][][] = [
      [
        [a, '2026-01-02T10:40:00Z', 4],
        [a, '2026-01-02T11:10:00Z', 9],
        [b, '2026-01-02T10:40:00Z', null],
      ],
      [
        [a, '2026-01-02T10:20:00Z', 3],
        [a, '2026-01-02T10:30:00Z', -7],
        [b, '2026-01-02T10:50:00Z', 2],
      ],
      [
        [a, '2025-12-31T22:30:00Z', 8],
        [a, '2026-01-01T23:30:00Z', 5],
        [b, '2026-01-02T10:30:00Z', null],
      ],
      [
        [a, '2025-12-31T22:10:00Z', 1],
        [b, '2026-01-02T09:30:00Z', 6],
      ],
    ]
    for (const rows of batches) {
      const { stored } = await storeObservations(db, batchOf(rows), policy)
      expect(stored).toBe(rows.length)
      expect(await findWrongRollups(db)).toEqual([])
    }
  })

  it('are right when several write the same datastreams at once', async () => {
    const { db } = opened.database
    const { datastreamIds } = await createTestStation(db, { count: 4 })
    await Promise.all(
      Array.from({ length: 12 }, (_, turn) =>
        storeObservations(
          db,
          batchOf(
            datastreamIds
              .toSorted((a, b) => (turn % 2 === 0 ? a - b : b - a))
              .flatMap((id) => [
                [id, `20${30 + (turn % 5)}-01-01T00:${String(turn).padStart(2, '0')}:00Z`, turn],
                [id, '2029-01-01T00:00:00Z', turn],
              ]),
          ),
          policy,
        ),
      ),
    )
    expect(await findWrongRollups(db)).toEqual([])
    const { rows } = await sql`select count(*)::int as count from measurements.observation
      where datastream_id = any(${datastreamIds})`.execute(db)
    expect(rows).toEqual([{ count: 4 * 13 }])
  })

  it('are right after a delete that goes by pieces', async () => {
    const { db } = opened.database
    const { datastreamIds } = await createTestStation(db, { count: 4 })
    const [a = 0, b = 0, c = 0, large = 0] = datastreamIds
    const row = (id: number, minutes: number): [number, string, number] => [
      id,
      new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString(),
      minutes,
    ]
    const few = [a, b, c].map((id) => row(id, 7))
    const many = Array.from({ length: 25 }, (_, minute) => row(large, minute * 20))
    await storeObservations(db, batchOf([...few, ...many]), policy)
    const where = sql`o.result_number <> 40`
    expect(await deleteObservations(db, { datastreamIds, where }, 4)).toBe(27)
    const { rows } =
      await sql`select datastream_id as id, count::int, latest_number as latest from measurements.datastream_state
      where datastream_id = any(${datastreamIds}) order by 1`.execute(db)
    expect(rows).toEqual([
      { id: a, count: 0, latest: null },
      { id: b, count: 0, latest: null },
      { id: c, count: 0, latest: null },
      { id: large, count: 1, latest: 40 },
    ])
    expect(await findWrongRollups(db)).toEqual([])
  })

  it('leave nothing behind of deleted observations and datastreams', async () => {
    const { db } = opened.database
    const [id = 0] = (await createTestStation(db, { count: 1 })).datastreamIds
    const { ids } = await storeObservations(
      db,
      batchOf([
        [id, '2026-01-01T00:00:00Z', 1],
        [id, '2026-01-01T03:00:00Z', 2],
      ]),
      policy,
    )
    expect(await deleteObservations(db, { ids: [ids[1] ?? 0] })).toBe(1)
    expect(await deleteObservations(db, { ids: [ids[1] ?? 0] })).toBe(0)
    expect(await findWrongRollups(db)).toEqual([])
    await db.transaction().execute((transaction) => deleteDatastreamData(transaction, [id]))
    const { rows } = await sql`select 1 from measurements.hour_rollup where datastream_id = ${id} union all
      select 1 from measurements.datastream_state where datastream_id = ${id}`.execute(db)
    expect(rows).toEqual([])
  })
})
