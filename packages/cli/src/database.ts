import { type Config, type Database, openDatabase, readConfig } from '@samenspel/server'
import type { Output } from './output.ts'

/** Opens the database that the environment names, and closes it whatever happens. */
export async function withDatabase(
  output: Output,
  work: (database: Database, config: Config) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env)
  output.progress('Opening the database')
  const database = await openDatabase(config.database)
  try {
    await work(database, config)
  } finally {
    await database.close()
  }
}
