import { createApp, migrateDatabase } from '../../../app.ts'
import { systemClock } from '../../../platform/clock.ts'
import { readConfig } from '../../../platform/config.ts'
import { openDatabase } from '../../../platform/database/connect.ts'
import { beginTrace } from '../../../platform/trace.ts'
import { openLogbook } from '../index.ts'

/*
 * Records without end, in a process of its own, for a test that kills it. Writes a line for each trace of which the record was
 * acknowledged: then it must be there.
 */

const AT_ONCE = 32

const config = readConfig({ ...process.env, AUTH_SECRET: 'a'.repeat(40) })
const database = await openDatabase(config.database)
const options = { config, database, clock: systemClock, report: () => {} }
await migrateDatabase(options)
const logbook = openLogbook((await createApp(options)).platform)

async function keepRecording(sender: number) {
  const subjects = {
    type: 'samenspel-persoon',
    ids: Array.from({ length: sender }, (_, person) => `${person}`),
  }
  for (;;) {
    const trace = beginTrace()
    await logbook.record({ trace, activity: 'metingen', subjects })
    process.stdout.write(`${trace.traceId} ${sender > 1 ? sender + 1 : 1}\n`)
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, (_, sender) => keepRecording(sender)))
