import { type Actor, membershipsOf } from '../../../platform/actor.ts'
import { type Grantee, purposeKey, type Reading } from '../../agreements/index.ts'
import { canReadDataset, type DatasetAccess, type Readable, readableDatasets } from '../../catalogue/index.ts'

/** When, or the place for it in a statement that is asked at many moments. */
export type Moment = Grantee['now']

/** Who reads measurements, for what and when: all that decides what they may read. */
export type Reader<N extends Moment = Date> = Readable &
  Omit<Grantee, 'now'> & {
    now: N
    /** The person, who sees the sensors at their own home as they are. */
    personId: string | null
    /** Permissions that are looked at instead of those that are in force: to see what an agreement would give. */
    asIf?: readonly Reading[]
  }

/** A token is for a purpose, and a person chooses one for a session: both count the same. */
export function readerOf<N extends Moment>(actor: Actor, now: N): Reader<N> {
  const purpose = 'purpose' in actor ? (actor.purpose ?? null) : null
  const personId = actor.kind === 'person' ? actor.personId : null
  return {
    ...readableDatasets(actor),
    memberships: membershipsOf(actor),
    purpose: purposeKey(purpose),
    personId,
    now,
  }
}

/** The same for readers who may read the same: what one of them is answered, the others may be answered too. */
export function readingKey(actor: Actor): string {
  const { organisationIds, memberships, now: _, ...rest } = readerOf(actor, new Date(0))
  const roles = memberships.map(({ organisationId, role }) => `${organisationId} ${role}`)
  return JSON.stringify({ ...rest, organisationIds: organisationIds.toSorted(), roles: roles.toSorted() })
}

/**
 * Whether the actor sees what is in a dataset as it is, without asking agreements: of a thing with a host in a personal dataset only that
 * person does. For what tells of single values and has no coarser form.
 * @param dataset `access` as in `v_dataset`
 */
export function seesExactly(actor: Actor, dataset: DatasetAccess, hostId: string | null): boolean {
  if (dataset.access !== 'personal') return canReadDataset(actor, dataset)
  return actor.kind === 'person' && hostId !== null && actor.personId === hostId
}
