/** The door of decisions: what was decided, by whom, why, and when it is looked at again. */
import type { Platform, Slice } from '../../platform/slice.ts'
import { addRoutes } from './routes.ts'

/** Makes the slice. */
export function createDecisionsSlice(platform: Platform): Slice {
  return {
    name: 'decisions',
    migrations: new URL('./migrations/', import.meta.url),
    routes: (http) => addRoutes(http, platform),
  }
}
