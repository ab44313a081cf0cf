import { beginDatabase, type Config, type Database } from '@samenspel/server/opening'
import { buildSite } from './build-site.ts'

/** What is under way while the rest of the server is loaded. */
export type Begun = {
  config: Config
  /** May not be open yet; see its `opened`. */
  database: Database
  /** Resolves when pages can be shown; rejects when the site could not be built. */
  siteReady: Promise<void>
}

/**
 * Begins what takes seconds in another thread or process: opening the database, and building the site when that is needed.
 * @param onStep told what is being done, for a progress line
 * @throws DatabaseInUseError
 */
export async function begin(config: Config, onStep: (step: string) => void): Promise<Begun> {
  onStep(config.database.kind === 'embedded' ? 'Opening the embedded database' : 'Connecting to PostgreSQL')
  const database = await beginDatabase(config.database)
  const siteReady = buildSite(onStep)
  // Whoever waits for it hears of a failure; until then it is no unhandled one.
  siteReady.catch(() => {})
  return { config, database, siteReady }
}
