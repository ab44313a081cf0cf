import type { EntryKind, Publication } from '@samenspel/standards/transparency'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Words } from './words.ts'

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
  /** Of a source of what became of something: of what, and of withdrawals how it no longer holds. Without it a source tells of all entries of its kind. */
  of?: { kind: EntryKind; how?: readonly string[] }
  /** The name under which is kept that it was filled, when another has the same kind and `of`. */
  name?: string
  /** Fields that entries from before the source told them do not have: those are compared without. */
  addedLater?: readonly string[]
  /** Where its words stand, so that passages can be blacked out; of what became of it too. Of a source without `of`. */
  words?: Words
  /** What is published, in the order of id and version. @param after the last one that is known */
  list(db: Db, after: PublishedRef | undefined, limit: number): Promise<PublishedRef[]>
  /** Those of these that are published, in any order. */
  read(db: Db, refs: readonly PublishedRef[]): Promise<PublishedText[]>
}

/** The name under which is kept that a source was filled. */
export const nameOf = ({ kind, of, name }: LedgerSource) => name ?? (of ? `${kind} of ${of.kind}` : kind)

/**
 * A source that is one statement, of all that is published.
 * @param from gives the columns `id`, `version`, `"isPublic"` and `text`
 */
export function sourceFrom(
  told: Pick<LedgerSource, 'kind' | 'of' | 'name' | 'addedLater' | 'words'>,
  from: RawBuilder<unknown>,
): LedgerSource {
  return {
    ...told,
    async list(db, after, limit) {
      const { rows } = await sql<PublishedRef>`select p.id, p.version from (${from}) p
        ${after ? sql`where (p.id, p.version) > (${after.id}::uuid, ${after.version}::int)` : sql``}
        order by 1, 2 limit ${limit}`.execute(db)
      return rows
    },
    async read(db, refs) {
      const { rows } = await sql<PublishedText>`select p.id, p.version, p."isPublic", p.text from (${from}) p
        where (p.id, p.version) in (select * from unnest(${refs.map(({ id }) => id)}::uuid[],
          ${refs.map(({ version }) => version)}::int[]))`.execute(db)
      return rows
    },
  }
}

/** A moment in a text that enters: an instant in UTC, as JSON of JavaScript writes it. */
export const momentIn = (column: string): RawBuilder<string> =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** What a withdrawal tells that those of before did not. */
export const WITH_REASON = ['at', 'reason', 'role', 'replacedById', 'organisationId'] as const
