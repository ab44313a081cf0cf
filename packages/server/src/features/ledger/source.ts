import type { EntryKind, Publication } from '@samenspel/standards/transparency'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'

/** A version of something that is published, by which the ledger knows it. */
export type PublishedRef = { id: string; version: number }

/** What is published now, and whether anyone may read it. */
export type PublishedText = PublishedRef & { text: Publication['text']; isPublic: boolean }

/**
 * How a slice tells the ledger what it published. The same text enters the ledger and is compared with it later, so `read` gives what is
 * stored and frozen, without defaults of later.
 */
export type LedgerSource = {
  kind: EntryKind
  /** What is published, in the order of id and version. @param after the last one that is known */
  list(db: Db, after: PublishedRef | undefined, limit: number): Promise<PublishedRef[]>
  /** Those of these that are published, in any order. */
  read(db: Db, refs: readonly PublishedRef[]): Promise<PublishedText[]>
}

/** The condition that a row is one of these. */
export function hasRefs(
  id: RawBuilder<unknown>,
  version: RawBuilder<unknown>,
  refs: readonly PublishedRef[],
): RawBuilder<boolean> {
  return sql`(${id}, ${version}) in (select * from unnest(${refs.map((ref) => ref.id)}::uuid[],
    ${refs.map((ref) => ref.version)}::int[]))`
}
