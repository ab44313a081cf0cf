/** The door of decisions: what was decided, by whom, why, and when it is looked at again. */
import type { Platform, Slice } from '../../platform/slice.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { addRoutes } from './routes.ts'

export { PUBLISHED_DECISIONS } from './published.ts'
export { listCiting } from './store.ts'

/** Makes the slice. */
export function createDecisionsSlice(platform: Platform): Slice {
  return {
    name: 'decisions',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    routes: (http) => addRoutes(http, platform),
  }
}
