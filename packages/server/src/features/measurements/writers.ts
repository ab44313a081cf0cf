import { type RawBuilder, sql } from 'kysely'
import { type Actor, isBound, membershipsOf, type Role } from '../../platform/actor.ts'
import { type InputMistake, Problem } from '../../platform/errors.ts'
import { canWriteDataset, type DatasetAccess } from '../catalogue/index.ts'

/** Who may send measurements and change what they hang on, for a dataset of their organisation. */
export const WRITERS = ['data-expert', 'administrator', 'policy-officer'] as const satisfies readonly Role[]

/** Which datasets an actor may write, for use in SQL: of these organisations, and only this one when it is named. */
export type WritableDatasets = { ownerIds: string[]; datasetId: string | undefined }

/** Which datasets the actor may write. Says the same as `canWriteDataset` of the catalogue. */
export function writableDatasets(actor: Actor): WritableDatasets {
  const held = isBound(actor) ? [actor] : membershipsOf(actor)
  const writing = held.filter(({ role }) => WRITERS.some((writer) => writer === role))
  return {
    ownerIds: [...new Set(writing.map(({ organisationId }) => organisationId))],
    datasetId: isBound(actor) ? actor.datasetId : undefined,
  }
}

/** True in SQL when the dataset with this id may be written. */
export function isWritable(datasetId: RawBuilder<unknown>, writable: WritableDatasets): RawBuilder<unknown> {
  return sql`exists (select from catalogue.v_dataset v
    where v.id = ${datasetId} and v.owner_id = any(${writable.ownerIds}::uuid[])
      and ${writable.datasetId === undefined ? sql`true` : sql`v.id = ${writable.datasetId}`})`
}

/**
 * May the actor see and change what is in this dataset by its id? In a personal one nobody may: it is of its hosts, and what is
 * stored there, or answered about it, would tell of them. Something new may be put in by who may write there.
 */
export function mayChange(actor: Actor, dataset: DatasetAccess): boolean {
  return dataset.access !== 'personal' && canWriteDataset(actor, dataset)
}

/** @throws Problem not-allowed when the actor may not change what is in the dataset */
export function requireWriter(actor: Actor, dataset: DatasetAccess): void {
  if (!canWriteDataset(actor, dataset)) throw notWriter()
}

/** The problem for someone who may read a dataset but not change what is in it. */
export function notWriter(): Problem {
  return new Problem('not-allowed', {
    nl: 'U mag in deze dataset niets wijzigen. Dat kan een gegevensexpert, beleidsmedewerker of beheerder van de eigenaar. Een toegangssleutel voor één dataset kan het alleen in die dataset.',
    en: 'You may not change anything in this dataset. A data expert, policy officer or administrator of its owner can. An access token for one dataset can only in that one.',
  })
}

/**
 * The organisation for which the actor writes, when there is only one.
 * @param place of what tells which one, when there are more
 * @throws Problem invalid-request when it could be more than one, not-allowed when it is none
 */
export function onlyOrganisation(actor: Actor, place: Omit<InputMistake, 'detail'>): string {
  const [only, ...others] = writableDatasets(actor).ownerIds
  if (only === undefined) throw notWriter()
  if (others.length === 0) return only
  const what =
    place.in === 'header'
      ? { nl: 'dataset in de header Dataset', en: 'dataset in the header Dataset' }
      : place.pointer === '/dataset'
        ? { nl: 'dataset', en: 'dataset' }
        : { nl: 'organisatie', en: 'organisation' }
  const detail = {
    nl: `U werkt voor meer organisaties. Noem de ${what.nl}.`,
    en: `You work for more than one organisation. Name the ${what.en}.`,
  }
  throw new Problem('invalid-request', detail, [{ ...place, detail }])
}

/** Who did something, as we keep it: of a person also the id, by which the name is found when they leave. */
export type Doer = { name: string; personId: string | null }

/** How an actor is named in what we keep about their acts. */
export function doerOf(actor: Actor): Doer {
  return {
    name: actor.kind === 'anonymous' ? '' : actor.name,
    personId: actor.kind === 'person' ? actor.personId : null,
  }
}
