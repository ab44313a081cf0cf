import type { Actor } from '../../../platform/actor.ts'
import { Problem } from '../../../platform/errors.ts'
import { canWriteDataset, type DatasetAccess } from '../../catalogue/index.ts'

/** @throws Problem not-allowed when the actor may not change what is in the dataset */
export function requireWriter(actor: Actor, dataset: DatasetAccess): void {
  if (canWriteDataset(actor, dataset)) return
  throw new Problem('not-allowed', {
    nl: 'U mag in deze dataset niets veranderen. Vraag de eigenaar om een rol of toegangssleutel.',
    en: 'You may not change anything in this dataset. Ask its owner for a role or an access token.',
  })
}
