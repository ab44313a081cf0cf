import type { Actor } from '../../../platform/actor.ts'
import { describeVersion } from '../describe.ts'
import { EDITORS } from '../lists.ts'
import type { Needs } from '../needs.ts'
import { refuse } from '../refuse.ts'
import { listDatasetIds, obstaclesToOffer } from '../rules/content.ts'
import type { AgreementChange, AgreementTrial } from '../schema/agreements.ts'
import type { Content } from '../schema/content.ts'
import { findOwners } from '../store/versions.ts'
import { findUnknown } from '../unknown.ts'
import { lockOwn, requireDraft } from './drafts.ts'

/**
 * What a draft would say after a change, and all that is missing before it can be offered. Nothing is stored.
 * @throws Problem invalid-request when the change names what is not there, conflict when there is no draft
 */
export async function tryDraft(
  needs: Needs,
  actor: Actor,
  key: string,
  { revision: _, ...given }: AgreementChange,
): Promise<AgreementTrial> {
  const { db, clock, config, findUnknownAreas, listAreas } = needs
  return db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, EDITORS, key)
    requireDraft(found)
    refuse('invalid-request', await findUnknown(transaction, given, { actor, findUnknownAreas }))
    const content: Content = { ...found.content, ...given }
    const owners = await findOwners(transaction, listDatasetIds(content))
    const { id: agreementId, version, challengeId, ownerId } = found
    const sentences = await describeVersion(
      transaction,
      { agreementId, version, accepted: false, content, challengeId },
      { publicUrl: config.publicUrl, listAreas },
    )
    return {
      sentences: { nl: [...sentences.nl], en: [...sentences.en] },
      missing: obstaclesToOffer(content, owners, { ownerId, now: clock() }),
    }
  })
}
