import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** The history of one area on the axis of all periods before the start. */
export type AreaHistory = {
  code: string
  name: string
  isTreated: boolean
  /** Whether it lies against an area where the intervention is. */
  isNeighbour: boolean
  values: (number | null)[]
}

/** Areas of which the history is read at most. */
const MOST_AREAS = 300
/** Figures that are read at most, and periods back from the start that are read of however many areas. */
const MOST_FIGURES = 1_200_000
const PERIODS_ALWAYS = 4000

/** Degrees within which two areas lie against each other: about 40 metres, as borders of areas do not always fit. */
const NEAR = 0.0005

/**
 * The figures of an indicator of all whole periods before a day, of the areas of its level in the same municipalities as the
 * treated ones; of all when it is of municipalities.
 * @returns with `starts` the first moment of each period
 */
export async function readHistory(
  db: Db,
  asked: { indicatorId: string; level: string; treated: readonly string[]; before: string },
): Promise<{ starts: Date[]; areas: AreaHistory[] }> {
  const { indicatorId, level, treated, before } = asked
  const { rows } = await sql<{ starts: Date[] | null; areas: AreaHistory[] | null }>`
    with treated as materialized (
      select code, municipality_code, geometry from areas.v_area where code = any(${[...treated]}::text[]) and level = ${level}
    ), near as materialized (
      select ST_Union(geometry) as shape from treated
    ), chosen as materialized (
      select a.code, a.name, a.code = any(${[...treated]}::text[]) as treated,
        coalesce(ST_DWithin(a.geometry, (select shape from near), ${NEAR}), false) as near
      from areas.v_area a where a.level = ${level} and (${level === 'municipality'}
        or a.municipality_code in (select municipality_code from treated) or a.code in (select code from treated))
      order by (a.code = any(${[...treated]}::text[])) desc, a.code limit ${MOST_AREAS}
    ), axis as materialized (
      select start, row_number() over (order by start) as number from (
        select distinct v.period_start as start from indicators.v_value v
        where v.indicator_id = ${indicatorId} and v.value is not null
          and v.area_code in (select code from chosen)
          and v.period_end <= (${before}::date)::timestamp at time zone 'Europe/Amsterdam'
        order by 1 desc
        limit (select greatest(${PERIODS_ALWAYS}::int, ${MOST_FIGURES}::int / greatest(count(*), 1)) from chosen)) s
    ), lines as (
      select c.code, c.name, c.treated, c.near,
        (select json_agg(v.value order by x.number) from axis x left join indicators.v_value v
          on v.indicator_id = ${indicatorId} and v.area_code = c.code and v.period_start = x.start) as values
      from chosen c
    )
    select (select array_agg(start order by number) from axis) as starts,
      (select json_agg(json_build_object('code', code, 'name', name, 'isTreated', treated, 'isNeighbour', near,
        'values', coalesce(values, '[]')) order by code) from lines) as areas`.execute(db)
  const [row] = rows
  return { starts: row?.starts ?? [], areas: row?.areas ?? [] }
}
