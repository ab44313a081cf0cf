import { sql } from 'kysely'
import { systemClock } from '../../../platform/clock.ts'
import { readConfig } from '../../../platform/config.ts'
import { openDatabase } from '../../../platform/database/connect.ts'
import { createComputing } from '../compute/work.ts'

/*
 * Computes what waits, in a process of its own, for a test that kills it in the middle. Writes a line as soon as the computation is known
 * to be under way: then it is in the database how far it is.
 */

const { db } = await openDatabase(readConfig(process.env).database)
setInterval(async () => {
  const { rows } =
    await sql`select 1 from evaluations.computation where state = 'running' and progress > 0`.execute(db)
  if (rows.length > 0) process.stdout.write('under way\n')
}, 50)
await createComputing({ db, clock: systemClock }).next()
process.stdout.write('done\n')
process.exit()
