/**
 * Rows by COPY in PostgreSQL's binary format (PostgreSQL 15, "COPY", Binary Format): many rows go into a page at once, and a row costs
 * PostgreSQL two fifths less than one of an INSERT.
 */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CompiledQuery, type Kysely, PostgresAdapter } from 'kysely'
import { type CopyStreamQuery, from } from 'pg-copy-streams'

/** A database as `connect.ts` opens it. */
type Db = Kysely<Record<never, never>>

/** Of a database that takes rows by COPY: a PostgreSQL server. The embedded one does not. */
export class CopyingAdapter extends PostgresAdapter {}

export function takesCopies(db: Db): boolean {
  return db.getExecutor().adapter instanceof CopyingAdapter
}

/** What a statement that copies has for its only value. */
export class CopiedRows {
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

/**
 * Copies rows into a table.
 * @param into the table and columns, as SQL: `schema.table (a, b)`
 * @param bytes the rows in binary format, with its header and end
 */
export async function copyRows(db: Db, into: string, bytes: Uint8Array): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(`copy ${into} from stdin (format binary)`, [new CopiedRows(bytes)]))
}

/** A connection of `pg`, which takes a stream in place of a statement. */
export type CopyClient = { query<Sent extends CopyStreamQuery>(sent: Sent): Sent }

/** Sends a statement that copies, which `pg` cannot by itself; undefined for any other. */
export function sendCopy(
  client: CopyClient,
  [text, values]: readonly unknown[],
): Promise<object> | undefined {
  const rows = Array.isArray(values) ? values[0] : undefined
  return typeof text === 'string' && rows instanceof CopiedRows ? send(client, text, rows) : undefined
}

async function send(client: CopyClient, text: string, { bytes }: CopiedRows) {
  const copy = from(text)
  client.query(copy)
  await pipeline(Readable.from([bytes]), copy)
  return { command: 'COPY', rowCount: copy.rowCount, rows: [] }
}
