import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** An area beside those of a claim. */
export type Sibling = { code: string; name: string; parentCode: string | null }

/** Areas of one municipality and level of which figures are read at most. */
const MOST_AREAS = 60

/** The areas with these codes, and those of the same level in the same municipality. */
export async function listWithSiblings(db: Db, codes: readonly string[]): Promise<Sibling[]> {
  const { rows } = await sql<Sibling>`
    with asked as (
      select code, name, parent_code, level, municipality_code from areas.v_area where code = any(${codes}::text[])
    ), others as (
      select distinct a.code, a.name, a.parent_code from areas.v_area a
      join asked q on a.level = q.level and a.municipality_code = q.municipality_code
      where a.code <> all(${codes}::text[]) order by a.code limit ${MOST_AREAS}
    )
    select code, name, parent_code as "parentCode" from asked
    union all select code, name, parent_code from others order by code`.execute(db)
  return rows
}
