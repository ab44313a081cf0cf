import { type Flag, toQuality } from '@samenspel/standards/quality'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { judgedHours } from '../plan/hours.ts'
import { readerOf } from '../plan/reader.ts'
import { planTables } from '../plan/shown.ts'
import { type FoundUses, usesOf } from '../plan/uses.ts'

/** Which part of a series is asked: of days only, without single values, and only what was over by a moment; undefined when all may count. */
export type AskedSeries = {
  datastreamId: number
  byDay: boolean
  meansOnly: boolean
  until: Date | undefined
}

/** A series as a reader sees it, by the hour or by the day. */
export type ShownSeries = {
  datastreamId: number
  name: string
  thingId: number
  thingName: string
  unit: { symbol: string; definition: string }
  resolution: 'hour' | 'day'
  /**
   * In order of time: start in ms UTC, mean, lowest and highest (null when single values are not seen), and how many values were left out. The
   * mean is null when none counts.
   */
  points: [number, number | null, number | null, number | null, number][]
}

const ALWAYS: readonly Flag[] = ['range', 'manual']

/**
 * The hours of series between two moments, as far as a reader may see them; a series of which they may not is not in the answer. Of one that is
 * seen by the day only, or asked so, the days, in which only what is always left out is.
 * @param flags values with one of these do not count
 */
export async function readShownHours(
  db: Db,
  { actor, now }: { actor: Actor; now: Date },
  asked: readonly AskedSeries[],
  { flags, from, to }: { flags: readonly Flag[]; from: Date; to: Date },
): Promise<{ series: ShownSeries[]; uses: FoundUses }> {
  const reader = readerOf(actor, now)
  const ids = asked.map(({ datastreamId }) => datastreamId)
  const isUsual = (toQuality(flags) & ~toQuality(ALWAYS)) === 0
  const point = sql`json_agg(json_build_array((extract(epoch from p.start) * 1000)::float8, case when abs(p.mean) < 'Infinity' then p.mean end,
    case when d.time = 0 and not a.means_only then p.min end, case when d.time = 0 and not a.means_only then p.max end, p.left_out) order by p.start)`
  const { rows } = await sql<{ series: ShownSeries[]; uses: FoundUses }>`
    with ${planTables(reader, ['shown_datastream', 'shown_thing'])}, asked as (
      select * from unnest(${ids}::int[], ${asked.map(({ byDay }) => byDay)}::boolean[],
        ${asked.map(({ meansOnly }) => meansOnly)}::boolean[],
        ${asked.map(({ until }) => until ?? null)}::timestamptz[]) as a (id, by_day, means_only, until)
    )
    select (select coalesce(json_agg(json_build_object('datastreamId', d.id, 'name', d.name, 'thingId', t.id, 'thingName', t.name,
        'unit', json_build_object('symbol', coalesce(d.unit_of_measurement ->> 'symbol', ''),
          'definition', coalesce(d.unit_of_measurement ->> 'definition', '')),
        'resolution', case when d.time = 2 or a.by_day then 'day' else 'hour' end, 'points', coalesce(n.points, '[]')) order by d.id), '[]')
      from asked a join shown_datastream d on d.id = a.id join shown_thing t on t.id = d.thing_id
      cross join lateral (select ${point} as points from (
        select h.start, h.sum / nullif(h.count, 0) as mean, h.min, h.max, h.left_out from ${judgedHours(flags)} h
        where h.datastream_id = a.id and h.start >= ${from} and h.start < ${to} and d.time < 2 and not a.by_day
          and h.start + interval '1 hour' <= least(d.moment, coalesce(a.until, 'infinity'))
        union all
        select y.start, y.sum / nullif(y.usable, 0), y.minimum, y.maximum, y.count - y.usable from measurements.usable_day y
        where y.datastream_id = a.id and y.start >= ${from} and y.start < ${to} and (d.time = 2 or a.by_day) and ${isUsual}
          and measurements.end_of_day(y.start) <= least(d.moment, coalesce(a.until, 'infinity'))) p) n) as series,
      ${usesOf(reader, sql`select d.thing_id from measurements.datastream d where d.id = any(${ids}::int[])`, sql`select id from asked`)} as uses`.execute(
    db,
  )
  return rows[0] ?? { series: [], uses: null }
}
