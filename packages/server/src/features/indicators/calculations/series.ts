/** Figures of areas as series in time, for what is computed of them. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { namedNotFound } from '../../../platform/errors.ts'
import { findArea } from '../../areas/index.ts'
import type { Indicator } from '../schema.ts'

/** The figures of one area in the order of time. */
export type AreaSeries = {
  code: string
  name: string
  parentCode: string | null
  /** Start of each period, in ms since 1970. */
  starts: number[]
  values: (number | null)[]
  /** Hours of stations that each is of. */
  hours: number[]
}

/** Areas beside the one that is asked of which figures are read at most. */
const MOST_AREAS = 100

/** An area that is asked, by its code. @throws Problem not-found */
export async function readAskedArea(db: Db, code: string): Promise<{ code: string; name: string }> {
  const area = await findArea(db, code)
  if (area) return area
  throw namedNotFound({ nl: 'Dit gebied', en: 'This area' }, { in: 'query', pointer: '/area' })
}

/** Until when the figures of an area are whole, and which they are. */
export type Standing = {
  /** In ms since 1970; undefined when there are no whole figures. */
  end: number | undefined
  /** Another one after any whole figure of the indicator became another, for instance because a resident withdrew. */
  revision: number
}

export async function findStanding(db: Db, { id }: Indicator, area: string, now: Date): Promise<Standing> {
  const { rows } = await sql<{ end: number | null; revision: number }>`
    select i.figures_revision as revision, (extract(epoch from (
      select max(v.period_end) from indicators.value v
      where v.indicator_id = i.id and v.area_code = ${area} and v.value is not null and v.period_end <= ${now}
    )) * 1000)::float8 as end
    from indicators.indicator i where i.id = ${id}`.execute(db)
  return { end: rows[0]?.end ?? undefined, revision: rows[0]?.revision ?? 0 }
}

/** The whole periods of an area between two moments, and those of the other areas of its municipality when these are asked for. */
export async function listSeries(
  db: Db,
  { id, level }: Indicator,
  { area, others, from, to }: { area: string; others: boolean; from: Date; to: Date },
): Promise<AreaSeries[]> {
  const { rows } = await sql<AreaSeries>`
    with asked as (
      select code, name, parent_code, municipality_code from areas.v_area where code = ${area}
    ), chosen as (
      select code, name, parent_code from asked
      union all
      (select a.code, a.name, a.parent_code from areas.v_area a join asked q on a.code <> q.code
        and (a.municipality_code = q.municipality_code or ${level === 'municipality'})
        where ${others} and a.level = ${level} order by a.code limit ${MOST_AREAS})
    )
    select c.code, c.name, c.parent_code as "parentCode",
      array_agg((extract(epoch from v.period_start) * 1000)::float8 order by v.period_start) as starts,
      array_agg(v.value order by v.period_start) as values,
      array_agg(v.hours order by v.period_start) as hours
    from chosen c join indicators.value v on v.indicator_id = ${id} and v.area_code = c.code
      and v.period_start >= ${from} and v.period_end <= ${to}
    group by c.code, c.name, c.parent_code order by c.code`.execute(db)
  return rows
}
