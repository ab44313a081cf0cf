/** Which figures rest on doubtful values, so that a claim can be tried without them. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { doubtfulHours, groupSeries } from '../../measurements/index.ts'
import type { Indicator } from '../schema.ts'

/**
 * How many hours with a doubtful value count in the figures of an area, by the start of their period in ms since 1970. Of series of which
 * everybody sees single values only: of others it is not told which are doubtful.
 */
export async function countDoubtful(
  db: Db,
  { property, datasetIds, level, period, leftOutFlags }: Indicator,
  { area, from, to, now }: { area: string; from: Date; to: Date; now: Date },
): Promise<Map<number, number>> {
  if (property === '' || level === 'group') return new Map()
  const { rows } = await sql<{ at: number; hours: number }>`
    select (extract(epoch from date_trunc(${period}, h.start, 'Europe/Amsterdam')) * 1000)::float8 as at, count(*)::int as hours
    from ${groupSeries(now)} d
    join areas.v_area a on a.code = ${area} and ST_Covers(a.geometry, d.location)
    join ${doubtfulHours(leftOutFlags)} h on h.datastream_id = d.id
    where ${property} in (d.property_name, d.property_definition)
      and (${datasetIds.length === 0} or d.dataset_id = any(${datasetIds}::uuid[]))
      and d.k = 1 and not d.means_only and h.start + interval '1 hour' <= d.cutoff
      and h.start >= ${from}::timestamptz and h.start < ${to}::timestamptz
    group by 1`.execute(db)
  return new Map(rows.map(({ at, hours }) => [at, hours]))
}
