import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { GoalContent, Party, SourceContent } from '../schema.ts'

/** Stores a new source and gives its id. */
export async function insertSource(db: Db, challengeId: string, source: SourceContent): Promise<string> {
  const { kind, title, citation, url, date } = source
  const { rows } = await sql<{ id: string }>`
    insert into challenges.source (challenge_id, kind, title, citation, url, date)
    values (${challengeId}, ${kind}, ${title}, ${citation}, ${url}, ${date}) returning id`.execute(db)
  return rows[0]?.id ?? ''
}

export async function updateSource(db: Db, id: string, source: SourceContent): Promise<void> {
  const { kind, title, citation, url, date } = source
  await sql`update challenges.source
    set kind = ${kind}, title = ${title}, citation = ${citation}, url = ${url}, date = ${date}
    where id = ${id}`.execute(db)
}

export async function deleteSource(db: Db, id: string): Promise<void> {
  await sql`delete from challenges.source where id = ${id}`.execute(db)
}

/** Stores a new goal and gives its id. */
export async function insertGoal(db: Db, challengeId: string, goal: GoalContent): Promise<string> {
  const { title, indicatorId, indicatorText, areaCode, unit, baseline, baselineDate, target } = goal
  const { targetDate, direction } = goal
  const { rows } = await sql<{ id: string }>`
    insert into challenges.goal (challenge_id, title, indicator_id, indicator_text, area_code, unit, baseline,
      baseline_date, target, target_date, direction)
    values (${challengeId}, ${title}, ${indicatorId}, ${indicatorText}, ${areaCode}, ${unit}, ${baseline},
      ${baselineDate}, ${target}, ${targetDate}, ${direction}) returning id`.execute(db)
  return rows[0]?.id ?? ''
}

export async function updateGoal(db: Db, id: string, goal: GoalContent): Promise<void> {
  const { title, indicatorId, indicatorText, areaCode, unit, baseline, baselineDate, target } = goal
  const { targetDate, direction } = goal
  await sql`update challenges.goal
    set title = ${title}, indicator_id = ${indicatorId}, indicator_text = ${indicatorText},
      area_code = ${areaCode}, unit = ${unit}, baseline = ${baseline}, baseline_date = ${baselineDate},
      target = ${target}, target_date = ${targetDate}, direction = ${direction}
    where id = ${id}`.execute(db)
}

export async function deleteGoal(db: Db, id: string): Promise<void> {
  await sql`delete from challenges.goal where id = ${id}`.execute(db)
}

/** Adds an organisation to a challenge, or changes its part in it. */
export async function storeParty(
  db: Db,
  challengeId: string,
  party: Omit<Party, 'name' | 'revision'>,
): Promise<void> {
  const { organisationId, role, contribution } = party
  await sql`insert into challenges.party (challenge_id, organisation_id, role, contribution)
    values (${challengeId}, ${organisationId}, ${role}, ${contribution})
    on conflict (challenge_id, organisation_id)
      do update set role = excluded.role, contribution = excluded.contribution`.execute(db)
}

export async function deleteParty(db: Db, challengeId: string, organisationId: string): Promise<void> {
  await sql`delete from challenges.party
    where challenge_id = ${challengeId} and organisation_id = ${organisationId}`.execute(db)
}
