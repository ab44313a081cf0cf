import { type Actor, organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { revisionOf } from '../../platform/http/revision.ts'
import { missingDecision } from './access.ts'
import { listHappenings } from './life-store.ts'
import { type Decision, DecisionChange } from './schema/decision.ts'
import { type DecisionVersion, listHistory } from './store.ts'

/** Shows a decision to who asks. */
export type Present = (found: DecisionVersion | undefined, actor: Actor) => Promise<Decision>

export function presentWith(db: Db): Present {
  return async (found, actor) => {
    if (!found) throw missingDecision()
    const { content, ...rest } = found
    return asAnswer({
      ...rest,
      ...content,
      revision: revisionOf(DecisionChange, content),
      happenings: await listHappenings(db, found.id),
      history: await listHistory(db, found.id, organisationsOf(actor)),
    })
  }
}

/** Instants come from the database as Date and leave as text. */
export function asAnswer<T extends { publishedAt: unknown; updatedAt: unknown }>(row: T): T {
  return { ...row, publishedAt: asText(row.publishedAt), updatedAt: asText(row.updatedAt) }
}

function asText(moment: unknown) {
  return moment instanceof Date ? moment.toISOString() : moment
}
