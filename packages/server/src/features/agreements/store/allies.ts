import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** The organisations that are in an alliance of a challenge on a day (YYYY-MM-DD), once each, by name. */
export async function listAllies(
  db: Db,
  challengeId: string,
  day: string,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select distinct o.id, o.name
    from agreements.alliance l join agreements.member m on m.alliance_id = l.id
    join parties.v_organisation o on o.id = m.organisation_id
    where l.challenge_id = ${challengeId} and m.entered_on <= ${day}::date
      and (m.left_on is null or m.left_on > ${day}::date)
    order by o.name, o.id`.execute(db)
  return rows
}
