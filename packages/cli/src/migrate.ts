import { migrateDatabase, openDatabase, readConfig, systemClock } from '@samenspel/server'
import type { Output } from './output.ts'

/** `samenspel migrate`: brings the database to this version, without starting the server. */
export async function migrate(output: Output): Promise<void> {
  const config = readConfig(process.env)
  output.progress('Opening the database')
  const database = await openDatabase(config.database)
  try {
    const options = { config, database, clock: systemClock, report: () => {} }
    const applied = (await migrateDatabase(options)).map(({ slice, name }) => `${slice}/${name}`)
    output.result({ applied }, applied.length > 0 ? applied.map((name) => `applied ${name}`) : ['up to date'])
  } finally {
    await database.close()
  }
}
