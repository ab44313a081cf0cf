import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { NewVoice } from '../schema.ts'

/** Sets the voice of an account about a remark that is still there. @returns whether it is */
export async function setVoice(
  transaction: Db,
  remarkId: string,
  personId: string,
  { stance, reason = null }: NewVoice,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`select from remarks.remark where id = ${remarkId} for key share`.execute(
    transaction,
  )
  if (rows.length === 0) return false
  await sql`insert into remarks.voice (remark_id, person_id, stance, reason, given_at)
    values (${remarkId}, ${personId}, ${stance}, ${reason}, ${now})
    on conflict (remark_id, person_id) do update set stance = excluded.stance, reason = excluded.reason, given_at = excluded.given_at`.execute(
    transaction,
  )
  return true
}

/** Takes back the voice of an account, when there is one. */
export async function removeVoice(db: Db, remarkId: string, personId: string): Promise<void> {
  await sql`delete from remarks.voice where remark_id = ${remarkId} and person_id = ${personId}`.execute(db)
}
