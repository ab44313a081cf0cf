import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { NewSteeringAnswer, SteeringAnswer } from './schema.ts'

/** What the authors of an indicator say to the findings of its check. */
export async function listAnswers(db: Db, indicatorId: string): Promise<SteeringAnswer[]> {
  const { rows } = await sql<SteeringAnswer>`
    select respect, finding, text, to_char(answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "answeredAt"
    from indicators.steering_answer where indicator_id = ${indicatorId} order by respect, finding`.execute(db)
  return rows
}

/** Stores an answer in the place of the one there was; an empty one takes it away. */
export async function storeAnswer(
  transaction: Db,
  indicatorId: string,
  { respect, finding, text }: NewSteeringAnswer,
  now: Date,
): Promise<void> {
  await sql`delete from indicators.steering_answer
    where (indicator_id, respect, finding) = (${indicatorId}, ${respect}, ${finding})`.execute(transaction)
  if (text.trim() === '') return
  await sql`insert into indicators.steering_answer (indicator_id, respect, finding, text, answered_at)
    values (${indicatorId}, ${respect}, ${finding}, ${text.trim()}, ${now})`.execute(transaction)
}
