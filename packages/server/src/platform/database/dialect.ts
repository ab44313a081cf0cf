import {
  type AbortableOperationOptions,
  type CompiledQuery,
  type DatabaseConnection,
  PostgresAdapter,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type QueryResult,
} from 'kysely'
import { CopyingAdapter } from './copy-rows.ts'

type DialectOptions = PostgresDialectConfig & {
  /** Called after each transaction that was committed. */
  onCommit: () => void
  /** Whether a query that nobody waits for any more can be stopped. */
  cancels: boolean
  /** Whether rows can be sent by COPY. */
  copies: boolean
}

/** PostgreSQL through `pg`, with a word after each commit, and queries that end when nobody waits for them. */
export class TellingDialect extends PostgresDialect {
  readonly #options: DialectOptions

  constructor(options: DialectOptions) {
    super(options)
    this.#options = options
  }

  override createAdapter(): PostgresAdapter {
    return this.#options.copies ? new CopyingAdapter() : new PostgresAdapter()
  }

  override createDriver(): PostgresDriver {
    return new TellingDriver(this.#options)
  }
}

class TellingDriver extends PostgresDriver {
  readonly #options: DialectOptions
  readonly #prepared = new WeakSet<DatabaseConnection>()

  constructor(options: DialectOptions) {
    super(options)
    this.#options = options
  }

  override async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection(options)
    if (!this.#prepared.has(connection)) cancelQuietly(connection, this.#options.cancels)
    this.#prepared.add(connection)
    return connection
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#options.onCommit()
  }
}

/** That a query failed because it was cancelled is no news: who asked has gone. */
function cancelQuietly(connection: DatabaseConnection, cancels: boolean): void {
  const { executeQuery, cancelQuery } = connection
  let isCancelled = false
  connection.executeQuery = async <R>(
    query: CompiledQuery,
    options?: AbortableOperationOptions,
  ): Promise<QueryResult<R>> => {
    isCancelled = false
    try {
      return (await executeQuery.call(connection, query, options)) as QueryResult<R>
    } catch (error) {
      if (isCancelled) return { rows: [] }
      throw error
    }
  }
  connection.cancelQuery = async (provideControl) => {
    isCancelled = true
    if (cancels) await cancelQuery?.call(connection, provideControl)
  }
}
