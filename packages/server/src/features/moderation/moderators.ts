import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { listOwnMunicipalities } from '../parties/index.ts'
import { MODERATORS } from './lists.ts'

/** Whether the actor moderates: a person with one of those roles in an organisation of the platform itself, not of a partner. */
export async function isModerator(db: Db, actor: Actor): Promise<boolean> {
  if (actor.kind !== 'person') return false
  return (await listOwnMunicipalities(db, actor, MODERATORS)) === 'all'
}
