import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'

/** How far work is between a pupil and the teacher. */
export const WORK_STATES = ['handed-in', 'given-back'] as const

/** What a pupil handed in: it waits for the teacher, or the teacher gave it back. */
export type Work = { id: string; state: (typeof WORK_STATES)[number]; remark: string; changedAt: Date }

const WORK = sql`w.id, w.state, w.remark, w.changed_at as "changedAt"`

/** What was handed in under this id; undefined when nothing was. */
export async function findWork(db: Db, id: string): Promise<Work | undefined> {
  const { rows } = await sql<Work>`select ${WORK} from classes.work w where w.id = ${id}`.execute(db)
  return rows[0]
}

/** What pupils handed in. */
export async function listWork(db: Db, pupilIds: readonly string[]): Promise<Work[]> {
  const { rows } = await sql<Work>`select ${WORK} from classes.work w
    where w.pupil_id = any(${pupilIds}::uuid[])`.execute(db)
  return rows
}

/** Hands work in, or in again. Hold the pupil first. */
export async function handIn(
  transaction: Db,
  { id, pupilId, at }: { id: string; pupilId: string; at: Date },
): Promise<void> {
  await sql`insert into classes.work (id, pupil_id, state, changed_at) values (${id}, ${pupilId}, 'handed-in', ${at})
    on conflict (id) do update set state = 'handed-in', changed_at = excluded.changed_at`.execute(transaction)
}

/** Gives work that was handed in back to the pupil. @returns false when it was not handed in */
export async function giveBack(
  transaction: Db,
  { id, remark, at }: { id: string; remark: string; at: Date },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update classes.work set state = 'given-back', remark = ${remark}, changed_at = ${at}
    where id = ${id} and state = 'handed-in'`.execute(transaction)
  return Number(numAffectedRows ?? 0) > 0
}

/** Forgets that work was handed in, once it is approved. @returns false when it was not handed in any more */
export async function takeHandedIn(transaction: Db, id: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`delete from classes.work where id = ${id} and state = 'handed-in'`.execute(transaction)
  return Number(numAffectedRows ?? 0) > 0
}
