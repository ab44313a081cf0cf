import { createServer } from 'node:net'
import { createApp, type Database, readConfig, systemClock } from '@samenspel/server'

export const TOKEN = 'bootstrap-token-for-tests'

/** A server on an empty database. */
export async function startServer(database: Database, environment: Record<string, string> = {}) {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
  const url = `http://127.0.0.1:${port}`
  const config = readConfig({
    PUBLIC_URL: url,
    BOOTSTRAP_TOKEN: TOKEN,
    AUTH_SECRET: 'a'.repeat(40),
    ...environment,
  })
  const app = await createApp({ config, database, clock: systemClock, report: () => {} })
  await app.startBackground()
  await app.http.listen({ host: '127.0.0.1', port })
  return { url, stop: () => app.stop() }
}
