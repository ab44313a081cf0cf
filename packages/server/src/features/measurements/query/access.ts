import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import { isReadable, readableDatasets } from '../../catalogue/index.ts'
import { column, type Sql } from './fragments.ts'

/*
 * The one place where access enters a statement: `readable` is computed once per statement, and every reference to a
 * table of entities carries `mayRead`. An entity that may not be read is treated as if it did not exist.
 */

/** The common table expression with the datasets the actor may read. */
export function readableTable(actor: Actor): Sql {
  return sql`readable as materialized (
    select coalesce(array_agg(v.id), '{}') as ids from catalogue.v_dataset v
    where ${isReadable(readableDatasets(actor), 'v')})`
}

/** True when the entity in this alias may be read. */
export function mayRead(alias: string): Sql {
  return sql`${column(alias, 'dataset_id')} = any((select ids from readable)::uuid[])`
}

/** The same for actors who may read the same: what one of them is answered, the others may be answered too. */
export function readingKey(actor: Actor): string {
  const { organisationIds, ...rest } = readableDatasets(actor)
  return JSON.stringify({ ...rest, organisationIds: organisationIds.toSorted() })
}
