import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, type Database, isMigrated, openDatabase, readConfig } from '@samenspel/server'
import { type Output, UsageError } from './output.ts'

/** Opens the database that the environment names, also when there is nothing in it yet, and closes it whatever happens. */
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

/**
 * As `withDatabase`, for a database of Samenspel that is there already: makes none.
 * @throws UsageError when there is none
 */
export async function withKnownDatabase(
  output: Output,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const { database: address } = readConfig(process.env)
  if (address.kind === 'embedded' && !(address.folder && existsSync(join(address.folder, 'PG_VERSION'))))
    throw noDatabase(address.folder === undefined ? 'in memory' : `in ${address.folder}`)
  await withDatabase(output, async (database) => {
    if (!(await isMigrated(database.db))) throw noDatabase('at DATABASE_URL')
    await work(database)
  })
}

function noDatabase(where: string): UsageError {
  return new UsageError(
    `There is no Samenspel database ${where}. Set DATABASE_URL to the one you mean; samenspel start or samenspel migrate makes one.`,
  )
}
