import { type RawBuilder, sql } from 'kysely'
import { type Actor, organisationsOf } from '../../platform/actor.ts'
import { isReadable } from './readable.ts'
import { readableDatasets } from './rules.ts'

/**
 * Whether agreements tell these organisations of a dataset, as a condition in SQL. Lent by the slice of agreements, which the catalogue
 * may not use.
 * @param dataset id of the dataset, in SQL
 */
export type IsNamedFor = (
  organisationIds: readonly string[],
  dataset: RawBuilder<unknown>,
) => RawBuilder<boolean>

/**
 * Whether the actor may know of a dataset: read what it is, not what is measured. That is more than `isReadable`, which
 * decides about measurements. Everybody may know which personal data there is; of a restricted dataset an agreement tells.
 * @param alias of `catalogue.dataset`, in which `access` is what its owner says
 */
export function isKnown(actor: Actor, isNamedFor: IsNamedFor, alias: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<boolean>`(${isReadable(readableDatasets(actor), alias)} or ${column('access')} = 'personal'
    or ${isNamedFor(organisationsOf(actor), column('id'))})`
}
