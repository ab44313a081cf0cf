import { setTimeout as pause } from 'node:timers/promises'
import { inspect } from 'node:util'
import { createApp, migrateDatabase } from '../../../../app.ts'
import { systemClock } from '../../../../platform/clock.ts'
import { readConfig } from '../../../../platform/config.ts'
import { openDatabase } from '../../../../platform/database/connect.ts'
import { FetchError, type Fetcher } from '../../../../platform/http-client/fetcher.ts'
import type { Report } from '../../../../platform/report.ts'
import { runConnectors } from '../../connectors/run.ts'

/*
 * The whole server in a process of its own, for tests that kill it. It is what `samenspel start` starts, without the site, and
 * its connectors fetch from the test (HARVEST), which is at an address that the real fetcher never asks.
 */

const config = readConfig({ ...process.env, RATE_LIMIT_PER_MINUTE: '0', AUTH_SECRET: 'a'.repeat(40) })
const database = await openDatabase(config.database)
const options = {
  config,
  database,
  clock: systemClock,
  report: (report: Report) => {
    if (process.env.SHOW_FAILURES && 'error' in report) process.stderr.write(`${inspect(report)}\n`)
  },
}
await migrateDatabase(options)
const app = await createApp(options)
await app.startBackground()
await app.http.listen({ host: config.host, port: config.port })
await app.mqtt.listen()
process.on('SIGTERM', async () => {
  await app.stop()
  await database.close()
  process.exit(0)
})
process.stdout.write('ready\n')

const fetcher: Fetcher = {
  async get(url) {
    const { pathname, search } = new URL(url)
    const answer = await fetch(`${process.env.HARVEST}${pathname}${search}`)
    if (!answer.ok) throw new FetchError({ nl: 'Nee.', en: 'No.' }, { status: answer.status })
    return { url, text: await answer.text() }
  },
}
/** Milliseconds after which a connector of which the run broke off is free again. */
const LEASE = 16 * 60_000
let ahead = Number(process.env.STARTS ?? 0) * LEASE
// For connectors so much time passes at every interruption, or the second one would find none of them at work.
const connecting = { ...app.platform, clock: () => new Date(systemClock().getTime() + ahead) }
for (;;) {
  if (process.env.HARVEST) {
    await runConnectors(connecting, { fetcher, random: Math.random }).catch(() => {
      // The database is away for a moment: that is what the test is about.
      ahead += LEASE
    })
  }
  await pause(100)
}
