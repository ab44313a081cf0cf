/** The door of interventions: what is done, by which plan, what became of it. */
import type { Platform, Slice } from '../../platform/slice.ts'
import type { Calculations } from '../indicators/index.ts'
import { addCourseRoutes } from './course-routes.ts'
import { addDesignRoutes } from './design-routes.ts'
import { addPartRoutes } from './part-routes.ts'
import { addPhotoRoutes, addPhotoUpload } from './photos/routes.ts'
import { addRoutes } from './routes.ts'

export { countAssignments, LEAST_ASSIGNMENTS } from './design.ts'
export { DESIGNS, STEPS, STEPS_OF } from './lists.ts'
export { findPlanned, type Planned } from './planned.ts'
export { PLANS_IN_LEDGER } from './published.ts'
export { ETHICS_IDS } from './questions.ts'
export { InWords } from './schema-parts.ts'
export { findToldIntervention, listFollowing, type ToldIntervention } from './told.ts'

/** Makes the slice. @param calculations with which the smallest effect is computed; another slice ends it */
export function createInterventionsSlice(platform: Platform, calculations: Calculations): Slice {
  return {
    name: 'interventions',
    migrations: new URL('./migrations/', import.meta.url),
    routes(http) {
      addRoutes(http, platform)
      addCourseRoutes(http, platform)
      addDesignRoutes(http, { ...platform, calculations })
      addPartRoutes(http, platform)
      addPhotoRoutes(http, platform)
      http.register(async (scope) => addPhotoUpload(scope, platform))
    },
  }
}
