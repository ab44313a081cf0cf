import { sql } from 'kysely'
import { calendarDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import { DEFAULT_LOG_DAYS } from './rules.ts'

const DAY = 86_400_000

/** Rows that go in one transaction. */
const PIECE = 5_000

/**
 * Deletes the records whose days are over, piece by piece: those that its activity says now, and the default for what is not in the register.
 * @param stopping ends it between two pieces; the rest is deleted another time
 * @returns how many were deleted
 */
export async function applyRetention(
  db: Db,
  now: Date,
  stopping?: AbortSignal,
  piece: number = PIECE,
): Promise<number> {
  const { rows } = await sql<{ id: number | null; days: number }>`
    select v.id, c.log_days as days
    from logbook.activity_version v
      join logbook.activity a on a.id = v.activity_id
      join logbook.activity_version c on c.id = a.current_id
    union all select null, ${DEFAULT_LOG_DAYS}::int`.execute(db)
  let deleted = 0
  for (const { id, days } of rows) {
    const until = now.getTime() - days * DAY
    for (let count = piece; count === piece && !stopping?.aborted; deleted += count) {
      count = await deletePiece(db, id, until, piece)
    }
    await deleteReadings(db, id, calendarDay(new Date(until)))
  }
  return deleted
}

/** There is one row a day for each dataset. */
async function deleteReadings(db: Db, versionId: number | null, until: string): Promise<void> {
  await sql`delete from logbook.public_reading
    where version_id is not distinct from ${versionId}::int and day < ${until}::date`.execute(db)
}

async function deletePiece(db: Db, versionId: number | null, until: number, piece: number): Promise<number> {
  const isOf = versionId === null ? sql`version_id is null` : sql`version_id = ${versionId}`
  const { numAffectedRows } = await sql`delete from logbook.record where ctid = any(array(
    select ctid from logbook.record where ${isOf} and started < ${until} order by started limit ${piece}))`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}
