import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'

/** Removes the name of someone who leaves from what they delivered: imports, uploads and dead letters. */
export async function forgetName(db: Db, personId: string): Promise<void> {
  await sql`update measurements.import set created_by = '', created_by_person = null
    where created_by_person = ${personId}`.execute(db)
  await sql`update measurements.dead_letter set sender = null, sender_person = null
    where sender_person = ${personId}`.execute(db)
  await sql`update measurements.dead_letter set closed_by = null, closed_by_person = null
    where closed_by_person = ${personId}`.execute(db)
}
