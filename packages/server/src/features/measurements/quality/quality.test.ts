import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { setQuality } from '../ingest/set-quality.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { createTestStation, findWrongRollups } from '../testing/datastreams.ts'
import { placeThings } from '../things/place-things.ts'
import { markPeriod, takeDue } from './due.ts'
import { applyNow, judgeDue } from './judge-due.ts'
import { insertRuling } from './store.ts'

const server = useServer()
let keeper: TestActor
const HOUR = 3_600_000_000
const START = Date.parse('2026-02-01T00:00:00Z') * 1000

beforeAll(async () => {
  keeper = await signInAs(server, 'data-expert')
})

/** A station of its own whose property is PM2.5 in µg/m³. */
async function makeStation(access = 'open') {
  const { db } = server.database
  const station = await createTestStation(db, { count: 1, access, ownerId: keeper.organisationId })
  await placeThings(db, [station.thingId])
  return { ...station, id: station.datastreamIds[0] ?? 0 }
}

/** Stores values, one an hour from a number of hours after the start. */
async function store(id: number, values: readonly number[], from = 0) {
  await storeObservations(
    server.database.db,
    {
      datastreamId: values.map(() => id),
      phenomenonStart: values.map((_, hour) => START + (from + hour) * HOUR),
      resultNumber: values,
    },
    { now: server.now },
  )
}

async function readQualities(id: number): Promise<(number | null)[]> {
  const { rows } = await sql<{ quality: number | null }>`select quality from measurements.observation
    where datastream_id = ${id} order by phenomenon_start`.execute(server.database.db)
  return rows.map(({ quality }) => quality)
}

async function judge() {
  await server.deliver()
  await judgeDue(server.database.db, () => server.now)
}

const course = (hour: number, seed = 0) => 12 + 6 * Math.sin(hour / 3.8) + Math.sin(hour * (seed + 2.3)) * 0.5

describe('on arrival', () => {
  it('judges range and constant values, over batches', async () => {
    const { id } = await makeStation()
    await store(id, [5, 1200, 7, 7, 7])
    await store(id, Array(12).fill(7), 5)
    await store(id, [8], 17)
    expect(await readQualities(id)).toEqual([0, 1, ...Array(12).fill(0), 2, 2, 2, 0])
    expect(await findWrongRollups(server.database.db)).toEqual([])
  })

  it('does not judge what it has no limits for', async () => {
    const { id } = await makeStation()
    await sql`update measurements.datastream set unit_of_measurement = '{"symbol":"ppm"}' where id = ${id}`.execute(
      server.database.db,
    )
    await store(id, [5, 1200])
    expect(await readQualities(id)).toEqual([null, null])
  })
})

describe('by day', () => {
  it('judges the same whatever the order in which values came', async () => {
    const values = Array.from({ length: 500 }, (_, hour) =>
      hour === 470 ? 300 : hour > 480 ? 9 : course(hour),
    )
    const { id: inOrder } = await makeStation()
    await store(inOrder, values)
    await judge()
    const { id: mixed } = await makeStation()
    const parts = [300, 100, 400, 0, 200]
    for (const from of parts) {
      await store(mixed, values.slice(from, from + 100), from)
      await judge()
    }
    const qualities = await readQualities(inOrder)
    expect(qualities[470]).toBe(8)
    expect(qualities.slice(494)).toEqual(Array(6).fill(2))
    expect(await readQualities(mixed)).toEqual(qualities)
    expect(await findWrongRollups(server.database.db)).toEqual([])
  }, 60_000)

  it('does not judge again what an old row of another datastream came with', async () => {
    const [late, other] = [await makeStation(), await makeStation()]
    const values = Array.from({ length: 72 }, (_, hour) => course(hour))
    await store(late.id, values)
    await store(other.id, values)
    await judge()
    await storeObservations(
      server.database.db,
      {
        datastreamId: [late.id, late.id, other.id],
        phenomenonStart: [START - 5000 * HOUR, START + 72 * HOUR, START + 72 * HOUR],
        resultNumber: [12, 12, 12],
      },
      { now: server.now },
    )
    await server.deliver()
    const { rows } = await sql`select datastream_id as id, count(*)::int as days from measurements.quality_due
      group by 1 order by 1`.execute(server.database.db)
    // The last day, and for the one with an old row that day itself.
    expect(rows).toEqual([
      { id: late.id, days: 2 },
      { id: other.id, days: 1 },
    ])
    await judge()
  })

  it('judges a day again in which something was stored while it was being judged', async () => {
    const { db } = server.database
    const { id } = await makeStation()
    await store(id, [5, 6])
    await server.deliver()
    const due = () =>
      sql<{ taken: boolean }>`select taken from measurements.quality_due where datastream_id = ${id}`.execute(
        db,
      )
    expect((await due()).rows).toEqual([{ taken: false }])
    await takeDue(db, id - 1, 1)
    expect((await due()).rows).toEqual([{ taken: true }])
    await store(id, [7], 2)
    await server.deliver()
    expect((await due()).rows).toEqual([{ taken: false }])
    await judge()
  })

  it('compares stations with their neighbours, of which those that are not open do not count', async () => {
    const stations = [await makeStation(), await makeStation(), await makeStation(), await makeStation()]
    const hidden = await makeStation('restricted')
    for (const [seed, { id }] of [...stations, hidden].entries()) {
      const faulty = seed === 3 ? 25 : 0
      await store(
        id,
        Array.from({ length: 240 }, (_, hour) => course(hour, seed) + faulty),
      )
    }
    // Other stations of this file stand at the same place, but measured less than a week or in another unit.
    await sql`update measurements.thing set place = 'SRID=4326;POINT(5.0 52.0)'
      where id = any(${[...stations, hidden].map(({ thingId }) => thingId)}::int8[])`.execute(
      server.database.db,
    )
    await judge()
    const last = async (id: number) => (await readQualities(id)).at(-1)
    expect(await Promise.all(stations.map(({ id }) => last(id)))).toEqual([0, 0, 0, 32])
    // The restricted station itself sees the open ones.
    expect(await last(hidden.id)).toBe(0)
  }, 60_000)

  it('finds gaps, and says what part of a period is there', async () => {
    const { id } = await makeStation()
    await store(
      id,
      Array.from({ length: 48 }, (_, hour) => course(hour)),
    )
    await store(
      id,
      Array.from({ length: 24 }, (_, hour) => course(hour)),
      72,
    )
    await judge()
    const url = `/api/v1/coverage?datastream=${id}&from=2026-02-01T00:00:00Z&to=2026-02-05T00:00:00Z`
    expect((await server.request({ url })).json()).toMatchObject({
      usualSeconds: 3600,
      count: 72,
      flagged: 0,
      share: 0.75,
      gaps: [{ from: '2026-02-02T23:00:00.000000Z', to: '2026-02-04T00:00:00.000000Z', missing: 24 }],
    })
    await store(
      id,
      Array.from({ length: 24 }, (_, hour) => course(hour)),
      48,
    )
    await judge()
    expect((await server.request({ url })).json()).toMatchObject({ share: 1, gaps: [] })
  })
})

describe('in SensorThings', () => {
  const quality = (id: number, filter = '') =>
    server
      .request({
        url: `/sta/v1.1/Datastreams(${id})/Observations?$select=result,resultQuality${filter && `&$filter=${encodeURIComponent(filter)}`}`,
      })
      .then((answer) => answer.json().value)

  it('shows and finds flags, with what the client said of a value beside them', async () => {
    const { id } = await makeStation()
    await store(id, [5, 1200])
    await storeObservations(
      server.database.db,
      {
        datastreamId: [id],
        phenomenonStart: [START + 2 * HOUR],
        resultNumber: [6],
        detail: ['{"resultQuality":{"mine":3}}'],
      },
      { now: server.now },
    )
    const flagged = {
      result: 1200,
      resultQuality: {
        good: false,
        flags: { range: true },
        DQ_Element: [
          {
            nameOfMeasure: 'range',
            DQ_ConformanceResult: {
              pass: false,
              explanation: 'Out of range: this value cannot occur.',
            },
          },
        ],
      },
    }
    expect(await quality(id)).toEqual([
      { result: 5, resultQuality: { good: true } },
      flagged,
      { result: 6, resultQuality: { good: true, stated: { mine: 3 } } },
    ])
    expect(await quality(id, 'resultQuality/flags/range eq true')).toEqual([flagged])
    expect(await quality(id, 'resultQuality/good eq false')).toEqual([flagged])
    expect(await quality(id, 'resultQuality/good eq true and resultQuality/stated/mine eq 3')).toHaveLength(1)
    expect(await quality(id, 'not (resultQuality/flags/range eq true)')).toHaveLength(2)
  })
})

/** Mean, minimum, maximum, count and flagged of the points of a series. */
async function readPoints(id: number, resolution: 'hour' | 'day') {
  const url = `/api/v1/series?datastream=${id}&resolution=${resolution}&from=2026-01-31T00:00:00Z&to=2026-02-03T00:00:00Z`
  const { points } = (await server.request({ url })).json()
  return points.map(([, ...values]: unknown[]) => values)
}

describe('hour and day values', () => {
  it('leave out what cannot be and what was rejected, not what is doubtful', async () => {
    const { id } = await makeStation()
    const { db } = server.database
    await storeObservations(
      db,
      {
        datastreamId: [id, id, id, id],
        phenomenonStart: [0, 0.5, 1, 2].map((hours) => START + hours * HOUR),
        resultNumber: [5, 1200, 1300, 9],
      },
      { now: server.now },
    )
    expect(await readQualities(id)).toEqual([0, 1, 1, 0])
    expect(await readPoints(id, 'hour')).toEqual([
      [5, 5, 5, 2, 1],
      [null, null, null, 1, 1],
      [9, 9, 9, 1, 0],
    ])
    expect(await readPoints(id, 'day')).toEqual([[7, 5, 9, 4, 2]])
    await db.transaction().execute((transaction) =>
      setQuality(transaction, id, [
        { start: START, value: 5, old: 0, quality: 64 },
        { start: START + 2 * HOUR, value: 9, old: 0, quality: 8 + 16 },
      ]),
    )
    expect((await readPoints(id, 'hour'))[0]).toEqual([null, null, null, 2, 2])
    expect(await readPoints(id, 'day')).toEqual([[9, 9, 9, 4, 4]])
    // Whose single values are not kept any more count whole.
    await sql`delete from measurements.observation where datastream_id = ${id} and phenomenon_start < ${new Date(START / 1000 + 3_600_000)}`.execute(
      db,
    )
    expect((await readPoints(id, 'hour'))[0]).toEqual([602.5, 5, 1200, 2, 2])
    await sql`delete from measurements.observation where datastream_id = ${id}`.execute(db)
    await sql`delete from measurements.hour_rollup where datastream_id = ${id}`.execute(db)
    expect(await readPoints(id, 'day')).toEqual([[2514 / 4, 5, 1300, 4, 4]])
    await sql`delete from measurements.day_rollup where datastream_id = ${id}`.execute(db)
    await sql`delete from measurements.datastream_state where datastream_id = ${id}`.execute(db)
  })
})

describe('a person', () => {
  it('goes before what is computed, until it is withdrawn', async () => {
    const { id } = await makeStation()
    await store(id, [5, 1200, 6])
    const make = (payload: object, headers: object = keeper.headers) =>
      server.request({ method: 'POST', url: '/api/v1/quality-rulings', headers: headers as never, payload })
    const at = (hour: number) => new Date((START + hour * HOUR) / 1000).toISOString()
    const good = await make({
      datastreamId: id,
      from: at(1),
      to: at(1),
      verdict: 'good',
      reason: 'Vuurwerk naast de sensor.',
    })
    expect(good.statusCode).toBe(201)
    await make({
      datastreamId: id,
      from: at(2),
      to: at(3),
      verdict: 'bad',
      reason: 'Sensor stond binnen.',
    })
    expect(await readQualities(id)).toEqual([0, 0, 64])
    // Later values in the period and later runs of the job say the same.
    await store(id, [1300], 3)
    await judge()
    expect(await readQualities(id)).toEqual([0, 0, 64, 65])
    expect(await findWrongRollups(server.database.db)).toEqual([])

    const listed = await server.request({ url: `/api/v1/quality-rulings?datastream=${id}` })
    expect(listed.json().items).toMatchObject([
      { verdict: 'bad', madeBy: null },
      { verdict: 'good', reason: 'Vuurwerk naast de sensor.', madeBy: null, withdrawnAt: null },
    ])
    const url = `/api/v1/quality-rulings/${good.json().id}`
    const withdrawn = await server.request({ method: 'DELETE', url, headers: keeper.headers })
    expect(withdrawn.json()).toMatchObject({ withdrawnBy: 'test data-expert', madeBy: 'test data-expert' })
    await judge()
    expect(await readQualities(id)).toEqual([0, 1, 64, 65])
  })

  it('goes by pieces through a long period', async () => {
    const { id } = await makeStation()
    const { db } = server.database
    await store(
      id,
      Array.from({ length: 30 }, (_, hour) => course(hour)),
    )
    const at = (hour: number) => new Date((START + hour * HOUR) / 1000).toISOString()
    const period = { datastreamId: id, from: at(2), to: at(20) }
    await db.transaction().execute(async (transaction) => {
      await insertRuling(transaction, {
        ...period,
        verdict: 'bad',
        reason: 'Los.',
        by: { name: 'Persoon', personId: null },
        at: server.now,
      })
      await applyNow(transaction, period, 4)
    })
    const qualities = await readQualities(id)
    expect(qualities.flatMap((quality, hour) => (quality ? [hour] : []))).toEqual(
      Array.from({ length: 19 }, (_, hour) => hour + 2),
    )
    expect(await findWrongRollups(db)).toEqual([])
    // Days that are due are taken by how much was measured in them.
    await sql`delete from measurements.quality_due`.execute(db)
    await db
      .transaction()
      .execute((transaction) => markPeriod(transaction, id, new Date(at(0)), new Date(at(30))))
    const [first] = await takeDue(db, id - 1, 1, 24)
    expect(first?.dayEnds).toHaveLength(1)
    const [second] = await takeDue(db, id - 1, 1, 1000)
    expect(second?.dayEnds).toHaveLength(2)
  })

  it('is not overruled by what was being computed meanwhile', async () => {
    const { db } = server.database
    const { id } = await makeStation()
    await store(id, [5, 6])
    await judge()
    const at = new Date((START + HOUR) / 1000).toISOString()
    await server.request({
      method: 'POST',
      url: '/api/v1/quality-rulings',
      headers: keeper.headers,
      payload: { datastreamId: id, from: at, to: at, verdict: 'bad', reason: 'Sensor stond binnen.' },
    })
    // What a job read before the ruling, and writes after it.
    const late = [{ start: START + HOUR, value: 6, old: 0, quality: 1 }]
    await db.transaction().execute((transaction) => setQuality(transaction, id, late))
    expect(await readQualities(id)).toEqual([0, 64])
    expect(await findWrongRollups(db)).toEqual([])
    const due = await sql`select from measurements.quality_due where datastream_id = ${id}`.execute(db)
    expect(due.rows).toHaveLength(1)
  })

  it('must keep the dataset, and choose a period that can be', async () => {
    const { id } = await makeStation()
    const stranger = await signInAs(server, 'data-expert')
    const post = (headers: object, to: string) =>
      server.request({
        method: 'POST',
        url: '/api/v1/quality-rulings',
        headers: headers as never,
        payload: { datastreamId: id, from: '2026-02-01T00:00:00Z', to, verdict: 'bad', reason: 'x' },
      })
    expect((await post(stranger.headers, '2026-02-02T00:00:00Z')).statusCode).toBe(403)
    expect((await post(keeper.headers, '2026-01-02T00:00:00Z')).json().errors).toMatchObject([
      { pointer: '/to' },
    ])
  })
})

describe('the limits of a dataset', () => {
  it('are the defaults until it adjusts them; then all is judged again', async () => {
    const { id, datasetId } = await makeStation()
    await store(id, [5, 40])
    const url = `/api/v1/datasets/${datasetId}/quality-limits`
    expect((await server.request({ url })).json().properties).toMatchObject([
      { property: 'pm25', unit: 'µg/m³', adjusted: false, limits: { range: { minimum: 0, maximum: 1000 } } },
    ])
    const put = (limits: object) =>
      server.request({ method: 'PUT', url, headers: keeper.headers, payload: { limits } })
    expect((await put({ pm25: { range: { minimum: 9, maximum: 9 } } })).statusCode).toBe(400)
    expect(
      (await put({ pm25: { range: { minimum: 0, maximum: 30 }, constant: null } })).json(),
    ).toMatchObject({
      properties: [{ adjusted: true, limits: { range: { maximum: 30 } } }],
    })
    await judge()
    expect(await readQualities(id)).toEqual([0, 1])
    await put({ pm25: { range: { minimum: 0, maximum: 50 } } })
    await judge()
    expect(await readQualities(id)).toEqual([0, 0])
    expect(await findWrongRollups(server.database.db)).toEqual([])
  })

  it('can be changed for one property without those of others, and back', async () => {
    const { id, datasetId } = await makeStation()
    await store(id, [5, 40])
    const url = `/api/v1/datasets/${datasetId}/quality-limits`
    const patch = async (limits: object) =>
      (await server.request({ method: 'PATCH', url, headers: keeper.headers, payload: { limits } })).json()
    const stored = async () => {
      const { rows } = await sql<{ limits: object }>`select limits from measurements.quality_limits
        where dataset_id = ${datasetId}`.execute(server.database.db)
      return rows[0]?.limits
    }
    const noise = { constant: { hours: 3 } }
    await patch({ noise, pm25: null })
    expect(await stored()).toEqual({ noise })
    const range = { minimum: 0, maximum: 30 }
    const defaults = { range: { minimum: 0, maximum: 1000 }, constant: { hours: 12 } }
    expect((await patch({ pm25: { range, constant: null } })).properties).toMatchObject([
      { adjusted: true, limits: { range }, defaults },
    ])
    expect(await stored()).toEqual({ noise, pm25: { range, constant: null } })
    await judge()
    expect(await readQualities(id)).toEqual([0, 1])
    expect((await patch({ pm25: null })).properties).toMatchObject([{ adjusted: false, limits: defaults }])
    expect(await stored()).toEqual({ noise })
    await judge()
    expect(await readQualities(id)).toEqual([0, 0])
  })

  it('are of at least one and at most 200 properties, with those that were there', async () => {
    const { datasetId } = await makeStation()
    const patch = (limits: object) =>
      server.request({
        method: 'PATCH',
        url: `/api/v1/datasets/${datasetId}/quality-limits`,
        headers: keeper.headers,
        payload: { limits },
      })
    const some = (name: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}-${index}`, {}]))
    const refused = { status: 400, errors: [{ in: 'body', pointer: '/limits' }] }
    expect((await patch({})).json()).toMatchObject(refused)
    expect((await patch(some('a', 150))).statusCode).toBe(200)
    expect((await patch(some('b', 51))).json()).toMatchObject(refused)
    expect((await patch({ ...some('b', 51), 'a-0': null })).statusCode).toBe(200)
    const { rows } = await sql<{ count: number }>`select count(*) from measurements.quality_limits q,
      json_object_keys(q.limits) where q.dataset_id = ${datasetId}`.execute(server.database.db)
    expect(rows).toEqual([{ count: 200 }])
  })

  it('say at the field what is wrong', async () => {
    const { datasetId } = await makeStation()
    const url = `/api/v1/datasets/${datasetId}/quality-limits`
    const wrong: [object, string][] = [
      [{ range: { minimum: 9, maximum: 1 } }, '/limits/pm25/range'],
      [{ range: { minimum: 9 } }, '/limits/pm25/range/maximum'],
      [{ constant: { hours: 'veel' } }, '/limits/pm25/constant/hours'],
      [{ spatial: { kilometres: 500 } }, '/limits/pm25/spatial/kilometres'],
    ]
    for (const [pm25, pointer] of wrong) {
      const payload = { limits: { pm25 } }
      const answer = await server.request({ method: 'PATCH', url, headers: keeper.headers, payload })
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer }] })
    }
  })
})
