import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'

/** A decision on the public board, with why it is there. */
export type OnBoard = {
  what: 'open' | 'due' | 'overdue' | 'reopened' | 'to-be-changed'
  slug: string
  title: string
  organisationName: string
  function: string | null
  reviewOn: string | null
  since: string
}

const MOMENT = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')

/** How many there are of each kind on the board: a long list of one leaves no other out. */
const MOST = 200

/** Open drafts, decisions of which the review is due or late, and those that are open again; of each kind in the order in which it must be done. */
export async function listOnBoard(
  db: Db,
  { soon, today }: { soon: string; today: string },
): Promise<OnBoard[]> {
  const { rows } = await sql<OnBoard>`
    select what, slug, title, "organisationName", function, "reviewOn", since from (
    select w.what, d.slug, v.content->>'title' as title, coalesce(o.name, '') as "organisationName",
      v.signature->>'function' as function, s.review_on::text as "reviewOn",
      to_char(coalesce(s.settled_at, v.opened_at) at time zone 'UTC', ${MOMENT}) as since,
      row_number() over (partition by w.what order by s.review_on nulls last, v.updated_at desc, d.id) as place
    from decisions.decision d
    left join decisions.v_standing s on s.decision_id = d.id
    join decisions.version v on v.decision_id = d.id and (v.state = 'published'
      or (v.state = 'draft' and s.standing is null and v.opened_at is not null))
    left join parties.v_organisation o on o.id = d.owner_id
    cross join lateral (select case when s.standing is null then 'open'
      when s.standing in ('reopened', 'to-be-changed') then s.standing
      when s.review_on < ${today}::date then 'overdue' when s.review_on <= ${soon}::date then 'due' end as what) w
    where w.what is not null) b where place <= ${MOST} order by place`.execute(db)
  return rows
}
