import { Kysely, sql } from 'kysely'
import pg from 'pg'
import { createSignal, type Signal } from '../signal.ts'
import { TellingDialect } from './dialect.ts'
import { startEmbedded } from './embedded.ts'

/** The database handle that every store takes first. A slice narrows it with `db.withTables<Tables>()`. */
export type Db = Kysely<Record<never, never>>

/** Where the database is: the embedded one in a folder or in memory, or a PostgreSQL server. */
export type DatabaseAddress =
  | { kind: 'embedded'; folder?: string; image?: Uint8Array }
  | { kind: 'server'; url: string; connections: number }

export type Database = {
  db: Db
  /**
   * For single statements that come from a query language: on a server read-only and stopped after ten seconds. The
   * embedded database has no such limit; there it is the same as `db`.
   */
  reading: Db
  pool: pg.Pool
  /** Given after each transaction that this process committed through `db`. */
  commits: Signal
  engine: 'embedded' | 'server'
  /** The embedded data folder as a tar archive; undefined for a server. */
  dumpImage: (() => Promise<Uint8Array>) | undefined
  close(): Promise<void>
}

const EMBEDDED_CONNECTIONS = 8
const MINIMUM_VERSION = 150_000
const READING_MILLISECONDS = 10_000

const TYPE = { int8: 20, date: 1082 }

/**
 * Opens the database and makes sure it is one we can work with.
 * @throws DatabaseInUseError, or an Error that says what is wrong with the server and what to do
 */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const types = { getTypeParser: parserOf }
  const commits = createSignal()
  if (address.kind === 'embedded') {
    const embedded = await startEmbedded(address)
    const pool = new pg.Pool({
      user: 'postgres',
      database: 'postgres',
      stream: () => embedded.openStream() as never,
      max: EMBEDDED_CONNECTIONS,
      types,
    })
    const db = kysely(pool, commits)
    return {
      db,
      reading: db,
      pool,
      commits,
      engine: 'embedded',
      dumpImage: () => embedded.dumpImage(),
      close: async () => {
        await pool.end()
        await embedded.close()
      },
    }
  }
  const settings = { connectionString: address.url, max: address.connections, types }
  const pool = new pg.Pool(settings)
  const readers = new pg.Pool({
    ...settings,
    options: `-c default_transaction_read_only=on -c jit=off -c statement_timeout=${READING_MILLISECONDS}`,
  })
  for (const each of [pool, readers]) {
    each.on('error', () => {
      // An idle connection was lost. The pool has already dropped it; the next query opens another.
    })
  }
  const database: Database = {
    db: kysely(pool, commits),
    reading: kysely(readers, createSignal()),
    pool,
    commits,
    engine: 'server',
    dumpImage: undefined,
    close: async () => {
      await readers.end()
      await pool.end()
    },
  }
  await checkVersion(database.db).catch(async (error) => {
    await database.close()
    throw error
  })
  return database
}

/** A database that was never opened, to make an app that only describes itself. */
export function unopenedDatabase(): Database {
  const pool = new pg.Pool()
  const commits = createSignal()
  const db = kysely(pool, commits)
  return { db, reading: db, pool, commits, engine: 'server', dumpImage: undefined, close: () => pool.end() }
}

async function checkVersion(db: Db) {
  const { rows } = await sql<{ number: number; text: string }>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as text`.execute(
    db,
  )
  const [version] = rows
  if (version && version.number < MINIMUM_VERSION) {
    throw new Error(
      `DATABASE_URL points to PostgreSQL ${version.text}. Samenspel needs PostgreSQL 15 or newer.`,
    )
  }
}

function kysely(pool: pg.Pool, commits: Signal): Db {
  return new Kysely({ dialect: new TellingDialect(pool, commits.give) })
}

/** Dates stay text (a Date would move them to the machine's zone); counts and ids are safe integers. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === TYPE.int8) return Number
  if (oid === TYPE.date) return (text: string) => text
  return pg.types.getTypeParser(oid, format as 'text')
}
