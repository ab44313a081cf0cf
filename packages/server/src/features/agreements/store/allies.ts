import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** The names of the organisations that are in an alliance of a challenge on a day (YYYY-MM-DD), once each. */
export async function listAllies(db: Db, challengeId: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct o.name
    from agreements.alliance l join agreements.member m on m.alliance_id = l.id
    join parties.v_organisation o on o.id = m.organisation_id
    where l.challenge_id = ${challengeId} and m.entered_on <= ${day}::date
      and (m.left_on is null or m.left_on > ${day}::date)
    order by o.name`.execute(db)
  return rows.map(({ name }) => name)
}

/** The organisations that are in an alliance of a challenge on a day (YYYY-MM-DD). */
export async function listAllyIds(db: Db, challengeId: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct m.organisation_id as id
    from agreements.alliance l join agreements.member m on m.alliance_id = l.id
    where l.challenge_id = ${challengeId} and m.entered_on <= ${day}::date
      and (m.left_on is null or m.left_on > ${day}::date) order by 1`.execute(db)
  return rows.map(({ id }) => id)
}
