import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** A statistic of areas by its key, with its unit. */
export async function findMeasure(
  db: Db,
  measure: string,
): Promise<{ title: string; unit: string } | undefined> {
  const { rows } = await sql<{ title: string; unit: string }>`
    select title, unit from areas.v_measure where measure = ${measure}`.execute(db)
  return rows[0]
}
