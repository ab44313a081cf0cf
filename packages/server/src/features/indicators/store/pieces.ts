import { RUNNING_HOURS, SOUND_PARTS, type Spell, type Step } from '@samenspel/standards/indicators'
import { type RawBuilder, sql } from 'kysely'
import type { Definition } from '../schema.ts'

/*
 * From the hours of each series to the values that the statistic is of, as tables of the statement that makes figures. `makePieces` in the
 * standards says the same of one series.
 */

const ZONE = sql.lit('Europe/Amsterdam')
const HOUR = 3_600_000

/** From when hours are read for the figures from a moment on: a running mean that ends then began earlier. */
export function readFrom(step: Step, from: Date): Date {
  return step === 'maximum-mean-8-hours' ? new Date(from.getTime() - (RUNNING_HOURS - 1) * HOUR) : from
}

/** Until when figures can change by hours until a moment: as long as a running mean goes on. */
export function changesUntil(step: Step, to: number): number {
  return step === 'maximum-mean-8-hours' ? to + (RUNNING_HOURS - 1) * HOUR : to
}

/**
 * `piece`: the values that the statistic is of, with `id`, `whose`, `area_code`, `k`, `period_start`, `value`, `min`, `max` and the `hours` in
 * it; `dropped`: per area and period of how many days of a series too few hours were there.
 * @param from start of the first period
 */
export function pieceTables(
  { step, stepCoverage, period, norm, spell }: Definition,
  from: Date,
): RawBuilder<unknown> {
  if (step === 'none') {
    return sql`piece as (
      select id, whose, area_code, k, period_start, mean as value, min, max, 1 as hours from hour
    ), dropped as (select null::text as area_code, null::timestamptz as period_start, 0 as too_short where false)`
  }
  const share = sql`${stepCoverage}::float8`
  const days = sql`select id, whose, area_code, k, day, count(*)::int as hours, ${valueOfDay(step, share)} as value
    from local_hour h where day >= ${from} group by id, whose, area_code, k, day`
  return sql`local_hour as (
    select h.*, date_trunc('day', h.start, ${ZONE}) as day, extract(hour from h.start at time zone ${ZONE}) as clock from hour h
  ), ${step === 'maximum-mean-8-hours' ? runningTables(share, from, days) : sql`day as materialized (${days})`}, piece as (
    select id, whose, area_code, k, date_trunc(${period}, day, ${ZONE}) as period_start,
      ${spell ? sql`case when in_spell then value else ${norm ?? 0}::float8 - 1 end as value` : sql`value`}, value as min, value as max, hours
    from ${spell ? spellsOf(spell, { norm, period }) : sql`day`} where value is not null
  ), dropped as (
    select area_code, date_trunc(${period}, day, ${ZONE}) as period_start, count(*)::int as too_short
    from day where value is null group by 1, 2
  )`
}

/** Days with whether each is in a spell of its period, else it is as if under the norm: those that follow each other have the same distance to their number. */
function spellsOf(
  { days, peakDays, peak }: Spell,
  { norm, period }: Pick<Definition, 'norm' | 'period'>,
): RawBuilder<unknown> {
  const isHot = sql`value >= ${norm ?? 0}::float8`
  return sql`(
    select d.*, ${isHot} and count(*) over run >= ${days}::int
      and count(*) filter (where value >= ${peak}::float8) over run >= ${peakDays}::int as in_spell
    from (
      select day.*, ${isHot} as hot, date_trunc(${period}, day, ${ZONE}) as part,
        (day at time zone ${ZONE})::date - row_number() over (
          partition by id, area_code, date_trunc(${period}, day, ${ZONE}), ${isHot} order by day)::int as run
      from day where value is not null) d
    window run as (partition by id, area_code, part, hot, run)) s`
}

const HOURS_OF_DAY = sql`(extract(epoch from ((h.day at time zone ${ZONE} + interval '1 day') at time zone ${ZONE}) - h.day) / 3600)`

function valueOfDay(step: Exclude<Step, 'none'>, share: RawBuilder<unknown>): RawBuilder<unknown> {
  const whenEnough = (value: RawBuilder<unknown>) =>
    sql`case when count(*) >= ${share} * ${HOURS_OF_DAY} then ${value} end`
  switch (step) {
    case 'mean':
      return whenEnough(sql`avg(mean order by start)`)
    case 'sum':
      return whenEnough(sql`sum(mean order by start)`)
    case 'minimum':
      return whenEnough(sql`min(min)`)
    case 'maximum':
      return whenEnough(sql`max(max)`)
    case 'maximum-mean-8-hours':
      return sql`null::float8`
    case 'lden':
    case 'lnight':
      return levelOfDay(step, share)
  }
}

/**
 * `day` with the highest running mean: every hour has a mean of what there is of the eight hours that end with it. Put together by grouping, not
 * by joining: PostgreSQL guesses that these tables are small, and would compare all with all.
 */
function runningTables(
  share: RawBuilder<unknown>,
  from: Date,
  days: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const series = sql`id, whose, area_code, k`
  return sql`reach as (
    select ${series}, min(start) as first, max(start) + ${RUNNING_HOURS - 1}::int * interval '1 hour' as last
    from hour group by ${series}
  ), every as (
    select ${series}, start, max(mean) as mean from (
      select ${series}, start, mean from hour
      union all
      select ${series}, generate_series(first, last, interval '1 hour'), null from reach) e
    group by ${series}, start
  ), running as (
    select ${series}, date_trunc('day', start, ${ZONE}) as day, start, avg(mean) over eight as mean, count(mean) over eight as hours
    from every window eight as (partition by id, area_code order by start rows between ${sql.lit(RUNNING_HOURS - 1)} preceding and current row)
  ), day as materialized (
    select ${series}, day, max(hours) as hours, max(value) as value from (
      ${days}
      union all
      select ${series}, day, null, case when count(*) >= ${share} * ${HOURS_OF_DAY} then max(mean) end
      from running h where start >= ${from} and hours >= ${share} * ${RUNNING_HOURS}::int group by ${series}, day) d
    group by ${series}, day having max(hours) is not null
  )`
}

/** Levels are averaged by their energy: 10 dB more is ten times as much. */
function levelOfDay(step: 'lden' | 'lnight', share: RawBuilder<unknown>): RawBuilder<unknown> {
  const names = step === 'lnight' ? (['night'] as const) : (['day', 'evening', 'night'] as const)
  const parts = names.map((name) => {
    const { from, to, hours, penalty } = SOUND_PARTS[name]
    const isIn = sql`clock >= ${from}::int ${from < to ? sql`and` : sql`or`} clock < ${to}::int`
    const energy = sql`avg(power(10, mean / 10) order by start) filter (where ${isIn})`
    const enough = sql`count(*) filter (where ${isIn}) >= ${share} * ${hours}::int`
    const weight = step === 'lnight' ? 1 : (hours / 24) * 10 ** (penalty / 10)
    return { enough, energy: sql`${weight}::float8 * ${energy}` }
  })
  const enough = sql.join(
    parts.map((part) => part.enough),
    sql` and `,
  )
  const energy = sql.join(
    parts.map((part) => part.energy),
    sql` + `,
  )
  return sql`case when ${enough} then 10 * log(${energy}) end`
}
