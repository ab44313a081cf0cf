import { createApp } from '../../../../app.ts'
import { systemClock } from '../../../../platform/clock.ts'
import { readConfig } from '../../../../platform/config.ts'
import { openDatabase } from '../../../../platform/database/connect.ts'

/* A server of its own process, for a test that kills it: `DATABASE_URL` is a database with everything in it; it prints its address. */

const config = readConfig({ ...process.env, RATE_LIMIT_PER_MINUTE: '0', AUTH_SECRET: 'a'.repeat(40) })
const database = await openDatabase(config.database)
const app = await createApp({ config, database, clock: systemClock, report: () => {} })
process.stdout.write(`${await app.http.listen({ host: '127.0.0.1', port: 0 })}\n`)
