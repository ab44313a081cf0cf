import { type DatabaseConnection, PostgresDialect, PostgresDriver, type PostgresPool } from 'kysely'

/** PostgreSQL through `pg`, with a word after each transaction that was committed. */
export class TellingDialect extends PostgresDialect {
  readonly #pool: PostgresPool
  readonly #onCommit: () => void

  constructor(pool: PostgresPool, onCommit: () => void) {
    super({ pool })
    this.#pool = pool
    this.#onCommit = onCommit
  }

  override createDriver(): PostgresDriver {
    return new TellingDriver(this.#pool, this.#onCommit)
  }
}

class TellingDriver extends PostgresDriver {
  readonly #onCommit: () => void

  constructor(pool: PostgresPool, onCommit: () => void) {
    super({ pool })
    this.#onCommit = onCommit
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#onCommit()
  }
}
