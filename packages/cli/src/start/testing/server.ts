import { createServer } from 'node:net'
import {
  type App,
  createApp,
  type Database,
  migrateDatabase,
  openDatabase,
  readConfig,
  systemClock,
} from '@samenspel/server'
import { afterAll, beforeAll } from 'vitest'

const SECRET = 'bootstrap-token-for-tests'

/** A server that listens on this machine, on an empty database in memory. */
export type ListeningServer = {
  readonly app: App
  readonly url: string
  /** Token of an administrator of the only organisation. */
  readonly token: string
  readonly config: ReturnType<typeof readConfig>
}

/** Starts a server before the tests of a file, and stops it afterwards. It has no site. */
export function useListeningServer(): ListeningServer {
  let running: { app: App; database: Database; url: string } | undefined
  const config = readConfig({
    DATABASE_URL: 'pglite:memory',
    BOOTSTRAP_TOKEN: SECRET,
    AUTH_SECRET: 'a'.repeat(40),
  })
  const listening = { ...config, publicUrl: '' }

  beforeAll(async () => {
    const database = await openDatabase(config.database)
    const port = await findFreePort()
    listening.publicUrl = `http://127.0.0.1:${port}`
    const options = { config: listening, database, clock: systemClock, report: () => {} }
    await migrateDatabase(options)
    const app = await createApp(options)
    await app.startBackground()
    await app.http.listen({ host: '127.0.0.1', port })
    running = { app, database, url: listening.publicUrl }
  }, 120_000)
  afterAll(async () => {
    await running?.app.stop()
    await running?.database.close()
  }, 60_000)

  const started = () => {
    if (!running) throw new Error('The server is started in beforeAll; use it inside a test.')
    return running
  }
  return {
    get app() {
      return started().app
    },
    get url() {
      return started().url
    },
    token: SECRET,
    get config() {
      return { ...listening, bootstrapToken: SECRET }
    },
  }
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
