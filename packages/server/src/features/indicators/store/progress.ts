import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { AreaFigure, Indicator } from '../schema.ts'
import { visibleTo } from './indicators.ts'

/** How it stands in the areas of a goal, by the figures of its indicator. */
export type Standing = {
  indicator: Pick<Indicator, 'id' | 'slug' | 'unit' | 'period'>
  /** Areas in which the goal is asked: of the level of the indicator. */
  areas: number
  /** Of these, the areas of which enough of the time that counts was measured. */
  measuredAreas: number
  /** Of these, the areas that have a figure of the latest period. */
  latestAreas: number
  /** Since when figures count; null when there are none, or none of the last year. */
  since: string | null
  /** Of the latest whole period, the least favourable figure. */
  latest: AreaFigure | null
  /** The least favourable figure that counts. */
  worst: AreaFigure | null
  /** Whether the latest period ended more than a year ago. */
  outdated: boolean
  /** Whether what counts spans a year after the baseline; null without a day of the baseline. */
  spansYear: boolean | null
}

export type Asked = {
  goalId: string
  indicatorId: string
  /** In these areas, or in areas that are part of them; everywhere when there are none. */
  within: readonly string[]
  /** Which way the goal goes: `lower` makes the highest figure the least favourable. */
  direction: 'lower' | 'higher'
  /** Figures of later days count; all of the last year when null. */
  baselineDate: string | null
}

const ZONE = sql.lit('Europe/Amsterdam')

/**
 * How it stands with goals, by goal: figures of whole periods, of the last year in which there are any. Goals of an indicator that
 * these organisations may not see are left out. Every area reads its own part of the primary key once, and keeps no copy of it.
 */
export async function findStandings(
  db: Db,
  asked: readonly Asked[],
  organisations: string[],
  now: Date,
): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing & { goalId: string }>`
    with goal as (
      select a.*, case a.direction when 'lower' then 1 else -1 end as sign, i.id as indicator_id,
        i.definition->>'level' as level, (i.definition->>'minimumCoverage')::float8 as minimum_coverage,
        json_build_object('id', i.id, 'slug', i.slug, 'unit', i.definition->>'unit',
          'period', i.definition->>'period') as indicator
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        as a ("goalId" uuid, "indicatorId" uuid, within text[], direction text, "baselineDate" date)
      join indicators.indicator i on i.id = a."indicatorId" and ${visibleTo(organisations)}
    ), member as (
      select g."goalId", g.indicator_id, g.sign, a.code, a.name
      from goal g join areas.v_area a on a.level = g.level and (cardinality(g.within) = 0
        or a.code = any(g.within) or a.parent_code = any(g.within) or a.municipality_code = any(g.within))
    ), newest as (
      select m."goalId", max(v.period_start) as start, max(v.period_end) as until
      from member m cross join lateral (
        select period_start, period_end from indicators.value v
        where v.indicator_id = m.indicator_id and v.area_code = m.code and v.value is not null
          and v.period_end <= ${now}::timestamptz
        order by v.period_start desc limit 1) v
      group by 1
    ), reach as (
      select g."goalId", g.minimum_coverage, n.start, n.until, ${yearBefore(sql`${now}::timestamptz`)} > n.until as outdated,
        greatest(${yearBefore(sql`n.until`)}, (g."baselineDate" + 1)::timestamp at time zone ${ZONE}) as since,
        n.until >= (g."baselineDate" + 1 + interval '1 year') at time zone ${ZONE} as spans_year
      from newest n join goal g using ("goalId")
    ), standing as (
      select "goalId", m.code, m.name, m.sign, l.value * m.sign as latest, y.worst,
        y.seconds >= extract(epoch from r.until - r.since) * r.minimum_coverage and y.worst is not null as measured
      from reach r join member m using ("goalId")
      left join indicators.value l
        on l.indicator_id = m.indicator_id and l.area_code = m.code and l.period_start = r.start
      cross join lateral (
        select max(v.value * m.sign) as worst, extract(epoch from sum(v.period_end - v.period_start)) as seconds
        from indicators.value v
        where v.indicator_id = m.indicator_id and v.area_code = m.code and v.value is not null
          and v.period_start >= r.since and v.period_end <= r.until and not r.outdated) y
    ), total as (
      select "goalId", count(*) filter (where measured)::int as measured, count(latest)::int as latest
      from standing group by 1
    )
    select "goalId", g.indicator, (select count(*)::int from member m where m."goalId" = g."goalId") as areas,
      coalesce(t.measured, 0) as "measuredAreas", coalesce(t.latest, 0) as "latestAreas",
      case when not r.outdated then ${utc('r.since')} end as since, coalesce(r.outdated, false) as outdated,
      r.spans_year as "spansYear",
      (select ${figure('s.latest', 'r.start')} from standing s
        where s."goalId" = g."goalId" and s.latest is not null order by s.latest desc, s.code limit 1) as latest,
      (select ${figure('s.worst', 'v.period_start')} from (
          select * from standing s
          where s."goalId" = g."goalId" and s.worst is not null order by s.worst desc, s.code limit 1) s
        join indicators.value v on v.indicator_id = g.indicator_id and v.area_code = s.code
          and v.period_start >= r.since and v.period_end <= r.until and v.value * s.sign = s.worst
        order by v.period_start desc limit 1) as worst
    from goal g left join reach r using ("goalId") left join total t using ("goalId")`.execute(db)
  return new Map(rows.map(({ goalId, ...standing }) => [goalId, standing]))
}

const yearBefore = (moment: ReturnType<typeof sql>) =>
  sql`((${moment} at time zone ${ZONE}) - interval '1 year') at time zone ${ZONE}`

const figure = (value: string, start: string) => sql`json_build_object('areaCode', s.code, 'areaName', s.name,
  'periodStart', ${utc(start)}, 'value', ${sql.ref(value)} * s.sign)`

function utc(column: string) {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
}
