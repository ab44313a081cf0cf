/** The door of analyses: questions that anyone can ask of measurements and figures, and what people write of the answers. */
import type { Slice } from '../../platform/slice.ts'
import { addRoutes, type Needs } from './routes.ts'
import { PERSONAL_DATA } from './writing/personal-data.ts'
import { addWritingRoutes } from './writing/routes.ts'
import { addVersionRoutes } from './writing/version-routes.ts'

/** Makes the slice. */
export function createAnalysesSlice(needs: Needs): Slice {
  return {
    name: 'analyses',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    routes(http) {
      addRoutes(http, needs)
      addWritingRoutes(http, needs)
      addVersionRoutes(http, needs)
    },
  }
}
