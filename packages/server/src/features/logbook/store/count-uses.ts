import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** How often on one day someone's data was used in the same way by the same. */
export type CountedUse = {
  /** In the Netherlands, YYYY-MM-DD. */
  day: string
  /** Tells apart what is of one day. */
  key: string
  slug: string
  /** The rest is null for an activity that is not in the register. */
  name: string | null
  purpose: string | null
  legalBasis: string[] | null
  controllerId: string | null
  processor: string | null
  datasetIds: string[]
  /** What was done. */
  what: string
  times: number
}

/** The days that are asked for, both included, and where the page before ended. */
export type UsePeriod = {
  from: string
  to: string
  after: { day: string; key: string } | undefined
  limit: number
}

const DAY = sql`to_char(to_timestamp(r.started / 1000.0) at time zone 'Europe/Amsterdam', 'YYYY-MM-DD')`

/** The moment at which a day begins here, as the log has it. */
const startOf = (day: string, later = 0) =>
  sql`(extract(epoch from ((${day}::date + ${later}::int)::timestamp at time zone 'Europe/Amsterdam')) * 1000)::bigint`

/** What was done with the data of whoever has these pseudonyms, newest day first. */
export async function countUses(
  db: Db,
  subjects: readonly Buffer[],
  { from, to, after, limit }: UsePeriod,
): Promise<CountedUse[]> {
  const until = after ? startOf(after.day, 1) : startOf(to, 1)
  const rest = after ? sql`(u.day, u.key) < (${after.day}, ${after.key})` : sql`true`
  const { rows } = await sql<CountedUse>`
    with used as (
      select ${DAY} as day, r.version_id, r.activity, r.processor, r.inputs, r.name as what, count(*)::int as times,
        md5(concat_ws(chr(10), r.version_id, r.activity, r.processor, r.inputs::text, r.name)) as key
      from logbook.record r
      where r.subject = any(${subjects}::bytea[]) and r.started >= ${startOf(from)} and r.started < ${until}
      group by 1, 2, 3, 4, 5, 6
    )
    select u.day, u.key, coalesce(a.slug, u.activity) as slug, v.name, v.purpose, v.legal_basis as "legalBasis",
      a.controller_id as "controllerId", u.processor, coalesce(u.inputs, '{}') as "datasetIds", u.what, u.times
    from used u
      left join logbook.activity_version v on v.id = u.version_id
      left join logbook.activity a on a.id = v.activity_id
    where ${rest} order by u.day desc, u.key desc limit ${limit}`.execute(db)
  return rows
}
