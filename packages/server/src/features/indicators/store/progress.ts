import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { AreaFigure, Indicator } from '../schema.ts'

/** How it stands in the areas of a goal. */
export type Standing = {
  /** Areas with figures in the year up to the latest. */
  areas: number
  /** Since when figures count; null when there are none. */
  since: string | null
  /** Of the latest whole period, the least favourable figure. */
  latest: AreaFigure | null
  /** The least favourable figure that counts. */
  worst: AreaFigure | null
  /** Whether what counts spans a year after the baseline; null without a day of the baseline. */
  spansYear: boolean | null
  /** The part of the time that counts, over all areas, of which there are figures: 0 to 1. */
  measured: number
}

export type Asked = {
  indicator: Pick<Indicator, 'id' | 'level'>
  /** In these areas, or in areas that are part of them; everywhere when there are none. */
  within: readonly string[]
  /** Which way the goal goes: `lower` makes the highest figure the least favourable. */
  direction: 'lower' | 'higher'
  /** Figures of later days count; all of the last year when null. */
  baselineDate: string | null
  now: Date
}

const ZONE = sql.lit('Europe/Amsterdam')

/** How it stands in the areas of a goal: figures of whole periods, of the last year in which there are any. */
export async function findStanding(db: Db, asked: Asked): Promise<Standing> {
  const { indicator, within, direction, baselineDate, now } = asked
  const order = direction === 'lower' ? sql`value desc` : sql`value`
  const { rows } = await sql<Standing>`
    with member as materialized (
      select code, name from areas.v_area
      where level = ${indicator.level} and (${within.length === 0}
        or code = any(${within}::text[]) or parent_code = any(${within}::text[])
        or municipality_code = any(${within}::text[]))
    ), newest as (
      select v.period_start as start, v.period_end as until
      from indicators.value v join member m on m.code = v.area_code
      where v.indicator_id = ${indicator.id} and v.value is not null and v.period_end <= ${now}
      order by v.period_start desc limit 1
    ), reach as (
      select start, until, (until at time zone ${ZONE} - interval '1 year') at time zone ${ZONE} as year_before,
        (${baselineDate}::date + 1)::timestamp at time zone ${ZONE} as after,
        (${baselineDate}::date + 1 + interval '1 year') at time zone ${ZONE} as year_after
      from newest
    ), counted as (
      select start, until, year_before, greatest(year_before, after) as since, until >= year_after as spans_year from reach
    ), figure as materialized (
      select m.code, m.name, v.period_start, v.period_end, v.value, v.period_start >= c.since as counts,
        v.period_start = c.start as is_latest, c.until, c.since
      from counted c
      join indicators.value v on v.period_start >= c.year_before and v.period_end <= c.until
      join member m on m.code = v.area_code
      where v.indicator_id = ${indicator.id} and v.value is not null
    )
    select (select count(distinct code)::int from figure) as areas, c.spans_year as "spansYear", ${utc('c.since')} as since,
      (select ${figure} from figure where is_latest order by ${order}, code limit 1) as latest,
      (select ${figure} from figure where counts order by ${order}, period_start desc, code limit 1) as worst,
      coalesce((select sum(extract(epoch from period_end - period_start))
          / nullif((select count(distinct code) from figure) * extract(epoch from max(until) - max(since)), 0)
        from figure where counts), 0)::float8 as measured
    from counted c`.execute(db)
  return rows[0] ?? { areas: 0, since: null, latest: null, worst: null, spansYear: null, measured: 0 }
}

const figure = sql`json_build_object('areaCode', code, 'areaName', name, 'periodStart', ${utc('period_start')}, 'value', value)`

function utc(column: string) {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
}
