/** The door of evaluations: whether what was done worked, how sure that is, and on what it rests. */
import type { Platform, Slice } from '../../platform/slice.ts'
import type { Calculations } from '../indicators/index.ts'
import { createComputing } from './compute/work.ts'
import { addRoutes } from './routes.ts'

export { EVALUATIONS_IN_LEDGER } from './published.ts'

/**
 * Makes the slice. What is computed waits in a table, and is done piece by piece in threads of its own.
 * @param calculations with which the indicator of what is published is checked; another slice ends it
 */
export function createEvaluationsSlice(platform: Platform, calculations: Calculations): Slice {
  const computing = createComputing(platform)
  return {
    name: 'evaluations',
    migrations: new URL('./migrations/', import.meta.url),
    routes: (http) => addRoutes(http, { ...platform, calculations }),
    stop: () => computing.stop(),
    work: [{ name: 'evaluations.compute', next: () => computing.next() }],
  }
}
