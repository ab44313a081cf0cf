/** Where the words of what was published stand in the database, so that passages can be blacked out of all of it. */
import { createHash } from 'node:crypto'
import { writeCanonical } from '@samenspel/standards/json'
import { blackOut, blackOutSlug, replaceHashes } from '@samenspel/standards/transparency'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { freeSlug } from '../../platform/slug.ts'

/** What is taken out: passages, and hashes of texts that had them, each with what takes its place. */
export type Change = { passages: readonly string[]; hashes: ReadonlyMap<string, string> }

/** An address as it was, what is left of it, and what it is now: with a number when that was taken already; and before it in links. */
type NewAddress = { from: string; left: string; to: string; pages: readonly string[] }

/** What was done: in how many rows, the hashes that sealed texts had and have, and the address, which can be the same. */
export type Rewritten = {
  rows: number
  hashes: Map<string, string>
  slug: NewAddress | undefined
}

/** Where words stand: also those of drafts and of what is kept of before, which others can read or get back. */
export type Words = {
  /** Who published it; undefined when that is no organisation. */
  findOwner(db: Db, id: string): Promise<string | undefined>
  /** Takes passages out of all rows about it. */
  rewrite(transaction: Db, id: string, change: Change): Promise<Rewritten>
}

/** A column with words. */
type Holding = {
  table: string
  column: string
  /** `json` is a value of JSON; `text` is a text; `sealed` is canonical JSON as text, with its hash beside it. */
  holds: 'json' | 'text' | 'sealed'
  /** Of a sealed text: the column with its SHA-256, in hexadecimal. */
  sha256?: string
}

/** A column with words, of the rows of which `of` is the id of what they are about. */
export type Column = Holding & { of: string }

/** A column with what was copied of words, such as messages that wait: of rows that name what they are about, by its id or address. */
export type Copy = Holding

/** Words about something of another slice, of a kind of entry. */
export type WordsBeside = { kind: string; columns: readonly Column[] }

/** With this setting in a transaction, triggers that keep a text as it was let words be blacked out. What else they did is found by who verifies. */
const SETTING = sql.lit('samenspel.blacks_out')

/**
 * Words that stand in these columns. A sealed text that has hashes of others stands after those.
 * @param of the table with one row of each and a `slug`; its column with the organisation, null when people publish it themselves; and what stands
 * before the address in links: something of another kind can have the same one
 */
export function wordsIn(
  of: { table: string; owner: string | null; pages: readonly string[] },
  columns: readonly Column[],
): Words {
  return {
    async findOwner(db, id) {
      if (of.owner === null) return undefined
      const { rows } = await sql<{ owner: string }>`select ${sql.ref(of.owner)}::text as owner
        from ${sql.table(of.table)} where id = ${id}`.execute(db)
      return rows[0]?.owner
    },
    async rewrite(transaction, id, change) {
      await sql`select set_config(${SETTING}, 'yes', true)`.execute(transaction)
      const slug = await rewriteSlug(transaction, of, id, change.passages)
      const done = { rows: slug && slug.to !== slug.from ? 1 : 0, hashes: new Map<string, string>(), slug }
      for (const column of columns) {
        await rewriteColumn(transaction, column, sql`r.${sql.ref(column.of)} = ${id}`, change, done)
      }
      await sql`select set_config(${SETTING}, '', true)`.execute(transaction)
      return done
    },
  }
}

/** Takes passages out of words of other slices about something. @returns in how many rows */
export async function rewriteBeside(
  transaction: Db,
  columns: readonly Column[],
  id: string,
  change: Change,
): Promise<number> {
  const done: Rewritten = { rows: 0, hashes: new Map(), slug: undefined }
  await sql`select set_config(${SETTING}, 'yes', true)`.execute(transaction)
  for (const column of columns) {
    await rewriteColumn(transaction, column, sql`r.${sql.ref(column.of)} = ${id}`, change, done)
  }
  await sql`select set_config(${SETTING}, '', true)`.execute(transaction)
  return done.rows
}

/** Takes passages out of copies in rows that name one of these ids and addresses. @returns in how many rows */
export async function rewriteCopies(
  transaction: Db,
  copies: readonly Copy[],
  { id, slug, ...change }: Change & { id: string; slug: Rewritten['slug'] },
): Promise<number> {
  const done: Rewritten = { rows: 0, hashes: new Map(), slug }
  const names = [id, ...(slug ? [slug.from, slug.to] : [])]
  const names_ = sql`exists (select from unnest(${names}::text[]) n where strpos(r::text, n) > 0)`
  for (const copy of copies) await rewriteColumn(transaction, copy, names_, change, done)
  return done.rows
}

/** An address that was made of a title with a passage becomes another; of two at one address the later one gets a number. */
async function rewriteSlug(
  transaction: Db,
  { table: name, pages }: { table: string; pages: readonly string[] },
  id: string,
  passages: readonly string[],
): Promise<Rewritten['slug']> {
  const table = sql.table(name)
  const { rows } = await sql<{ slug: string }>`select slug from ${table} where id = ${id} for update`.execute(
    transaction,
  )
  const from = rows[0]?.slug
  const wanted = from === undefined ? undefined : blackOutSlug(from, passages)
  if (from === undefined || wanted === undefined) return undefined
  if (wanted === from) return { from, left: from, to: from, pages }
  const { rows: taken } = await sql<{ slug: string }>`select slug from ${table}
    where starts_with(slug, ${wanted})`.execute(transaction)
  const to = freeSlug(
    wanted,
    taken.map(({ slug }) => slug),
  )
  await sql`update ${table} set slug = ${to} where id = ${id}`.execute(transaction)
  return { from, left: wanted, to, pages }
}

async function rewriteColumn(
  transaction: Db,
  { table, column, holds, sha256 }: Holding,
  which: RawBuilder<unknown>,
  change: Change,
  done: Rewritten,
): Promise<void> {
  const [from, words] = [sql`${sql.table(table)} as r`, sql`r.${sql.ref(column)}`]
  const hash = sha256 === undefined ? sql`null` : sql`r.${sql.ref(sha256)}`
  const { rows } = await sql<{ text: string; hash: string | null }>`
    select ${words}::text as text, ${hash} as hash from ${from}
    where ${which} and ${words} is not null for update`.execute(transaction)
  const type = sql.raw(holds === 'json' ? 'jsonb' : 'text')
  for (const [text, before] of new Map(rows.map((row) => [row.text, row.hash]))) {
    const left = rewriteText(text, { column, holds }, change, done)
    if (left === text) continue
    const after = createHash('sha256').update(left).digest('hex')
    if (before !== null) done.hashes.set(before, after)
    const sealed = sha256 === undefined ? sql`` : sql`, ${sql.ref(sha256)} = ${after}`
    const { numAffectedRows } = await sql`update ${from} set ${sql.ref(column)} = ${left}::${type} ${sealed}
      where ${which} and ${words} = ${text}::${type}`.execute(transaction)
    done.rows += Number(numAffectedRows ?? 0)
  }
}

function rewriteText(
  text: string,
  { column, holds }: Pick<Holding, 'column' | 'holds'>,
  change: Change,
  done: Rewritten,
): string {
  const rewrite = <Value>(value: Value): Value => rewriteValue(value, change, done)
  // What was erased is an empty text.
  if (text === '') return text
  if (holds === 'text') return rewrite({ [column]: text })[column] ?? text
  const value: unknown = JSON.parse(text)
  const left = rewrite(value)
  const isSame = writeCanonical(left) === writeCanonical(value)
  if (isSame) return text
  return holds === 'sealed' ? writeCanonical(left) : JSON.stringify(left)
}

/** What is left of a value: without the passages, at the address that it has now, with the hashes that texts have now. */
function rewriteValue<Value>(
  value: Value,
  { passages, hashes }: Change,
  { hashes: own, slug }: Rewritten,
): Value {
  const known = replaceHashes(replaceHashes(value, hashes), own)
  return blackOut(slug && slug.left !== slug.to ? (moveTo(known, slug) as Value) : known, passages)
}

/** Names the address that something has now where its own stood, and in links to it: what is left of that can be the address of another. */
function moveTo(value: unknown, slug: NewAddress): unknown {
  if (typeof value === 'string') {
    return value === slug.from ? slug.to : value.replaceAll(linkTo(slug), `$1${slug.to}`)
  }
  if (Array.isArray(value)) return value.map((each) => moveTo(each, slug))
  if (typeof value !== 'object' || value === null) return value
  // What is cited of something else has the address of that.
  const isOther = 'slug' in value && 'kind' in value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      isOther && name === 'slug' ? each : moveTo(each, slug),
    ]),
  )
}

const linkTo = ({ from, pages }: NewAddress) =>
  new RegExp(`(/(?:${pages.join('|')})/)${from}(?![a-z0-9-])`, 'g')
