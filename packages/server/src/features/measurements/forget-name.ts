import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'

/**
 * Removes the name of someone who leaves from what was delivered to datasets of their organisations: imports, uploads
 * and dead letters. The name itself is all that was kept, so one who has the same name there loses it too.
 */
export async function forgetName(
  db: Db,
  { name, organisationIds }: { name: string; organisationIds: readonly string[] },
): Promise<void> {
  const own = sql`select id from catalogue.v_dataset where owner_id = any(${organisationIds}::uuid[])`
  await sql`update measurements.import set created_by = ''
    where created_by = ${name} and dataset_id in (${own})`.execute(db)
  await sql`update measurements.dead_letter
    set sender = nullif(sender, ${name}), closed_by = nullif(closed_by, ${name})
    where ${name} in (sender, closed_by) and dataset_id in (${own})`.execute(db)
}
