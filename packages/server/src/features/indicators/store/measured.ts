import { ADDING, type Statistic } from '@samenspel/standards/indicators'
import { studentQuantile } from '@samenspel/standards/student'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { judgedHours } from '../../measurements/index.ts'
import type { Conversions } from '../rules.ts'
import type { Definition } from '../schema.ts'
import { countsGroups, DAY_END, keptTables, memberTables } from './counted.ts'
import { pieceTables, readFrom } from './pieces.ts'

const ZONE = sql.lit('Europe/Amsterdam')

/**
 * Computes the figures of a stretch anew from the hour values: per area and period, over the stations that lie in
 * the area and whose life overlaps the period. Every hour, or with a step every day, of every station counts the same; minimum and maximum are
 * those of the measurements themselves. A sum is of hour values, such as millimetres of rain per hour, and the mean of
 * that over the stations; so is a count. Only series that everybody may count take part (`groupSeries`), and of those the ones that can be converted. Of
 * a dataset that is published per day, each hour of a day has the mean of the day; of one without single values the hour is its own minimum and maximum. Percentile: linear interpolation (Hyndman and
 * Fan 1996, type 7, as `percentile_cont`). The interval is that of `findInterval` in the standards.
 *
 * Where a smallest group holds, an hour of an area counts only when so many hosts of the dataset are in it, and not when the others of
 * the district or municipality would tell of those that do not (`kept`). By the hour, so that no difference between figures of other areas or
 * periods tells of fewer: see decision 0020. Then every hour of an area counts the same. Of such a figure no interval is given, and not what was left out: each is another sum over the same hosts.
 *
 * A figure stays as it is when a series that lies in its area had hours in its period which are not kept any more: it could not be
 * made anew. Only what became another figure is written.
 * @param from start of a period
 * @param to end of a period, not included
 * @returns whether a figure changed
 */
export async function computeMeasured(
  transaction: Db,
  { id: indicatorId, definition, now }: { id: string; definition: Definition; now: Date },
  { counted }: Conversions,
  from: Date,
  to: Date,
): Promise<boolean> {
  const { period, minimumCoverage, step, leftOutFlags } = definition
  const first = readFrom(step, from)
  const { rows } = await sql<{ changed: boolean }>`
    with ${memberTables(definition, counted, { now, from, to })}, measured as (
      select s.id, h.start, h.count, h.left_out, h.sum / nullif(h.count, 0) as mean,
        case when s.means_only then h.sum / nullif(h.count, 0) else h.min end as min,
        case when s.means_only then h.sum / nullif(h.count, 0) else h.max end as max
      from station s
      join ${judgedHours(leftOutFlags)} h on h.datastream_id = s.id and h.start >= ${first} and h.start < ${to}
      where not s.by_day and (s.cutoff = 'infinity' or h.start + interval '1 hour' <= s.cutoff)
      union all
      select s.id, hour_start, 1, 0, d.sum / d.count, d.sum / d.count, d.sum / d.count
      from station s
      join measurements.v_day d on d.datastream_id = s.id and d.start >= ${from} and d.start < ${to}
      cross join lateral (select ${DAY_END} as day_end) e
      cross join generate_series(d.start, e.day_end - interval '1 hour', interval '1 hour') hour_start
      where s.by_day and e.day_end <= s.cutoff
    ), every_hour as (
      select s.id, s.whose, s.pool, s.k, s.area_code, s.parent_code, s.municipality_code, h.start, h.count, h.left_out,
        h.mean * s.factor + s.shift as mean, h.min * s.factor + s.shift as min, h.max * s.factor + s.shift as max,
        date_trunc(${period}, h.start, ${ZONE}) as period_start
      from station s join measured h on h.id = s.id
    ), ${keptTables(sql`(select * from every_hour where count > 0) counted_hour`, definition)}, hour as (
      select * from every_hour h
      where count > 0 and (k = 1 or (pool, area_code, start) in (select pool, area_code, start from kept))
    ), ${pieceTables(definition, from)}, ${groupTables(definition)}figure as (
      select area_code, period_start, sum(hours)::int as hours, count(*)::int as pieces, ${statisticOf(definition)} as value
      from piece group by area_code, period_start
    ), ${toldTables(definition)}${spreadTables(definition)}, life as (
      -- Only while anything was measured: who asks for ten thousand years gets no more than there are. A day more, because steps
      -- shift when the clock does; periods in which no station measured fall away below.
      select greatest(${from}::timestamptz, date_trunc(${period}, min(first_start), ${ZONE})) as first,
        least(${to}::timestamptz - interval '1 hour', max(last_end) + interval '1 day') as last
      from station having count(*) > 0
    ), period as (
      select start as period_start, ${endOf(period)} as period_end
      from (
        select date_trunc(${period}, step, ${ZONE}) as start
        from life, generate_series(life.first, life.last, ${stepOf(period)}::interval) step
        group by 1
      ) starts
    ), present as (
      select s.area_code, p.period_start, p.period_end, 1 as k
      from station s join period p on s.first_start < p.period_end and s.last_end >= p.period_start where s.k = 1
      union all
      select h.area_code, p.period_start, p.period_end, h.k
      from (select distinct whose as id, area_code, period_start, k from hour where k > 1) h join period p using (period_start)
    ), expected as (
      select area_code, period_start, period_end, count(*)::int as stations, max(k) > 1 as rounded,
        (count(*) * extract(epoch from period_end - period_start) / 3600)::int as hours,
        (count(*) * round(extract(epoch from period_end - period_start) / 86400))::int as days
      from present group by area_code, period_start, period_end
    ), flagged as (
      select area_code, period_start, sum(left_out)::int as values from every_hour where k = 1 and start >= ${from} group by 1, 2
    ), unfit as (
      select m.area_code, p.period_start, count(*)::int as series
      from member m join period p on m.first_start < p.period_end and m.last_end >= p.period_start
      where m.factor is null and m.k = 1 group by 1, 2
    ), whole as (
      -- Not joined: PostgreSQL guesses that each of these is small, and would compare all with all.
      select area_code, period_start, max(period_end) as period_end, max(stations) as stations, bool_or(rounded) as rounded,
        max(expected) as expected, max(expected_days) as expected_days, coalesce(max(hours), 0) as hours, coalesce(max(pieces), 0) as days,
        max(value) as value, max(low) as low, max(high) as high, coalesce(max(flagged), 0) as flagged,
        coalesce(max(unfit), 0) as unfit, coalesce(max(dropped), 0) as dropped
      from (
        select area_code, period_start, period_end, stations, rounded, hours as expected, days as expected_days, ${nulls('int', 'hours', 'pieces')},
          ${nulls('float8', 'value', 'low', 'high')}, ${nulls('int', 'flagged', 'unfit', 'dropped')} from expected
        union all
        select area_code, period_start, null, null, null, null, null, hours, pieces, value, null, null, null, null, null from ${sql.raw(countsGroups(definition) ? 'told_figure' : 'figure')}
        union all
        select area_code, period_start, null, null, null, null, null, null, null, null, low, high, null, null, null from spread
        union all
        select area_code, period_start, null, null, null, null, null, null, null, null, null, null, values, null, null from flagged
        union all
        select area_code, period_start, null, null, null, null, null, null, null, null, null, null, null, series, null from unfit
        union all
        select area_code, period_start, null, null, null, null, null, null, null, null, null, null, null, null, too_short from dropped) p
      group by area_code, period_start having max(period_end) is not null
    ), exact as (
      -- Of a group what is asked of coverage is compared with what is told of it, or asking more and more would tell it exactly.
      select *, case when rounded then case when covered >= ${minimumCoverage}::float8 then value end
        when ${step === 'none' ? sql`hours >= expected` : sql`days >= expected_days`} * ${minimumCoverage}::float8 then value end as shown
      from (select *, round(20.0 * hours / greatest(expected, 1)) / 20 as covered from whole) w
    ), made as materialized (
      -- Where a smallest group holds, stations are told in fives and coverage in twentieths: exact ones tell who came and went.
      select area_code, period_start, period_end, shown as value, r.stations,
        case when shown is null then 'too-little-coverage' end as reason,
        case when rounded then (r.stations * length)::int else expected end as expected,
        case when rounded then (r.stations * length * covered)::int else hours end as hours,
        ${step === 'none' ? sql`null::int as days, null::int as expected_days` : sql`days, expected_days`},
        case when shown is not null and not rounded then low end as low, case when shown is not null and not rounded then high end as high,
        case when not rounded then flagged end as left_out_values, case when not rounded then unfit end as left_out_series,
        case when not rounded then dropped end as left_out_days
      from exact e
      cross join lateral (select extract(epoch from period_end - period_start) / 3600 as length,
        case when e.rounded then (5 * greatest(round(e.stations / 5.0), 1))::int else e.stations end as stations) r
    ), stays as materialized (
      select v.area_code collate "C" as area_code, v.period_start
      from indicators.value v
      where v.indicator_id = ${indicatorId} and v.period_start >= ${from} and v.period_start < ${to}
        and exists (select from member m where m.area_code = v.area_code collate "C" and v.period_start < m.forgotten_until
          and v.period_end > m.forgotten_from)
    ), gone as (
      delete from indicators.value v
      where v.indicator_id = ${indicatorId} and v.period_start >= ${from} and v.period_start < ${to}
        and (v.area_code collate "C", v.period_start) not in (select area_code, period_start from stays)
        and (v.area_code collate "C", v.period_start) not in (select area_code, period_start from made)
      returning 1
    ), ${writeTables(indicatorId, sql`select * from made where (area_code, period_start) not in (select area_code, period_start from stays)`)}
    select exists (select from gone) or exists (select from written) as changed`.execute(transaction)
  return rows[0]?.changed ?? false
}

const COLUMNS = [
  'period_end',
  'value',
  'hours',
  'expected',
  'stations',
  'reason',
  'low',
  'high',
  'days',
  'expected_days',
  'left_out_values',
  'left_out_series',
  'left_out_days',
]

/** `written`: the figures of a query that became others, with `area_code`, `period_start` and all else of a figure. */
export function writeTables(indicatorId: string, made: RawBuilder<unknown>): RawBuilder<unknown> {
  const of = (table: string) => sql.join(COLUMNS.map((column) => sql.ref(`${table}.${column}`)))
  const set = sql.join(COLUMNS.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))
  return sql`written as (
      insert into indicators.value as v (indicator_id, area_code, period_start, ${sql.join(COLUMNS.map((column) => sql.ref(column)))})
      select ${indicatorId}::uuid, f.area_code, f.period_start, ${of('f')} from (${made}) f
      on conflict (indicator_id, area_code, period_start) do update set ${set}
        where (${of('v')}) is distinct from (${of('excluded')})
      returning 1
    )`
}

/** Columns of a type without a value. */
function nulls(type: 'int' | 'float8', ...names: string[]): RawBuilder<unknown> {
  return sql.join(
    names.map((name) => sql`${type === 'int' ? sql`null::int` : sql`null::float8`} as ${sql.ref(name)}`),
  )
}

/** Steps that hit every period at least once, also where the clock changes. */
function stepOf(period: Definition['period']): string {
  return period === 'hour' ? '1 hour' : '12 hours'
}

/** The end of the period that begins at `start`. Added to the clock on the wall, an hour would be two when that is put back. */
function endOf(period: Definition['period']) {
  if (period === 'hour') return sql`start + interval '1 hour'`
  return sql`(start at time zone ${ZONE} + ${`1 ${period}`}::interval) at time zone ${ZONE}`
}

/** The greatest level of sound that is averaged: more has no meaning, and its energy no number. */
const LOUDEST = 1000

/** What of a value is averaged or added up. */
function weighed({ statistic, norm }: Definition): RawBuilder<unknown> {
  const line = sql`${norm ?? 0}::float8`
  switch (statistic) {
    case 'share-above':
      return sql`case when value > ${line} then 100.0::float8 else 0 end`
    case 'count-above':
      return sql`case when value > ${line} then 1.0::float8 else 0 end`
    case 'count-from':
      return sql`case when value >= ${line} then 1.0::float8 else 0 end`
    case 'count-below':
      return sql`case when value < ${line} then 1.0::float8 else 0 end`
    case 'excess':
      return sql`greatest(value - ${line}, 0)`
    case 'sum-from':
      return sql`case when value >= ${line} then value else 0 end`
    case 'energetic-mean':
      return sql`power(10::float8, least(value, ${LOUDEST}::float8) / 10)`
    default:
      return sql`value`
  }
}

/**
 * `of_group`: the figures in which a smallest group holds. Of these every hour counts the same, however many measured in it: weighed by the stations,
 * the mean of a day would beside its hours, and a sum beside a mean, tell how many there are exactly. Of the hours of an area this tells nothing new.
 * And every host of a pool counts the same, however many sensors they have: the mean of five of whom one has twenty would be about that one. It is shared
 * out over the sensors (`grouped`), so that sums of areas, and of several pools, add up to those of what holds them.
 */
function groupTables(definition: Definition): RawBuilder<unknown> {
  if (!countsGroups(definition)) return sql``
  return sql`of_group as (
      -- Where no smallest group holds at all, nothing is made: the condition is asked once, before.
      select area_code, period_start, sum(hosts)::int as hours,
        ${isAdding(definition.statistic) ? sql`sum(mean order by start)` : sql`avg(mean order by start)`} as value
      from (
        select area_code, period_start, start, max(k) as k, count(distinct (k, whose)) as hosts,
          sum(weight * mean order by mean, weight) / sum(weight order by weight) as mean
        from (
          select area_code, period_start, start, k, whose, weight, mean from grouped
          where (pool, area_code, start) in (select pool, area_code, start from kept)
          union all
          select area_code, period_start, start, k, id::text, 1, mean from hour
          where k = 1 and (select bool_or(k > 1) from hour)) w
        group by area_code, period_start, start) h
      group by area_code, period_start having max(k) > 1
    ), `
}

/** `told_figure`: the figures, with those of groups in their place. Put together and grouped, as a join would go through all of them for each. */
function toldTables(definition: Definition): RawBuilder<unknown> {
  if (!countsGroups(definition)) return sql``
  return sql`told_figure as (
      select area_code, period_start, coalesce(max(of_hosts), max(hours)) as hours, max(pieces) as pieces,
        coalesce(max(of_group), max(value)) as value
      from (
        select area_code, period_start, hours, pieces, value, null::int as of_hosts, null::float8 as of_group from figure
        union all select area_code, period_start, null, null, null, hours, value from of_group) f
      group by area_code, period_start
    ), `
}

/**
 * Added in the order of the values: in another order the last digit of a sum can differ, and the order in which rows are stored tells of
 * changes that are withheld.
 */
function statisticOf(definition: Definition): RawBuilder<unknown> {
  const { statistic, percentile, norm } = definition
  switch (statistic) {
    case 'minimum':
      return sql`min(min)`
    case 'maximum':
      return sql`max(max)`
    case 'percentile':
      return sql`percentile_cont(${(percentile ?? 50) / 100}::float8) within group (order by value)`
    case 'share-above':
      return sql`100.0 * count(*) filter (where value > ${norm ?? 0}::float8) / count(*)`
    case 'energetic-mean':
      return sql`10 * log(avg(${weighed(definition)} order by value))`
    default:
      return isAdding(statistic)
        ? sql`sum(${weighed(definition)} order by value) / count(distinct id)`
        : sql`avg(value order by value)`
  }
}

const isAdding = (statistic: Statistic) => ADDING.includes(statistic)

/** Degrees of freedom that are looked up; with more stations the interval hardly differs. */
const MOST_DEGREES = 200
const T = Array.from({ length: MOST_DEGREES }, (_, index) => studentQuantile(0.975, index + 1))

/** What is too great to be squared is no measurement. */
const GREATEST = 1e100

/** `spread`: per area and period the ends of the interval, by the spread between those who measure; all series of one count as one draw. */
function spreadTables(definition: Definition): RawBuilder<unknown> {
  const { statistic } = definition
  if (statistic === 'minimum' || statistic === 'maximum' || statistic === 'percentile') {
    return sql`spread as (select null::text as area_code, null::timestamptz as period_start, null::float8 as low, null::float8 as high where false)`
  }
  const of = weighed(definition)
  const [weight, mean] = isAdding(statistic)
    ? [sql`count(distinct id)`, sql`sum(${of} order by value) / count(distinct id)`]
    : [sql`count(*)`, sql`avg(${of} order by value)`]
  const [centre, half] =
    statistic === 'energetic-mean'
      ? [sql`10 * log(centre)`, sql`10 / ln(10::float8) * half / centre`]
      : [sql`centre`, sql`half`]
  const whole = sql`order by whose rows between unbounded preceding and unbounded following`
  return sql`by_station as (
      select area_code, period_start, whose, ${weight}::float8 as weight, ${mean} as mean
      from piece where k = 1 and abs(value) < ${GREATEST}::float8 group by area_code, period_start, whose
    ), spread as (
      select area_code, period_start, ${centre} - ${half} as low, ${centre} + ${half} as high from (
        select area_code, period_start, min(centre) as centre,
          (${T}::float8[])[least(count(*) - 1, ${MOST_DEGREES}::int)]
            * sqrt(count(*)::float8 / (count(*) - 1) * sum(power(weight / total * (mean - centre), 2) order by whose)) as half
        from (
          select *, sum(weight) over area as total, sum(weight * mean) over area / sum(weight) over area as centre
          from by_station window area as (partition by area_code, period_start ${whole})) b
        group by area_code, period_start having count(*) > 1) s
    )`
}
