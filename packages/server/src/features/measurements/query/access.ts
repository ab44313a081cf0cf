import type { Instant } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import { mayReadDataset, readerOf } from '../reader.ts'
import { column, type Sql } from './fragments.ts'

/*
 * The one place where access enters a statement: `readable` is computed once per statement, and every reference to a
 * table of entities carries `mayRead`. An entity that may not be read is treated as if it did not exist.
 */

/** The common table expression with the datasets the actor may read at this moment. */
export function readableTable(actor: Actor, now: Instant): Sql {
  const reader = readerOf(actor, new Date(Number(now / 1000n)))
  return sql`readable as materialized (
    select coalesce(array_agg(v.id), '{}') as ids from catalogue.v_dataset v
    where ${mayReadDataset(reader, 'v')})`
}

/** True when the entity in this alias may be read. */
export function mayRead(alias: string): Sql {
  return sql`${column(alias, 'dataset_id')} = any((select ids from readable)::uuid[])`
}
