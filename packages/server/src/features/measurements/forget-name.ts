import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'

/** Removes the name of someone who leaves from what they delivered, and from what they said of values. */
export async function forgetName(db: Db, personId: string): Promise<void> {
  await sql`update measurements.import set created_by = '', created_by_person = null
    where created_by_person = ${personId}`.execute(db)
  await sql`update measurements.dead_letter set sender = null, sender_person = null
    where sender_person = ${personId}`.execute(db)
  await sql`update measurements.dead_letter set closed_by = null, closed_by_person = null
    where closed_by_person = ${personId}`.execute(db)
  await sql`update measurements.quality_limits set changed_by = '', changed_by_person = null
    where changed_by_person = ${personId}`.execute(db)
  await sql`update measurements.quality_ruling set made_by = '', made_by_person = null
    where made_by_person = ${personId}`.execute(db)
  await sql`update measurements.quality_ruling set withdrawn_by = null, withdrawn_by_person = null
    where withdrawn_by_person = ${personId}`.execute(db)
  await sql`update measurements.calibration set made_by = '', made_by_person = null
    where made_by_person = ${personId}`.execute(db)
  await sql`update measurements.calibration set accepted_by = null, accepted_by_person = null
    where accepted_by_person = ${personId}`.execute(db)
}
