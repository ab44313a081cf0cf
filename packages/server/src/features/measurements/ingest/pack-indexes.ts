import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** How long after its end a month is closed: by then nearly all that comes late has come. */
const CLOSED_AFTER = 7 * 86_400_000
/** What an entry of the key takes in full pages of 8 kB: 24 bytes and its place in the page, 290 in each. */
const BYTES_PER_ENTRY = 8192 / 290
/** How much larger than full pages an index may be before it is made anew. */
const SLACK = 1.05
/** An index smaller than this, in bytes, is left alone: there is nothing to win. */
const SMALLEST = 512 * 1024
/** Making one index anew may take longer than what else the server asks: it stands in nobody's way. */
const LONGEST = '1h'

type Closed = { table: string; index: string; entries: number; bytes: number }

/**
 * Makes the keys of closed months anew whose pages are not full: values of many datastreams that come in turns leave room in them
 * that later only late data fills. Others read and write meanwhile (`reindex concurrently`). What an earlier time left behind that was cut off is removed
 * first. Outside a transaction only; two that do it at once wait for each other.
 * @param stopping ends it between two months; the rest is done another time
 * @returns the names of the indexes made anew
 */
export async function packIndexes(db: Db, now: Date, stopping?: AbortSignal): Promise<string[]> {
  return db.connection().execute(async (connection) => {
    await sql`select set_config('statement_timeout', ${LONGEST}, false)`.execute(connection)
    try {
      await dropUnfinished(connection)
      await countUncounted(connection, now)
      const packed: string[] = []
      for (const { index, entries, bytes } of await listClosed(connection, now)) {
        if (bytes < SMALLEST || bytes <= entries * BYTES_PER_ENTRY * SLACK) continue
        if (stopping?.aborted) break
        await sql`reindex index concurrently ${sql.id('measurements', index)}`.execute(connection)
        packed.push(index)
      }
      return packed
    } finally {
      await sql`reset statement_timeout`.execute(connection)
    }
  })
}

/** The closed partitions with what their key takes; `entries` as last counted, -1 when never. Oldest first. */
async function listClosed(db: Db, now: Date): Promise<Closed[]> {
  const { rows } = await sql<Closed>`
    select c.relname as "table", k.relname as index, c.reltuples as entries, pg_relation_size(k.oid) as bytes
    from pg_inherits h join pg_class c on c.oid = h.inhrelid
    join pg_index i on i.indrelid = c.oid and i.indisprimary join pg_class k on k.oid = i.indexrelid
    where h.inhparent = 'measurements.observation'::regclass
      and substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''(.*)''\\)')::timestamptz
        <= ${new Date(now.getTime() - CLOSED_AFTER).toISOString()}::timestamptz
    order by 1`.execute(db)
  return rows
}

/** The embedded database has no process that counts; on a server it may not have come to it. */
async function countUncounted(db: Db, now: Date) {
  for (const { table, entries, bytes } of await listClosed(db, now)) {
    if (entries < 0 && bytes >= SMALLEST) await sql`analyze ${sql.id('measurements', table)}`.execute(db)
  }
}

/** PostgreSQL leaves an index that was not finished, or not yet removed, under a name with one of these endings. */
async function dropUnfinished(db: Db) {
  const { rows } = await sql<{ name: string }>`select k.relname as name
    from pg_inherits h join pg_index i on i.indrelid = h.inhrelid join pg_class k on k.oid = i.indexrelid
    where h.inhparent = 'measurements.observation'::regclass and not i.indisvalid
      and k.relname ~ '_cc(new|old)[0-9]*$' order by 1`.execute(db)
  for (const { name } of rows) {
    await sql`drop index concurrently if exists ${sql.id('measurements', name)}`.execute(db)
  }
}
