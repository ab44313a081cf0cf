import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { createTestStation } from '../testing/datastreams.ts'

const server = useServer()
let ordinary: number
let extreme: number

const HOUR = 3_600_000_000
const START = Date.UTC(2026, 2, 1) * 1000

beforeAll(async () => {
  const { db } = server.database
  const station = await createTestStation(db, { count: 2 })
  ;[ordinary = 0, extreme = 0] = station.datastreamIds
  const rows = Array.from({ length: 1_200 }, (_, n) => n)
  await storeObservations(
    db,
    {
      datastreamId: rows.map(() => ordinary),
      phenomenonStart: rows.map((n) => START + Math.floor(n / 5) * HOUR + (n % 5) * 60_000_000),
      resultNumber: rows.map((n) => Math.round(Math.sin(n) * 1000) / 10),
      // Of some hours of the first days one value does not count, and of some none.
      quality: rows.map((n) => (n < 600 && (n % 35 === 0 || n % 200 < 5) ? 1 : 0)),
    },
    { now: server.now },
  )
  const sets = [
    [5e-324, 0],
    [1e150, -1e150, 1e-300],
    [1e140, 1e140],
    [-1e-250, 0],
    [-0, -0],
  ]
  await storeObservations(
    db,
    {
      datastreamId: sets.flat().map(() => extreme),
      phenomenonStart: sets.flatMap((set, hour) => set.map((_, n) => START + hour * HOUR + n * 60_000_000)),
      resultNumber: sets.flat(),
      quality: sets.flat().map(() => 0),
    },
    { now: server.now },
  )
})

const series = async (id: number, resolution: string) => {
  const period = 'from=2026-02-28T00:00:00Z&to=2026-03-31T00:00:00Z'
  const answer = await server.request({
    url: `/api/v1/series?datastream=${id}&resolution=${resolution}&${period}`,
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().points
}

describe('means of hours and days', () => {
  it.each(['hour', 'day'] as const)('by the %s are those of what is usable', async (resolution) => {
    const { rows } = await sql<{ point: unknown }>`
      select json_build_array(to_char(start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'), sum / usable, minimum, maximum, count, flagged) as point
      from ${sql.id('measurements', `usable_${resolution}`)} where datastream_id = ${ordinary} order by start`.execute(
      server.database.db,
    )
    const points = await series(ordinary, resolution)
    expect(points).toEqual(rows.map(({ point }) => point))
    const flagged = points.map((point: number[]) => (point[5] ?? 0) > 0)
    expect(new Set(flagged)).toEqual(new Set([true, false]))
  })

  it('are told of the smallest and largest numbers too', async () => {
    const means = (await series(extreme, 'hour')).map((point: unknown[]) => point[1])
    expect(means).toEqual([0, 0, 1e140, -5e-251, 0])
    expect(await series(extreme, 'day')).toHaveLength(1)
  })
})
