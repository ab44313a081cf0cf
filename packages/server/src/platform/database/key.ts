import { type RawBuilder, sql } from 'kysely'
import { isUuid } from '../slug.ts'

/** True for the row in this alias with `key` as its id, when that has the form of one, and else as its slug. */
export function hasKey(alias: string, key: string): RawBuilder<boolean> {
  return isUuid(key)
    ? sql<boolean>`${sql.ref(`${alias}.id`)} = ${key}::uuid`
    : sql<boolean>`${sql.ref(`${alias}.slug`)} = ${key}`
}
