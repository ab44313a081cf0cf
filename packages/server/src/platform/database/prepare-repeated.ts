import { randomUUID } from 'node:crypto'
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { CopiedRows } from './copy-rows.ts'
import { hasSqlstate } from './sqlstate.ts'

/** Statements that a connection remembers. Each plan takes memory in PostgreSQL, so only what is asked often stays. */
const MOST = 40

/**
 * A pool whose connections prepare a statement when they are asked it again soon: reading its text and, where the same plan
 * fits all values, planning it is then done once. What is asked seldom makes room for what is asked often.
 */
export function prepareRepeated(pool: NamingPool, most = MOST): PostgresPool {
  const known = new WeakMap<NamingClient, PostgresPoolClient>()
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const preparing = known.get(client) ?? preparingClient(client, most)
      known.set(client, preparing)
      return preparing
    },
    end: () => pool.end(),
  }
}

type Named = { text: string; name: string; values: readonly unknown[] }
/** A connection of such a pool. */
export type NamingClient = PostgresPoolClient & { query<R>(named: Named): Promise<PostgresQueryResult<R>> }
/** A pool of `pg`, whose clients can prepare a statement under a name. */
export type NamingPool = { options: object; connect(): Promise<NamingClient>; end(): Promise<void> }

function preparingClient(client: NamingClient, most: number): PostgresPoolClient {
  /** The names of what was asked, the latest last; undefined of what was asked once. */
  const names = new Map<string, string | undefined>()
  // All connections to the embedded database share one session, so a name is of one connection.
  const connection = randomUUID()
  let count = 0
  /** Names of statements that failed: perhaps already when they were prepared. */
  const doubtful = new Set<string>()

  async function nameOf(text: string): Promise<string | undefined> {
    const name = names.has(text) ? (names.get(text) ?? `${connection}_${count++}`) : undefined
    names.delete(text)
    names.set(text, name)
    const [oldest] = names.size > most ? names.keys() : []
    if (oldest !== undefined) await forget(oldest)
    return name
  }
  async function forget(text: string) {
    const name = names.get(text)
    names.delete(text)
    if (name === undefined) return
    const deallocate = `deallocate "${name}"`
    // What was never prepared cannot be deallocated, and trying so must not end the transaction of who asks something else.
    const statement = doubtful.delete(name)
      ? `do $$ begin execute '${deallocate}'; exception when others then null; end $$`
      : deallocate
    // Not possible in a transaction that failed: then it stays until the connection ends.
    await client.query(statement, []).catch(() => {})
  }
  async function ask<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    const isNamed = values.length > 0 && !(values[0] instanceof CopiedRows)
    const name = isNamed ? await nameOf(text) : undefined
    if (name === undefined) return client.query<R>(text, values)
    try {
      return await client.query<R>({ text, name, values })
    } catch (error) {
      doubtful.add(name)
      // A table was changed, so that the answer has other columns than when the statement was prepared.
      if (hasSqlstate(error, 'featureNotSupported')) await forget(text)
      throw error
    }
  }
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query<R>(asked: string | PostgresCursor<R>, values: readonly unknown[] = []) {
    return typeof asked === 'string' ? ask<R>(asked, values) : client.query(asked)
  }
  const { processID } = client
  return {
    query,
    release: (destroy) => client.release(destroy),
    ...(processID === undefined ? {} : { processID }),
  }
}
