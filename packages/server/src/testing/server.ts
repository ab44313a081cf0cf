import { inspect } from 'node:util'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, inject } from 'vitest'
import { type App, type AppOptions, createApp } from '../app.ts'
import { readConfig } from '../platform/config.ts'
import type { Database, Db } from '../platform/database/connect.ts'
import type { Report } from '../platform/report.ts'
import { type LentDatabase, lendDatabase } from './kept-database.ts'

/** A database and server for one test file, with a clock that the test sets. */
export type TestServer = {
  readonly app: App
  readonly database: Database
  readonly reports: Report[]
  now: Date
  /** Has listeners handle everything that has happened, and does what they leave to do; waits for transactions that hold events back. */
  deliver(): Promise<void>
  /** The same without doing what they leave to do. */
  hear(): Promise<void>
  /** Sends a request without a network; a body that is not text goes as JSON. */
  request(options: InjectOptions): Promise<LightMyRequestResponse>
}

/** Gives the tests of this file a migrated database without rows, for themselves alone. */
export function useDatabase(): { readonly database: Database } {
  let lent: LentDatabase | undefined
  beforeAll(async () => {
    lent = await lendDatabase(inject('template'))
  }, 60_000)
  afterAll(() => lent?.giveBack(), 60_000)
  return {
    get database() {
      if (!lent) throw new Error('The test database is opened in beforeAll; use it inside a test.')
      return lent.database
    },
  }
}

/** A whole server on its own database for the tests of this file. */
export function useServer(
  environment: Record<string, string> = {},
  sending: AppOptions['sending'] = {},
): TestServer {
  const opened = useDatabase()
  const reports: Report[] = []
  let app: App | undefined
  const server: TestServer = {
    get app() {
      if (!app) throw new Error('The test server is made in beforeAll; use it inside a test.')
      return app
    },
    get database() {
      return opened.database
    },
    reports,
    now: new Date('2026-03-02T10:00:00Z'),
    deliver: () => deliverAll(server.app, opened.database.db),
    hear: () => hearAll(server.app, opened.database.db),
    request: (options) => server.app.http.inject(options),
  }
  beforeAll(async () => {
    app = await createApp({
      config: readConfig({ RATE_LIMIT_PER_MINUTE: '0', AUTH_SECRET: 'a'.repeat(40), ...environment }),
      database: opened.database,
      clock: () => server.now,
      report: (report) => void reports.push(report),
      sending,
    })
    await app.http.ready()
  }, 60_000)
  // An answer 500 says nothing of its cause: the test that fails on it does.
  afterEach(({ task }) => {
    if (task.result?.state === 'fail')
      for (const report of reports) if ('error' in report) process.stderr.write(`${inspect(report)}\n`)
  })
  afterAll(async () => {
    await app?.http.close()
  })
  return server
}

/** Has the listeners of an app handle everything that has happened. */
export async function hearAll(app: App, db: Db): Promise<void> {
  do await app.outbox.deliver()
  while (await hasUndelivered(db))
}

/** Has the listeners of an app handle everything that has happened, and does what they leave to do. */
export async function deliverAll(app: App, db: Db): Promise<void> {
  do {
    await app.outbox.deliver()
    await app.workers.finish()
  } while (await hasUndelivered(db))
}

/**
 * Events wait until every transaction that began before them has ended, in the whole cluster: other test files have
 * theirs there.
 */
async function hasUndelivered(db: Db): Promise<boolean> {
  const { rows } = await sql`select 1 from platform.outbox o, platform.outbox_reader r
    where (o.transaction_id, o.id) > (r.transaction_id, r.position) limit 1`.execute(db)
  if (rows.length === 0) return false
  await new Promise((resolve) => setTimeout(resolve, 20))
  return true
}
