/** The door of decisions: what was decided, by whom, why, and when it is looked at again. */
import type { Platform, Slice } from '../../platform/slice.ts'
import type { DecisionsDoors } from './doors.ts'
import { addRoutes } from './routes.ts'

export type { DecisionsDoors, MandateAnswer } from './doors.ts'

/** Makes the slice. `doors` are functions of the slices below. */
export function createDecisionsSlice(platform: Platform, doors: DecisionsDoors): Slice {
  return {
    name: 'decisions',
    migrations: new URL('./migrations/', import.meta.url),
    routes: (http) => addRoutes(http, platform, doors),
  }
}
