/** Where the words of what was published stand in the database, so that passages can be blacked out of all of it. */
import { createHash } from 'node:crypto'
import { writeCanonical } from '@samenspel/standards/json'
import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'

/** Takes passages out of a value of JSON. */
export type BlackOut = <Value>(value: Value) => Value

/** Where words stand: also those of drafts and of what is kept of before, which others can read or get back. */
export type Words = {
  /** Who published it; undefined when that is no organisation. */
  findOwner(db: Db, id: string): Promise<string | undefined>
  /** Takes passages out of all rows about it. */
  rewrite(transaction: Db, id: string, blackOut: BlackOut): Promise<void>
}

/** A column with words, of the rows of which `of` is the id of what they are about. */
type Column = {
  table: string
  of: string
  column: string
  /** `json` is a value of JSON; `text` is a text; `sealed` is canonical JSON as text, with its hash beside it. */
  holds: 'json' | 'text' | 'sealed'
  /** Of a sealed text: the column with its SHA-256, in hexadecimal. */
  sha256?: string
}

/** With this setting in a transaction, triggers that keep a text as it was let words be blacked out. What else they did is found by who verifies. */
const SETTING = sql.lit('samenspel.blacks_out')

/**
 * Words that stand in these columns.
 * @param owner the table with one row of each, and its column with the organisation; null when people publish it themselves
 */
export function wordsIn(owner: { table: string; column: string } | null, columns: readonly Column[]): Words {
  return {
    async findOwner(db, id) {
      if (!owner) return undefined
      const { rows } = await sql<{ owner: string }>`select ${sql.ref(owner.column)}::text as owner
        from ${sql.table(owner.table)} where id = ${id}`.execute(db)
      return rows[0]?.owner
    },
    async rewrite(transaction, id, blackOut) {
      await sql`select set_config(${SETTING}, 'yes', true)`.execute(transaction)
      for (const column of columns) await rewriteColumn(transaction, column, id, blackOut)
      await sql`select set_config(${SETTING}, '', true)`.execute(transaction)
    },
  }
}

async function rewriteColumn(
  transaction: Db,
  { table, of, column, holds, sha256 }: Column,
  id: string,
  blackOut: BlackOut,
): Promise<void> {
  const [from, key, words] = [sql.table(table), sql.ref(of), sql.ref(column)]
  const { rows } = await sql<{ text: string }>`select ${words}::text as text from ${from}
    where ${key} = ${id} and ${words} is not null for update`.execute(transaction)
  const type = sql.raw(holds === 'json' ? 'jsonb' : 'text')
  for (const text of new Set(rows.map((row) => row.text))) {
    const left = rewriteText(text, holds, blackOut)
    if (left === text) continue
    const hash =
      sha256 === undefined
        ? sql``
        : sql`, ${sql.ref(sha256)} = ${createHash('sha256').update(left).digest('hex')}`
    await sql`update ${from} set ${words} = ${left}::${type} ${hash}
      where ${key} = ${id} and ${words} = ${text}::${type}`.execute(transaction)
  }
}

function rewriteText(text: string, holds: Column['holds'], blackOut: BlackOut): string {
  // What was erased is an empty text.
  if (holds === 'text' || text === '') return blackOut(text)
  const value: unknown = JSON.parse(text)
  const left = blackOut(value)
  const isSame = writeCanonical(left) === writeCanonical(value)
  if (isSame) return text
  return holds === 'sealed' ? writeCanonical(left) : JSON.stringify(left)
}
