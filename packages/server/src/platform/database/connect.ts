import { type AbortableQueryOptions, Kysely, sql } from 'kysely'
import pg from 'pg'
import { Problem } from '../errors.ts'
import { createSignal, type Signal } from '../signal.ts'
import { tellAway, type WatchedPool } from './away.ts'
import { TellingDialect } from './dialect.ts'
import { startEmbedded } from './embedded.ts'
import { prepareRepeated } from './prepare-repeated.ts'
import { type RecoveryLimits, shortenRecovery } from './shorten-recovery.ts'
import { openSocket } from './socket.ts'

/** The database handle that every store takes first. A slice narrows it with `db.withTables<Tables>()`. */
export type Db = Kysely<Record<never, never>>

/** Where the database is: the embedded one in a folder or in memory, or a PostgreSQL server. */
export type DatabaseAddress =
  | {
      kind: 'embedded'
      folder?: string
      image?: Uint8Array
      readingMilliseconds?: number
      recovery?: RecoveryLimits
    }
  | { kind: 'server'; url: string; connections: number }

export type Database = {
  /**
   * Resolves when the database answers; what is asked before waits for it. Rejects, with an Error that says what is wrong and
   * what to do, when it does not answer or cannot be used.
   */
  opened: Promise<unknown>
  db: Db
  /**
   * For single statements that come from a query language: stopped after ten seconds, and on a server read-only and when
   * a signal given with `unlessGone` says so. See `startEmbedded` for how the embedded database is stopped.
   */
  reading: Db
  /** Whether the database answers nobody for the moment, so that asking it would only wait. */
  isBlocked(): boolean
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
/** For everything else that the server asks; migrations take the time they need. */
const WORKING_MILLISECONDS = 5 * 60_000
/** How long a question waits for a connection before the answer is that too many others are asking. */
const WAITING_MILLISECONDS = 5_000

/** Whatever the operator has set for others: times as ISO 8601 writes them, and statements that are never compiled. */
const SETTINGS = '-c datestyle=ISO -c jit=off'

/**
 * Pages that are asked often are in memory, where any is as near as the next (PostgreSQL 15, 20.7.2 "Planner Cost Constants"). Reckoned as on a disk that turns, a plan for
 * one request seems so much cheaper than one for all that PostgreSQL plans each anew, which takes longer than answering it.
 */
const READING_SETTINGS = '-c random_page_cost=1.1'

const TYPE = { int8: 20, date: 1082 }

/**
 * Opens the database and makes sure it is one we can work with.
 * @throws DatabaseInUseError, or an Error that says what is wrong with the server and what to do
 */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const database = await beginDatabase(address)
  await database.opened.catch(async (error) => {
    await database.close()
    throw error
  })
  return database
}

/**
 * Begins to open the database, so that other work can be done meanwhile; see `opened`.
 * @throws DatabaseInUseError
 */
export async function beginDatabase(address: DatabaseAddress): Promise<Database> {
  const types = { getTypeParser: parserOf }
  const commits = createSignal()
  if (address.kind === 'embedded') {
    const { readingMilliseconds = READING_MILLISECONDS, recovery, ...settings } = address
    const embedded = await startEmbedded(settings, readingMilliseconds)
    const open = (isReader: boolean, max: number) =>
      new pg.Pool({
        user: 'postgres',
        database: 'postgres',
        stream: () => embedded.openStream(isReader) as never,
        max,
        types,
      })
    const pool = open(false, EMBEDDED_CONNECTIONS)
    const readers = open(true, EMBEDDED_CONNECTIONS / 2)
    forgetLost(pool, readers)
    const stopShortening = shortenRecovery(pool, recovery)
    return {
      opened: embedded.opened,
      db: kysely(pool, { commits }),
      reading: kysely(readers),
      isBlocked: () => embedded.isBlocked(),
      pool,
      commits,
      engine: 'embedded',
      dumpImage: () => embedded.dumpImage(),
      close: async () => {
        await stopShortening()
        await readers.end()
        await pool.end()
        await embedded.close()
      },
    }
  }
  const settings = { connectionString: address.url, max: address.connections, types, stream: openSocket }
  const pool = new pg.Pool({
    ...settings,
    options: `${SETTINGS} -c statement_timeout=${WORKING_MILLISECONDS}`,
  })
  const readers = new pg.Pool({
    ...settings,
    max: Math.ceil(address.connections / 2),
    connectionTimeoutMillis: WAITING_MILLISECONDS,
    options: `${SETTINGS} ${READING_SETTINGS} -c default_transaction_read_only=on -c statement_timeout=${READING_MILLISECONDS}`,
  })
  forgetLost(pool, readers)
  const db = kysely(pool, { commits, copies: true })
  const opened = checkVersion(db)
  opened.catch(() => {})
  return {
    opened,
    db,
    reading: kysely(
      {
        options: readers.options,
        connect: () => readers.connect().catch(explainFull),
        end: () => readers.end(),
      },
      { cancels: true },
    ),
    isBlocked: () => false,
    pool,
    commits,
    engine: 'server',
    dumpImage: undefined,
    close: async () => {
      await readers.end()
      await pool.end()
    },
  }
}

/** A database that was never opened, to make an app that only describes itself. */
export function unopenedDatabase(): Database {
  const pool = new pg.Pool()
  const commits = createSignal()
  const db = kysely(pool, { commits })
  return {
    opened: Promise.resolve(),
    db,
    reading: db,
    isBlocked: () => false,
    pool,
    commits,
    engine: 'server',
    dumpImage: undefined,
    close: () => pool.end(),
  }
}

/** A connection that was lost: who was asking hears of it, the pool drops it, and the next query opens another. */
function forgetLost(...pools: pg.Pool[]): void {
  for (const pool of pools) {
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => {}))
  }
}

async function checkVersion(db: Db) {
  const { rows } = await sql<{ number: number; text: string; style: string }>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as text,
      current_setting('datestyle') as style`.execute(db)
  const [server] = rows
  if (server && server.number < MINIMUM_VERSION) {
    throw new Error(
      `DATABASE_URL points to PostgreSQL ${server.text}. Samenspel needs PostgreSQL 15 or newer.`,
    )
  }
  if (server && !server.style.startsWith('ISO')) {
    throw new Error(
      `The database writes dates as “${server.style}”, where Samenspel needs “ISO”. What DATABASE_URL or a pooler sets as “options” comes in place of what Samenspel asks for: add “-c datestyle=ISO” there.`,
    )
  }
}

/** Options for a statement that nobody needs any more once the signal is given. */
export function unlessGone(signal: AbortSignal | undefined): AbortableQueryOptions {
  return signal ? { signal, inflightQueryAbortStrategy: 'cancel query' } : {}
}

/** Without a code it is the pool that gave up: no connection was free in time. With one, the database cannot be reached. */
function explainFull(error: unknown): never {
  if (error instanceof Error && 'code' in error) throw error
  throw new Problem(
    'unavailable',
    {
      nl: 'Er zijn nu te veel zoekvragen tegelijk. Probeer het zo weer.',
      en: 'There are too many queries at once now. Try again soon.',
    },
    [],
    { retryAfter: 5 },
  )
}

function kysely(
  clients: WatchedPool,
  {
    commits,
    cancels = false,
    copies = false,
  }: { commits?: Signal; cancels?: boolean; copies?: boolean } = {},
): Db {
  const pool = prepareRepeated(tellAway(clients))
  const onCommit = commits?.give ?? (() => {})
  return new Kysely({
    dialect: new TellingDialect({ pool, controlClient: pg.Client, onCommit, cancels, copies }),
  })
}

/** Dates stay text (a Date would move them to the machine's zone); counts and ids are safe integers. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === TYPE.int8) return Number
  if (oid === TYPE.date) return (text: string) => text
  return pg.types.getTypeParser(oid, format as 'text')
}
