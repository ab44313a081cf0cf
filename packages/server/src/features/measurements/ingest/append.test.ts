import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useDatabase } from '../../../testing/server.ts'
import { createTestStation, findWrongRollups } from '../testing/datastreams.ts'
import { storeObservations } from './store-observations.ts'

const opened = useDatabase()
const now = new Date('2026-03-02T10:00:00Z')

it('stores many rows at once as it stores few, with all that a row can have', async () => {
  const { db } = opened.database
  const [many = 0, few = 0] = (await createTestStation(db, { count: 2 })).datastreamIds
  const start = Date.parse('2026-01-01T00:00:00Z') * 1000
  const rows = Array.from({ length: 600 }, (_, row) => ({
    start: start + row * 60_000_000 + (row % 7),
    end: row % 3 === 0 ? start + row * 60_000_000 + 30_000_000 : null,
    result: row % 4 === 0 ? start - row : null,
    number: row % 5 === 0 ? null : row / 3,
    quality: row % 6 === 0 ? 2 : null,
    detail: row % 5 === 0 ? `{"result":"waarde “${row}” – ë🌳"}` : null,
  }))
  const columnsOf = (id: number, given: typeof rows) => ({
    datastreamId: given.map(() => id),
    phenomenonStart: given.map((row) => row.start),
    phenomenonEnd: given.map((row) => row.end),
    resultTime: given.map((row) => row.result),
    resultNumber: given.map((row) => row.number),
    quality: given.map((row) => row.quality),
    detail: given.map((row) => row.detail),
  })
  expect(await storeObservations(db, columnsOf(many, rows), { now })).toMatchObject({ stored: 600 })
  for (let at = 0; at < rows.length; at += 100)
    await storeObservations(db, columnsOf(few, rows.slice(at, at + 100)), { now })
  const read = async (id: number) => {
    const { rows: stored } = await sql<{ detail: string | null }>`
      select phenomenon_start::text, phenomenon_end::text, result_time::text, result_number, quality, detail::text
      from measurements.observation where datastream_id = ${id} order by phenomenon_start`.execute(db)
    return stored
  }
  const stored = await read(many)
  expect(stored).toHaveLength(600)
  expect(stored[30]).toMatchObject({
    phenomenon_end: '2026-01-01 00:30:30+00',
    quality: 2,
    result_number: null,
  })
  expect(stored[30]?.detail).toContain('waarde “30” – ë🌳')
  expect(stored).toEqual(await read(few))
  expect(await findWrongRollups(db)).toEqual([])
})
