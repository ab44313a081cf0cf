/** Which parties a decision can refer to, and what they are called. */
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { listAllies } from '../agreements/index.ts'
import { findChallenge } from '../challenges/index.ts'
import { listOrganisationsByIds } from '../parties/index.ts'
import type { Obstacle } from './rules/content.ts'
import { checkParties, listPartyIds, nameParties } from './rules/parties.ts'
import type { Content } from './schema/content.ts'

/** @param before the text as it was stored: who left since stays in it */
export async function findStrangeParties(
  db: Db,
  actor: Actor,
  { challengeId, content, day }: { challengeId: string; content: Content; day: string },
  before?: Content,
): Promise<Obstacle[]> {
  if (listPartyIds(content).length === 0) return []
  const challenge = await findChallenge(db, actor, challengeId)
  const allies = await listAllies(db, challengeId, day)
  const known = [
    ...allies.map(({ id }) => id),
    ...(challenge?.parties ?? []).map(({ organisationId }) => organisationId),
    ...(before ? listPartyIds(before) : []),
  ]
  return checkParties(content, new Set(known))
}

/** The text with the names that the parties in it have now. */
export async function nameAsNow(db: Db, content: Content): Promise<Content> {
  const ids = listPartyIds(content)
  return ids.length === 0 ? content : nameParties(content, await listOrganisationsByIds(db, ids))
}
