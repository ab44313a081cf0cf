import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../platform/database/connect.ts'

/** An evaluation as it is after publication, without what was computed; gives its id. */
export async function addEvaluation(
  db: Db,
  evaluation: {
    slug: string
    title: string
    ownerId: string
    challengeId: string
    areaCodes: readonly string[]
    at: Date
    interventionId?: string
    indicatorId?: string
  },
): Promise<string> {
  const { slug, title, ownerId, challengeId, areaCodes, at } = evaluation
  const { interventionId = randomUUID(), indicatorId = randomUUID() } = evaluation
  const body = JSON.stringify({
    outcome: { sentence: { nl: 'Er is een aanwijzing.', en: 'There is an indication.' } },
  })
  const { rows } = await sql<{ id: string }>`with made as (
      insert into evaluations.evaluation (slug, number, state, intervention_id, challenge_id, owner_id, content, created_at, updated_at)
      values (${slug}, 1, 'published', ${interventionId}, ${challengeId}, ${ownerId}, ${JSON.stringify({ title })}::jsonb, ${at}, ${at})
      returning id)
    insert into evaluations.publication (evaluation_id, body, sha256, indicator_id, area_codes, answer, published_at)
    select id, ${body}, 'x', ${indicatorId}, ${[...areaCodes]}::text[], 'indication', ${at} from made
    returning evaluation_id as id`.execute(db)
  const [made] = rows
  if (!made) throw new Error('An insert gives the row it wrote.')
  return made.id
}
