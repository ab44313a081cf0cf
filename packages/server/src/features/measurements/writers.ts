import { type Actor, isBound, membershipsOf, type Role } from '../../platform/actor.ts'

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

/** Who did something, as we keep it: of a person also the id, by which the name is found when they leave. */
export type Doer = { name: string; personId: string | null }

/** How an actor is named in what we keep about their acts. */
export function doerOf(actor: Actor): Doer {
  return {
    name: actor.kind === 'anonymous' ? '' : actor.name,
    personId: actor.kind === 'person' ? actor.personId : null,
  }
}
