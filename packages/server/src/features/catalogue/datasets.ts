import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type InputMistake, inBody, notFound, Problem } from '../../platform/errors.ts'
import { idIn } from '../../platform/http/name-unknown.ts'
import { findNamed } from '../../platform/http/named.ts'
import { refuseStale } from '../../platform/http/revision.ts'
import { publish } from '../../platform/outbox.ts'
import type { Platform } from '../../platform/slice.ts'
import { isUuid } from '../../platform/slug.ts'
import { type IsNamedFor, isKnown } from './known.ts'
import type { Lent } from './lent.ts'
import { isReadable } from './readable.ts'
import {
  canReadDataset,
  canWriteDataset,
  chooseDatasetOwner,
  completeDataset,
  describeDefault,
  findLoosened,
  findMistakes,
  isReadDifferently,
  type Mistake,
  mergeDataset,
  readableDatasets,
} from './rules.ts'
import { type Dataset, DatasetChange, type NewDataset } from './schema.ts'
import { findByKey, findDefault, findOwnerName, insertDataset, listMissing, updateDataset } from './store.ts'

/** Who wants to know of a dataset, and what tells of it. */
export type Knowing = { actor: Actor; isNamedFor: IsNamedFor }

/** The dataset with this id or slug, when the actor may read what is measured in it without asking agreements. */
export async function findDataset(db: Db, actor: Actor, key: string): Promise<Dataset | undefined> {
  const dataset = await findByKey(db, key)
  return dataset && canReadDataset(actor, dataset) ? dataset : undefined
}

/** The dataset with this id or slug, when the actor may know of it. That does not say that they may read what is measured in it. */
export function findKnownDataset(
  db: Db,
  { actor, isNamedFor }: Knowing,
  key: string,
): Promise<Dataset | undefined> {
  return findByKey(db, key, 'read', isKnown(actor, isNamedFor, 'd'))
}

/** That the dataset which a filter names is there for the actor, when it names one: as {@link findDataset} finds it. */
export function findNamedDataset(db: Db, actor: Actor, key: string | undefined): Promise<InputMistake[]> {
  const what = { nl: 'Deze dataset', en: 'This dataset' }
  return findNamed('/dataset', what, key, (asked) => findDataset(db, actor, asked))
}

/** The same of a list that tells of datasets and not of measurements: as {@link findKnownDataset} finds it. */
export function findNamedKnownDataset(
  db: Db,
  { actor, isNamedFor }: Knowing,
  key: string | undefined,
): Promise<InputMistake[]> {
  const what = { nl: 'Deze dataset', en: 'This dataset' }
  return findNamed('/dataset', what, key, (asked) => findKnownDataset(db, { actor, isNamedFor }, asked))
}

/** Which datasets in a list of a body the actor may not read. A text that is no id at all is for the schema to refuse. */
export async function findUnreadableDatasets(
  db: Db,
  actor: Actor,
  ids: readonly string[],
  pointer: string,
): Promise<Mistake[]> {
  if (ids.length === 0) return []
  const missing = new Set(await listMissing(db, isReadable(readableDatasets(actor), 'd'), ids.filter(isUuid)))
  return ids.flatMap((id, index) =>
    missing.has(id.toLowerCase())
      ? [
          {
            pointer: `${pointer}/${index}`,
            nl: `Dataset ${id} bestaat niet, of u mag de metingen ervan niet zien.`,
            en: `Dataset ${id} does not exist, or you may not see its measurements.`,
          },
        ]
      : [],
  )
}

/** Which datasets in a list of a body the actor may not know of. A text that is no id at all is for the schema to refuse. */
export async function findUnknownDatasets(
  db: Db,
  { actor, isNamedFor }: Knowing,
  ids: readonly string[],
  pointer: string,
): Promise<Mistake[]> {
  if (ids.length === 0) return []
  const missing = new Set(await listMissing(db, isKnown(actor, isNamedFor, 'd'), ids.filter(isUuid)))
  return ids.flatMap((id, index) =>
    missing.has(id.toLowerCase())
      ? [
          {
            pointer: `${pointer}/${index}`,
            nl: `Dataset ${id} bestaat niet of is niet openbaar.`,
            en: `Dataset ${id} does not exist or is not public.`,
          },
        ]
      : [],
  )
}

/** Whether the dataset with this id belongs to the organisation. */
export async function ownsDataset(db: Db, organisationId: string, datasetId: string): Promise<boolean> {
  return (await findByKey(db, datasetId))?.ownerId === organisationId
}

/** The dataset that takes what an organisation measures without naming one; undefined before its first use. */
export async function findDefaultDataset(db: Db, organisationId: string): Promise<Dataset | undefined> {
  return findDefault(db, organisationId)
}

/**
 * The open dataset that takes what an organisation measures without naming one; made at first use.
 * @throws Problem not-found when there is no such organisation
 */
export async function defaultDataset(db: Db, organisationId: string, at: Date): Promise<Dataset> {
  const existing = await findDefault(db, organisationId)
  if (existing) return existing
  const owner = await findOwnerName(db, organisationId)
  if (owner === undefined) throw notFound({ nl: 'Deze organisatie', en: 'This organisation' })
  await insertDataset(db, { ownerId: organisationId, content: describeDefault(owner), at, isDefault: true })
  const made = await findDefault(db, organisationId)
  if (!made) throw new Error(`The default dataset of ${organisationId} was not stored.`)
  return made
}

/** Makes a dataset for an organisation of the actor. */
export async function createDataset(
  { db, clock }: Platform,
  actor: Actor,
  given: NewDataset,
): Promise<Dataset> {
  const owner = chooseDatasetOwner(actor, given.ownerId)
  const content = completeDataset(given)
  refuse([...('ownerId' in owner ? [] : [owner]), ...findMistakes(content)])
  if (!('ownerId' in owner)) throw missingDataset()
  const slug = await insertDataset(db, { ownerId: owner.ownerId, content, at: clock() })
  return requireDataset(slug === undefined ? undefined : await findByKey(db, slug))
}

/** What a body that may be anything names that is not for the actor: the owner of a new dataset. */
export async function unknownInDataset(actor: Actor, body: unknown): Promise<InputMistake[]> {
  const owner = chooseDatasetOwner(actor, idIn(body, 'ownerId'))
  return 'ownerId' in owner ? [] : inBody([owner])
}

/** Changes the given fields of a dataset; tells `catalogue.access-changed` when others may read more or less of it. */
export async function changeDataset(
  { db, clock, hostsSensors, isNamedFor }: Platform & Lent,
  actor: Actor,
  key: string,
  change: DatasetChange,
): Promise<Dataset> {
  return db.transaction().execute(async (transaction) => {
    const current = await findByKey(transaction, key, 'lock', isKnown(actor, isNamedFor, 'd'))
    if (!current) throw missingDataset()
    if (!canWriteDataset(actor, current)) throw foreignDataset()
    refuseStale(DatasetChange, current, change.revision)
    const content = mergeDataset(current, change)
    refuse(findMistakes(content))
    const loosened = findLoosened(current, content)
    if (loosened.length > 0 && (await hostsSensors(transaction, current.id))) refuse(loosened)
    await updateDataset(transaction, current.id, content, clock())
    if (isReadDifferently(current, content)) {
      await publish(transaction, 'catalogue.access-changed', { datasetId: current.id })
    }
    return requireDataset(await findByKey(transaction, current.id))
  })
}

/** The dataset, or the problem that it does not exist for whoever asks. */
export function requireDataset(dataset: Dataset | undefined): Dataset {
  if (!dataset) throw missingDataset()
  return dataset
}

function missingDataset(): Problem {
  return notFound({ nl: 'Deze dataset', en: 'This dataset' })
}

function foreignDataset(): Problem {
  return new Problem('not-allowed', {
    nl: 'U mag deze dataset niet wijzigen. Dat kan een gegevensexpert, beleidsmedewerker of beheerder van de eigenaar.',
    en: 'You may not change this dataset. A data expert, policy officer or administrator of its owner can.',
  })
}

function refuse(mistakes: Mistake[]) {
  if (mistakes.length === 0) return
  throw new Problem(
    'invalid-request',
    { nl: mistakes.map(({ nl }) => nl).join(' '), en: mistakes.map(({ en }) => en).join(' ') },
    inBody(mistakes),
  )
}
