import { type RawBuilder, sql } from 'kysely'
import type { Readable } from './rules.ts'

/** `readableDatasets` as a condition on `v_dataset`, or on what has its columns, under an alias. */
export function isReadable({ organisationIds, datasetId }: Readable, alias: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<boolean>`(${column('access')} = 'open' or ${column('owner_id')} = any(${organisationIds}::uuid[])
    or ${column('id')} = ${datasetId}::uuid)`
}
