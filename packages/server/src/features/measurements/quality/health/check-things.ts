import { FLAGS } from '@samenspel/standards/quality'
import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/connect.ts'
import { LATEST_END, latestUntil } from '../../reading/present.ts'
import { isStale, USUAL_SECONDS } from '../../reading/staleness.ts'
import { HEALTH } from './rules.ts'

const ZONE = sql.lit('Europe/Amsterdam')

/**
 * Computes how all things are, in one statement, and keeps what changed. A datastream has stopped when nothing came for three
 * usual intervals and at least two hours. What was made by calibration is left out: it stops when its source does.
 */
export async function checkThings(db: Db, now: Date): Promise<void> {
  const at = sql`${now}::timestamptz`
  const midnight = sql`(date_trunc('day', ${at} at time zone ${ZONE}))`
  const daysAgo = (days: number) =>
    sql`((${midnight} - ${days}::int * interval '1 day') at time zone ${ZONE})`
  // Values in whole days against what the usual interval promises, from the day after the first value on.
  const capture = (days: number) => sql`(
    select least(1, coalesce(sum(r.count), 0) * s.usual
      / nullif(extract(epoch from (${midnight} at time zone ${ZONE}) - greatest(${daysAgo(days)}, s.first_day)), 0))::float8
    from measurements.day_rollup r where r.datastream_id = s.id and r.start >= greatest(${daysAgo(days)}, s.first_day)
      and r.start < ${midnight} at time zone ${ZONE})`
  await sql`
    with stream as materialized (
      select d.thing_id, d.id, coalesce(p.properties ->> 'title', p.name) as title, d.unit_of_measurement ->> 'symbol' as unit,
        p.name ~* 'batter' as is_battery, s.first_start, l.number, l.judged,
        ${LATEST_END} as last_seen,
        ${USUAL_SECONDS} as usual,
        (date_trunc('day', s.first_start at time zone ${ZONE}) + interval '1 day') at time zone ${ZONE} as first_day
      from measurements.datastream d
      join measurements.observed_property p on p.id = d.observed_property_id
      join measurements.datastream_state s on s.datastream_id = d.id and s.count > 0
      join ${latestUntil(now)}
      where d.properties ->> 'processing' is distinct from 'calibrated'),
    judged as (
      select s.*, ${capture(7)} as capture_7, ${capture(30)} as capture_30,
        ${isStale(sql`s.last_seen`, sql`s.usual`, now)} as stopped,
        coalesce(s.judged & ${FLAGS.constant.bit}::int, 0) <> 0 as constant,
        (select sum(h.flagged)::float8 / sum(h.count) from measurements.hour_rollup h
          where h.datastream_id = s.id and h.start > ${at} - interval '24 hours') >= ${HEALTH.implausibleShare}::float8 as implausible,
        s.is_battery and s.number < case s.unit when '%' then ${HEALTH.lowBattery['%']}::float8
          when 'V' then ${HEALTH.lowBattery.V}::float8 end as battery
      from stream s),
    named as (
      select j.*, array_remove(array[
          case when stopped then 'stopped' end,
          case when constant and not stopped then 'constant' end,
          case when implausible and not constant and not stopped then 'implausible' end,
          case when battery and not stopped then 'battery' end], null) as states
      from judged j),
    health as (
      select n.thing_id,
        array(select distinct state from named o, unnest(o.states) as state where o.thing_id = n.thing_id order by 1) as states,
        min(first_start) as first_seen, max(last_seen) as last_seen, avg(capture_7) as capture_7, avg(capture_30) as capture_30,
        json_agg(json_build_object('datastreamId', id, 'title', title, 'states', to_json(states),
          'capture7', capture_7, 'capture30', capture_30) order by id) as datastreams
      from named n group by 1),
    old as materialized (select thing_id, states from measurements.thing_health),
    written as (
      insert into measurements.thing_health as t (thing_id, states, since, worsened_at, first_seen, last_seen, capture_7,
        capture_30, datastreams, checked_at)
      select thing_id, states, ${at}, case when states <> '{}' then ${at} end, first_seen, last_seen, capture_7, capture_30,
        datastreams, ${at}
      from health order by thing_id
      on conflict (thing_id) do update set states = excluded.states,
        since = case when t.states = excluded.states then t.since else ${at} end,
        worsened_at = case when excluded.states <@ t.states then t.worsened_at else ${at} end,
        first_seen = excluded.first_seen, last_seen = excluded.last_seen, capture_7 = excluded.capture_7,
        capture_30 = excluded.capture_30, datastreams = excluded.datastreams, checked_at = excluded.checked_at
      returning thing_id, states)
    insert into measurements.thing_health_change (thing_id, changed_at, states)
    select w.thing_id, ${at}, w.states from written w left join old o on o.thing_id = w.thing_id
    where coalesce(o.states, '{}') <> w.states
    on conflict (thing_id, changed_at) do update set states = excluded.states`.execute(db)
}
