import { type RawBuilder, sql } from 'kysely'

/** An array of the codes of an area, of what it is part of and of what is part of it, also when only its parts have a border here. */
export function relatedAreas(code: string): RawBuilder<unknown> {
  return sql`array(
    select unnest(array[code, parent_code, municipality_code]) from areas.v_area where code = ${code}
    union all select code from areas.v_area where parent_code = ${code} or municipality_code = ${code})`
}
