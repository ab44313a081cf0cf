import { migrateDatabase, systemClock } from '@samenspel/server'
import { withDatabase } from './database.ts'
import type { Output } from './output.ts'

/** `samenspel migrate`: brings the database to this version, without starting the server. */
export async function migrate(output: Output): Promise<void> {
  await withDatabase(output, async (database, config) => {
    const options = { config, database, clock: systemClock, report: () => {} }
    const applied = (await migrateDatabase(options)).map(({ slice, name }) => `${slice}/${name}`)
    output.result({ applied }, applied.length > 0 ? applied.map((name) => `applied ${name}`) : ['up to date'])
  })
}
