import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Sealed } from '../../../platform/seal-json.ts'
import type { NewSteeringAnswer, SteeringAnswer } from '../../indicators/index.ts'
import type { AnalysisCheck } from './schema.ts'

/** A version of an analysis. */
export type VersionKey = { id: string; version: number }

/** What the author of a version says to the findings of its check. */
export async function listAnswers(db: Db, { id, version }: VersionKey): Promise<SteeringAnswer[]> {
  const { rows } = await sql<SteeringAnswer>`
    select respect, finding, text, to_char(answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "answeredAt"
    from analyses.steering_answer where (analysis_id, number) = (${id}::uuid, ${version}) order by respect, finding`.execute(
    db,
  )
  return rows
}

/** Stores an answer in the place of the one there was; an empty one takes it away. */
export async function storeAnswer(
  transaction: Db,
  { id, version }: VersionKey,
  { respect, finding, text }: NewSteeringAnswer,
  now: Date,
): Promise<void> {
  await sql`delete from analyses.steering_answer
    where (analysis_id, number, respect, finding) = (${id}::uuid, ${version}, ${respect}, ${finding})`.execute(
    transaction,
  )
  if (text.trim() === '') return
  await sql`insert into analyses.steering_answer (analysis_id, number, respect, finding, text, answered_at)
    values (${id}, ${version}, ${respect}, ${finding}, ${text.trim()}, ${now})`.execute(transaction)
}

/** The check of a published version, as it was made then; undefined when there is none, or it was removed. */
export async function findCheck(db: Db, { id, version }: VersionKey): Promise<AnalysisCheck | undefined> {
  const { rows } = await sql<{ body: string }>`
    select body from analyses.steering_check
    where (analysis_id, number) = (${id}::uuid, ${version}) and body is not null`.execute(db)
  const [row] = rows
  return row && (JSON.parse(row.body) as AnalysisCheck)
}

/** Stores the check of a version that is published, as it is from now on. */
export async function insertCheck(
  transaction: Db,
  { id, version }: VersionKey,
  { body, sha256, bytes }: Sealed,
): Promise<void> {
  await sql`insert into analyses.steering_check (analysis_id, number, body, sha256, bytes)
    values (${id}, ${version}, ${body}, ${sha256}, ${bytes})`.execute(transaction)
}
