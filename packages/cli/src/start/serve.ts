import {
  type App,
  type Config,
  createApp,
  type Database,
  migrateDatabase,
  type Reporter,
  reportToLog,
  systemClock,
} from '@samenspel/server'
import { pino } from 'pino'
import type { Begun } from './begin.ts'
import { mountSite } from './mount-site.ts'

/** A server that is listening. */
export type Running = {
  app: App
  database: Database
  url: string
  /** Where MQTT is, as a line for people. */
  mqtt: string
  /** Resolves when pages can be shown; rejects when the site could not be built. */
  siteReady: Promise<void>
  stop(): Promise<void>
}

/**
 * Waits for the database, brings it to this version and listens. The site may still be in the making.
 * @param onStep told what is being done, for a progress line
 * @throws an Error whose message says what is wrong and what to do
 */
export async function serve(
  { config, database, siteReady }: Begun,
  site: { simulated: boolean },
  onStep: (step: string) => void,
): Promise<Running> {
  const report = reporter(config)
  try {
    await database.opened
    const options = { config, database, clock: systemClock, report }
    onStep('Checking the database schema')
    await migrateDatabase(options)
    const app = await createApp(options)
    mountSite(app, config, site.simulated, siteReady)
    const [url] = await Promise.all([listen(app, config), app.startBackground()])
    report({ kind: 'listening', url, engine: database.engine })
    const mqtt = await app.mqtt.listen()
    const stop = async () => {
      await app.stop()
      await database.close()
    }
    return { app, database, url, mqtt, siteReady, stop }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Stops the server once on SIGINT or SIGTERM, then ends the process. */
export function stopOnSignal(running: Running, before: () => Promise<void> = async () => {}): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, async () => {
      if (stopping) return
      stopping = true
      await before()
      await running.stop()
      process.exit(0)
    })
  }
}

export function reporter(config: Config): Reporter {
  return reportToLog(pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false })))
}

async function listen(app: App, { host, port }: Config): Promise<string> {
  const address = await app.http.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} is in use. Stop the other program, or set PORT to another number.`)
  })
  return address.replace('127.0.0.1', 'localhost')
}
