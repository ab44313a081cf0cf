import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { AskedSeries } from '../../measurements/index.ts'
import type { Conversions } from '../rules.ts'
import type { Definition } from '../schema.ts'
import { memberTables } from '../store/counted.ts'

/**
 * The series that count in a figure and of which single ones are published, by id: of groups of residents none, because that one of
 * them counts is not for others to know.
 */
export async function listCountedSeries(
  db: Db,
  definition: Definition,
  counted: Conversions['counted'],
  asked: {
    area: string
    now: Date
    from: Date
    to: Date
    datastream: number | undefined
    after: string
    limit: number
  },
): Promise<AskedSeries[]> {
  const { area, now, from, to, datastream, after, limit } = asked
  const { rows } = await sql<Omit<AskedSeries, 'until'> & { until: Date | null }>`
    with ${memberTables(definition, counted, { now, from, to })}
    select s.id as "datastreamId", s.by_day as "byDay", s.means_only as "meansOnly", nullif(s.cutoff, 'infinity') as until
    from station s
    where s.k = 1 and s.area_code = ${area} and s.id > ${after}::int8
      ${datastream === undefined ? sql`` : sql`and s.id = ${datastream}::int8`}
    order by s.id limit ${limit}`.execute(db)
  return rows.map(({ until, ...row }) => ({ ...row, until: until ?? undefined }))
}
