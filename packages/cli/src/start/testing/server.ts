import { createServer } from 'node:net'
import { type App, createApp, type Database, readConfig, systemClock } from '@samenspel/server'
import { useDatabase } from '@samenspel/server/testing'
import { afterAll, beforeAll } from 'vitest'

const SECRET = 'bootstrap-token-for-tests'

/** A server that listens on this machine, on an empty database. */
export type ListeningServer = {
  readonly app: App
  readonly url: string
  /** Token of an administrator of the only organisation. */
  readonly token: string
  readonly config: ReturnType<typeof readConfig>
  readonly database: Database
}

/** Starts a server before the tests of a file, and stops it afterwards. It has no site. */
export function useListeningServer(): ListeningServer {
  const opened = useDatabase()
  let running: { app: App; url: string } | undefined
  const config = readConfig({
    BOOTSTRAP_TOKEN: SECRET,
    AUTH_SECRET: 'a'.repeat(40),
  })
  const listening = { ...config, publicUrl: '' }

  beforeAll(async () => {
    const port = await findFreePort()
    listening.publicUrl = `http://127.0.0.1:${port}`
    const app = await createApp({
      config: listening,
      database: opened.database,
      clock: systemClock,
      report: () => {},
    })
    await app.startBackground()
    await app.http.listen({ host: '127.0.0.1', port })
    running = { app, url: listening.publicUrl }
  }, 120_000)
  afterAll(() => running?.app.stop(), 60_000)

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
    get database() {
      return opened.database
    },
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
