import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { READ_PUBLICLY } from '../public-readings.ts'
import { USE } from '../use.ts'

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
  partyId: string | null
  /** What it was for. */
  asked: string | null
  agreementId: string | null
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

/** That someone published in a dataset, from a day to a day, both included. */
export type PublishedDays = { datasetId: string; purpose: string; from: string; to: string }

const DAY = sql`to_char(to_timestamp(r.started / 1000.0) at time zone 'Europe/Amsterdam', 'YYYY-MM-DD')`

/** The moment at which a day begins here, as the log has it. */
const startOf = (day: string, later = 0) =>
  sql`(extract(epoch from ((${day}::date + ${later}::int)::timestamp at time zone 'Europe/Amsterdam')) * 1000)::bigint`

/**
 * What was done with the data of whoever has these pseudonyms, newest day first. How often a dataset was read as anybody can is told of the
 * days on which they published in it.
 */
export async function countUses(
  db: Db,
  { subjects, published }: { subjects: readonly Buffer[]; published: readonly PublishedDays[] },
  { from, to, after, limit }: UsePeriod,
): Promise<CountedUse[]> {
  const until = after ? startOf(after.day, 1) : startOf(to, 1)
  const rest = after ? sql`(u.day, u.key) < (${after.day}, ${after.key})` : sql`true`
  const { rows } = await sql<CountedUse>`
    with used as (
      select ${DAY} as day, r.version_id, r.activity, r.party_id, r.purpose, r.agreement_id, r.inputs, r.name as what,
        count(*) as times, md5(array[r.version_id::text, r.activity, r.party_id::text, r.purpose, r.agreement_id::text,
          r.inputs::text, r.name]::text) as key
      from logbook.record r
      where r.subject = any(${subjects}::bytea[]) and r.started >= ${startOf(from)} and r.started < ${until}
      group by 1, 2, 3, 4, 5, 6, 7, 8
      union all
      select p.day::text, p.version_id, case when p.version_id is null then ${USE.slug} end, null, c.purpose, null, array[p.dataset_id::text], ${READ_PUBLICLY}, p.times,
        md5(p.dataset_id::text)
      from logbook.public_reading p
      join (
        select d.dataset_id, d.purpose, range_agg(daterange(d.first, d.last, '[]')) as days
        from unnest(${published.map(({ datasetId }) => datasetId)}::uuid[], ${published.map((each) => each.purpose)}::text[],
          ${published.map((each) => each.from)}::date[], ${published.map((each) => each.to)}::date[])
          as d (dataset_id, purpose, first, last)
        group by 1, 2) c on c.dataset_id = p.dataset_id and c.days @> p.day
      where p.day >= ${from}::date and p.day <= ${after?.day ?? to}::date
    )
    select u.day, u.key, coalesce(a.slug, u.activity) as slug, v.name, v.purpose, v.legal_basis as "legalBasis",
      a.controller_id as "controllerId", u.party_id as "partyId", u.purpose as asked, u.agreement_id as "agreementId",
      coalesce(u.inputs, '{}') as "datasetIds", u.what, u.times::int
    from used u
      left join logbook.activity_version v on v.id = u.version_id
      left join logbook.activity a on a.id = v.activity_id
    where ${rest} order by u.day desc, u.key desc limit ${limit}`.execute(db)
  return rows
}
