import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useDatabase } from '../../../testing/server.ts'
import { createTestStation, findWrongRollups } from '../testing/datastreams.ts'
import type { StoredBatch } from './batch.ts'
import { deleteObservations } from './delete-observations.ts'
import { createIntake } from './intake.ts'

const opened = useDatabase()
const now = new Date('2026-11-02T10:00:00Z')
const MINUTE = 60_000_000
/** Around a new month, and around the end of summer time, so that hours, days and partitions are shared and crossed. */
const AROUND = [Date.UTC(2026, 7, 31, 23) * 1000, Date.UTC(2026, 9, 25, 0) * 1000]

type Row = { stream: number; around: number; step: number; value: number | null; quality: number | null }

const row: fc.Arbitrary<Row> = fc.record({
  stream: fc.nat(2),
  around: fc.nat(1),
  step: fc.nat(11),
  value: fc.option(fc.constantFrom(-1.5, 0, 2, 40), { freq: 9 }),
  quality: fc.constantFrom(null, 0, 2),
})
const delivery = fc.array(row, { minLength: 1, maxLength: 8 })
const round = fc.record({
  deliveries: fc.array(delivery, { minLength: 1, maxLength: 5 }),
  remove: fc.option(fc.record({ stream: fc.nat(2), step: fc.nat(11) }), { freq: 3 }),
})

it('leaves the same as one sender after the other would, and rollups and states that equal a recount', {
  timeout: 300_000,
}, async () => {
  const { db } = opened.database
  const intake = createIntake({ ...opened.database, clock: () => now, report: () => {} })
  const replacing = await createTestStation(db, { count: 2 })
  const refusing = await createTestStation(db, { count: 1, corrections: 'refuse' })
  const datastreamIds = [...replacing.datastreamIds, ...refusing.datastreamIds]
  const strict = datastreamIds[2]
  const timeOf = ({ around, step }: Row) => (AROUND[around] ?? 0) + step * 20 * MINUTE
  const keyOf = (each: Row) => `${datastreamIds[each.stream]} ${timeOf(each)}`

  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
      await deleteObservations(db, { datastreamIds })
      const expected = new Map<string, number | null>()
      for (const { deliveries, remove } of rounds) {
        const outcomes = await Promise.all(deliveries.map((rows) => intake.submit(batchOf(rows))))
        for (const [index, rows] of deliveries.entries()) {
          expectOutcome(rows, outcomes[index], expected)
        }
        if (remove) {
          const start = (AROUND[0] ?? 0) + remove.step * 20 * MINUTE
          await deleteObservations(db, {
            datastreamIds: [datastreamIds[remove.stream] ?? 0],
            where: sql`o.phenomenon_start = ${new Date(start / 1000)}`,
          })
          expected.delete(`${datastreamIds[remove.stream]} ${start}`)
        }
        expect(await readValues()).toEqual(new Map([...expected].sort()))
        expect(await findWrongRollups(db)).toEqual([])
      }
    }),
    { numRuns: 20 },
  )
  await intake.stop()

  function batchOf(rows: readonly Row[]) {
    return {
      datastreamId: rows.map(({ stream }) => datastreamIds[stream] ?? 0),
      phenomenonStart: rows.map(timeOf),
      resultNumber: rows.map(({ value }) => value),
      quality: rows.map(({ quality }) => quality),
    }
  }

  /** What each row should do, when deliveries come in this order. */
  function expectOutcome(
    rows: readonly Row[],
    outcome: StoredBatch | undefined,
    expected: Map<string, number | null>,
  ) {
    const refused: number[] = []
    let added = 0
    for (const [index, each] of rows.entries()) {
      const key = keyOf(each)
      if (!expected.has(key)) added += 1
      if (expected.has(key) && datastreamIds[each.stream] === strict) {
        if (expected.get(key) !== each.value) refused.push(index)
      } else expected.set(key, each.value)
    }
    expect(outcome?.refused).toEqual(
      refused.map((index) => ({ index, kind: 'differs-from-stored', fault: expect.anything() })),
    )
    expect(outcome?.stored).toBe(added)
    expect((outcome?.stored ?? 0) + (outcome?.unchanged ?? 0) + (outcome?.corrected ?? 0)).toBe(
      rows.length - refused.length,
    )
    for (const [index, each] of rows.entries()) {
      const id = outcome?.ids[index] ?? 0
      expect(id > 0).toBe(!refused.includes(index))
      const same = rows.findIndex((other) => keyOf(other) === keyOf(each))
      if (id > 0 && (outcome?.ids[same] ?? 0) > 0) expect(id).toBe(outcome?.ids[same])
    }
  }

  async function readValues() {
    const { rows } = await sql<{ key: string; value: number | null }>`select
        datastream_id || ' ' || (extract(epoch from phenomenon_start) * 1000000)::int8 as key, result_number as value
      from measurements.observation where datastream_id = any(${datastreamIds})`.execute(db)
    return new Map(rows.map(({ key, value }): [string, number | null] => [key, value]).sort())
  }
})
