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
import { type AboutMeasurements, mountSite } from './mount-site.ts'

/** A server that is listening. */
export type Running = {
  app: App
  database: Database
  url: string
  /** Where MQTT is, as a line for people. */
  mqtt: string
  /** Resolves when pages can be shown; rejects when the site could not be built. */
  siteReady: Promise<void>
  /** Stops once, however often it is called; resolves when the database is closed. */
  stop(): Promise<void>
}

/**
 * Waits for the database, brings it to this version and listens. The site may still be in the making.
 * @param onStep told what is being done, for a progress line
 * @throws an Error whose message says what is wrong and what to do
 */
export async function serve(
  { config, database, siteReady }: Begun,
  about: AboutMeasurements,
  onStep: (step: string) => void,
): Promise<Running> {
  const report = reporter(config)
  try {
    await database.opened
    const options = { config, database, clock: systemClock, report }
    onStep('Checking the database schema')
    await migrateDatabase(options)
    const app = await createApp(options)
    let stopped: Promise<void> | undefined
    const stop = () => {
      stopped ??= app.stop().finally(() => database.close())
      return stopped
    }
    mountSite(app, config, about, siteReady)
    try {
      const url = await startAll(app, config)
      report({ kind: 'listening', url, engine: database.engine })
      const mqtt = await app.mqtt.listen()
      return { app, database, url, mqtt, siteReady, stop }
    } catch (error) {
      await app.stop()
      throw error
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

export function reporter(config: Config): Reporter {
  return reportToLog(pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false })))
}

/** Listens and starts the background work, at the same time; when one fails, the other has come to an end too. */
async function startAll(app: App, config: Config): Promise<string> {
  const [listening, background] = await Promise.allSettled([listen(app, config), app.startBackground()])
  if (listening.status === 'rejected') throw listening.reason
  if (background.status === 'rejected') throw background.reason
  return listening.value
}

async function listen(app: App, { host, port }: Config): Promise<string> {
  const address = await app.http.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} is in use. Stop the other program, or set PORT to another number.`)
  })
  return address.replace('127.0.0.1', 'localhost')
}
