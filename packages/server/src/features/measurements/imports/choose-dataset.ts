import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { namedNotFound, Problem } from '../../../platform/errors.ts'
import {
  canWriteDataset,
  type Dataset,
  defaultDataset,
  findDataset,
  findDefaultDataset,
} from '../../catalogue/index.ts'
import { onlyOrganisation } from '../writers.ts'

/** The key of a dataset, and in which part of the request it was given. */
type Named = { key: string | undefined; in: 'query' | 'body' }

const placeOf = (named: Named) => ({ in: named.in, pointer: '/dataset' })

/** The dataset that was chosen. */
export type ChosenDataset = {
  ownerId: string
  /** Gives the dataset, and makes it when it is the default one and not there yet. */
  open(transaction: Db): Promise<Dataset>
}

/**
 * The dataset in which the actor writes: the named one, else the one of their token, else the default one of their only
 * organisation. That is made only when it is asked for: what is refused before leaves nothing.
 * @param named the key that was given, and where
 * @throws Problem not-found, not-allowed, or invalid-request when it must be named
 */
export async function chooseDataset(db: Db, actor: Actor, named: Named, now: Date): Promise<ChosenDataset> {
  const found = await findNamed(db, actor, named)
  if (found) return { ownerId: found.ownerId, open: async () => found }
  const ownerId = onlyOrganisation(actor, placeOf(named))
  return { ownerId, open: (transaction) => defaultDataset(transaction, ownerId, now) }
}

/**
 * The dataset in which the actor writes what belongs to datastreams that are there; as `chooseDataset`, but none is made.
 * @throws Problem not-found, not-allowed, or invalid-request when there is none or it must be named
 */
export async function chooseFilledDataset(db: Db, actor: Actor, key: string | undefined): Promise<Dataset> {
  const named = { key, in: 'body' } as const
  const found =
    (await findNamed(db, actor, named)) ??
    (await findDefaultDataset(db, onlyOrganisation(actor, placeOf(named))))
  if (found) return found
  const detail = {
    nl: 'Uw organisatie heeft nog geen dataset met meetreeksen. Maak die eerst, of noem een dataset.',
    en: 'Your organisation has no dataset with datastreams yet. Make them first, or name a dataset.',
  }
  throw new Problem('invalid-request', detail, [{ ...placeOf(named), detail }])
}

async function findNamed(db: Db, actor: Actor, named: Named): Promise<Dataset | undefined> {
  const wanted = named.key ?? (actor.kind === 'token' ? actor.datasetId : undefined)
  if (wanted === undefined) return undefined
  const dataset = await findDataset(db, actor, wanted)
  if (!dataset) throw namedNotFound({ nl: 'Deze dataset', en: 'This dataset' }, placeOf(named))
  if (canWriteDataset(actor, dataset)) return dataset
  throw new Problem('not-allowed', {
    nl: 'U mag in deze dataset geen metingen zetten. Vraag de eigenaar om een rol of toegangssleutel.',
    en: 'You may not store measurements in this dataset. Ask its owner for a role or an access token.',
  })
}
