import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { publicTables } from '../../measurements/index.ts'
import type { Target } from '../../moderation/index.ts'

/** Remarks on what everybody sees now, hidden by moderators or not, as moderation needs to know them. */
export async function findTargets(db: Db, ids: readonly string[], now: Date): Promise<Target[]> {
  const { rows } = await sql<Target>`with ${publicTables(now)}
    select r.id, r.person_id as "writerId", r.writer_name as "writerName", r.text, r.changed_at as "changedAt", '/opmerkingen/' || r.id as path
    from remarks.remark r where r.id = any(${ids}::uuid[]) and r.erased_at is null and (
      exists (select from areas.v_area a where a.code = r.area_code)
      or exists (select from public_station t where t.id = r.thing_id)
      or exists (select from public_series d join public_station t on t.id = d.thing_id where d.id = r.datastream_id))`.execute(
    db,
  )
  return rows
}
