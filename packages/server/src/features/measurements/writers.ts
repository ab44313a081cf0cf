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

/** How an actor is named in what we keep about their acts. */
export function nameOf(actor: Actor): string {
  return actor.kind === 'anonymous' ? '' : actor.name
}
