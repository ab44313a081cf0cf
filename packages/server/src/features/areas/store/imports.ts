import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Refusal } from '../rules.ts'
import type { ImportReport } from '../schema.ts'

/** Keeps what an import did and which rows it refused, for the organisations for which it was done. */
export async function storeImport(
  transaction: Db,
  report: ImportReport,
  refused: readonly Refusal[],
  organisationIds: readonly string[],
) {
  await sql`insert into areas.import (id, made_at, report, refused, organisation_ids)
    values (${report.id}, ${report.madeAt}, ${JSON.stringify(report)}::jsonb, ${JSON.stringify(refused)}::jsonb,
      ${organisationIds}::uuid[])`.execute(transaction)
}

/** An import that was done for one of these organisations. */
export async function findImport(
  db: Db,
  id: string,
  organisationIds: readonly string[],
): Promise<{ report: ImportReport; refused: Refusal[] } | undefined> {
  const { rows } = await sql<{ report: ImportReport; refused: Refusal[] }>`
    select report, refused from areas.import
    where id = ${id} and organisation_ids && ${organisationIds}::uuid[]`.execute(db)
  return rows[0]
}

/** Removes the refused rows of imports before a moment; their reports stay. */
export async function forgetRefused(db: Db, before: Date): Promise<void> {
  await sql`update areas.import set refused = '[]' where made_at < ${before} and refused <> '[]'`.execute(db)
}
