import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Refusal } from '../rules.ts'
import type { ImportReport } from '../schema.ts'

/** Keeps what an import did and which rows it refused. */
export async function storeImport(transaction: Db, report: ImportReport, refused: readonly Refusal[]) {
  await sql`insert into areas.import (id, made_at, report, refused)
    values (${report.id}, ${report.madeAt}, ${JSON.stringify(report)}::jsonb, ${JSON.stringify(refused)}::jsonb)`.execute(
    transaction,
  )
}

export async function findImport(
  db: Db,
  id: string,
): Promise<{ report: ImportReport; refused: Refusal[] } | undefined> {
  const { rows } = await sql<{ report: ImportReport; refused: Refusal[] }>`
    select report, refused from areas.import where id = ${id}`.execute(db)
  return rows[0]
}
