import { type RawBuilder, sql } from 'kysely'
import { type Actor, membershipsOf } from '../../platform/actor.ts'
import { type Grantee, isGranted } from '../agreements/index.ts'
import { isReadable, type Readable, readableDatasets } from '../catalogue/index.ts'

/** Who reads measurements, for what and when: all that decides what they may read. */
export type Reader = Readable & Grantee

export function readerOf(actor: Actor, now: Date): Reader {
  const purpose = actor.kind === 'token' ? (actor.purpose ?? null) : null
  return { ...readableDatasets(actor), memberships: membershipsOf(actor), purpose, now }
}

/**
 * Whether they may read the measurements of a dataset, as a condition on `v_dataset` under an alias: it is open or their own, or an
 * agreement that is in force at this moment lets them. Looked at in every statement, so that what ends stops at once. An agreement opens
 * no personal data, and nothing that is to be made coarser first.
 */
export function mayReadDataset(reader: Reader, alias: string): RawBuilder<boolean> {
  const readable = isReadable(reader, alias)
  if (reader.memberships.length === 0) return readable
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<boolean>`(${readable} or (${column('access')} = 'restricted' and ${column('is_exact')}
    and ${isGranted(reader, column('id'))}))`
}

/** The same for readers who may read the same: what one of them is answered, the others may be answered too. */
export function readingKey(actor: Actor): string {
  const { organisationIds, memberships, now: _, ...rest } = readerOf(actor, new Date(0))
  const roles = memberships.map(({ organisationId, role }) => `${organisationId} ${role}`)
  return JSON.stringify({ ...rest, organisationIds: organisationIds.toSorted(), roles: roles.toSorted() })
}
