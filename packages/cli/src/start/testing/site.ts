import { createServer } from 'node:net'
import { readConfig } from '@samenspel/server'
import { createMailbox, type Mailbox } from '@samenspel/server/testing'
import { afterAll, beforeAll } from 'vitest'
import { begin } from '../begin.ts'
import { type Running, serve } from '../serve.ts'

const BOOTSTRAP = 'bootstrap-token-for-tests'

/** The whole product on an empty database in memory: API, site and mail. */
export type Site = {
  readonly url: string
  readonly mailbox: Mailbox
  /** Asks the API as the first administrator. */
  ask(method: string, path: string, body?: unknown): Promise<{ [name: string]: unknown }>
}

/**
 * Starts the product before the tests of a file, as `samenspel start` does, and stops it afterwards.
 * @param settings besides those that every test has
 */
export function useSite(settings: Record<string, string> = {}): Site {
  const mailbox = createMailbox()
  let running: Running | undefined
  let url = ''
  beforeAll(async () => {
    const port = await findFreePort()
    url = `http://127.0.0.1:${port}`
    const config = readConfig({
      DATABASE_URL: 'pglite:memory',
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      MAIL_FOLDER: mailbox.folder,
      BOOTSTRAP_TOKEN: BOOTSTRAP,
      AUTH_SECRET: 'a'.repeat(40),
      LOG_LEVEL: 'error',
      RATE_LIMIT_PER_MINUTE: '0',
      ...settings,
    })
    running = await serve(await begin(config, () => {}), { simulated: true }, () => {})
    await running.siteReady
  }, 180_000)
  afterAll(async () => {
    await running?.stop()
  }, 60_000)
  return {
    get url() {
      return url
    },
    mailbox,
    async ask(method, path, body) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${BOOTSTRAP}`,
          ...(body === undefined
            ? {}
            : {
                'content-type': path.includes('area-imports') ? 'application/geo+json' : 'application/json',
              }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      return text === '' ? {} : JSON.parse(text)
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
