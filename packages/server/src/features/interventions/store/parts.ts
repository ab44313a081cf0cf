import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { EthicsChange } from '../ethics-change.ts'
import type { EthicsCheck } from '../schema.ts'
import type { Milestone, NewCost, NewDeviation } from '../schema-parts.ts'

/** @param given in words, or what it is about, to be written in the language of who reads it */
export async function insertDeviation(
  db: Db,
  of: string,
  given: NewDeviation & { about?: EthicsChange },
  at: Date,
): Promise<string> {
  const about = given.about ? JSON.stringify(given.about) : null
  const { rows } = await sql<{
    id: string
  }>`insert into interventions.deviation (intervention_id, what, about, why, since, recorded_at)
    values (${of}, ${given.what}, ${about}::jsonb, ${given.why}, ${given.since}, ${at}) returning id`.execute(
    db,
  )
  return rows[0]?.id ?? ''
}

/** Keeps a later version of the ethics and privacy check. */
export async function insertEthicsCheck(
  db: Db,
  of: string,
  { number, check, reason, at }: { number: number; check: EthicsCheck; reason: string; at: Date },
): Promise<void> {
  await sql`insert into interventions.ethics_check (intervention_id, number, body, reason, recorded_at)
    values (${of}, ${number}, ${JSON.stringify(check)}::jsonb, ${reason}, ${at})`.execute(db)
}

export async function insertMilestone(db: Db, of: string, given: Omit<Milestone, 'id'>): Promise<void> {
  await sql`insert into interventions.milestone (intervention_id, title, planned_on, reached_on, in_plan)
    values (${of}, ${given.title}, ${given.plannedOn}, ${given.reachedOn}, ${given.inPlan})`.execute(db)
}

export async function updateMilestone(db: Db, { id, title, plannedOn, reachedOn }: Milestone): Promise<void> {
  await sql`update interventions.milestone set title = ${title}, planned_on = ${plannedOn}, reached_on = ${reachedOn}
    where id = ${id}`.execute(db)
}

export async function deleteMilestone(db: Db, id: string): Promise<void> {
  await sql`delete from interventions.milestone where id = ${id}`.execute(db)
}

export async function insertCost(db: Db, of: string, given: NewCost, at: Date): Promise<void> {
  await sql`insert into interventions.cost (intervention_id, amount, day, what, recorded_at)
    values (${of}, ${given.amount}, ${given.day}, ${given.what}, ${at})`.execute(db)
}

/** A photo as it is stored. */
export type StoredPhoto = {
  alt: string
  takenOn: string | null
  type: string
  bytes: Buffer
  sha256: string
  width: number
  height: number
}

export async function insertPhoto(db: Db, of: string, photo: StoredPhoto, at: Date): Promise<void> {
  const { alt, takenOn, type, bytes, sha256, width, height } = photo
  await sql`insert into interventions.photo (intervention_id, alt, taken_on, type, bytes, sha256, width, height, added_at)
    values (${of}, ${alt}, ${takenOn}, ${type}, ${bytes}, ${sha256}, ${width}, ${height}, ${at})`.execute(db)
}

/** The content of a photo; none when it was withdrawn. */
export async function findPhoto(
  db: Db,
  of: string,
  id: string,
): Promise<Pick<StoredPhoto, 'type' | 'bytes' | 'sha256'> | undefined> {
  const { rows } = await sql<Pick<StoredPhoto, 'type' | 'bytes' | 'sha256'>>`
    select type, bytes, sha256 from interventions.photo
    where intervention_id = ${of} and id = ${id} and bytes is not null`.execute(db)
  return rows[0]
}

/** Takes away the content of a photo; that it was there, and why it went, stays. */
export async function withdrawPhoto(db: Db, id: string, reason: string, at: Date): Promise<void> {
  await sql`update interventions.photo set bytes = null, withdrawn_reason = ${reason}, withdrawn_at = ${at}
    where id = ${id} and withdrawn_at is null`.execute(db)
}
