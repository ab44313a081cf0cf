import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** Erases the text of remarks that were hidden for the sake of other people, with what others said of them, once the term is over. */
export async function eraseHidden(db: Db, now: Date): Promise<void> {
  await sql`with due as (
      select e.id from moderation.v_erasable e where e.kind = 'remark' and e.erase_after <= ${now}
    ), silent as (
      delete from remarks.voice v using due where v.remark_id = due.id)
    update remarks.remark r set text = '', writer_name = null, erased_at = ${now}
    from due where r.id = due.id and r.erased_at is null`.execute(db)
}
