/** The door of analyses: questions that anyone can ask of measurements and figures, and what people write of the answers. */
import { createTurns } from '../../platform/http/turns.ts'
import type { Slice } from '../../platform/slice.ts'
import { VALUES_FORGOTTEN } from '../measurements/index.ts'
import { ACTIVITIES } from './activities.ts'
import { addClassworkRoutes } from './classwork/routes.ts'
import { addRoutes, type Needs } from './routes.ts'
import { addSteeringRoutes } from './steering/routes.ts'
import { eraseHidden } from './writing/erase-hidden.ts'
import { PERSONAL_DATA } from './writing/personal-data.ts'
import { addWritingRoutes } from './writing/routes.ts'
import { removeForgotten, removeTakenBack } from './writing/taken-back.ts'
import { addVersionRoutes } from './writing/version-routes.ts'

export { erasePupilWork } from './classwork/erase.ts'
export { findCitedAnalysis, findCitedAuthors } from './writing/cited.ts'
export { ANALYSES_IN_LEDGER, enterTurn } from './writing/published.ts'
export { findTargets as findAnalysisTargets } from './writing/targets.ts'

/** Makes the slice. */
export function createAnalysesSlice(needs: Needs): Slice {
  const { db, clock } = needs
  return {
    name: 'analyses',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    activities: ACTIVITIES,
    routes(http) {
      addRoutes(http, needs, createTurns())
      const takeTurn = createTurns({ atOnce: 2, waiting: 30 })
      addWritingRoutes(http, needs, takeTurn)
      addVersionRoutes(http, needs, takeTurn)
      addClassworkRoutes(http, needs)
      addSteeringRoutes(http, needs)
    },
    listeners: [
      {
        name: 'analyses',
        kinds: [VALUES_FORGOTTEN],
        handle: (transaction, events) => removeForgotten(transaction, events, clock()),
      },
    ],
    jobs: [
      { name: 'analyses.erase-hidden', cron: '43 3 * * *', handle: () => eraseHidden(db, clock()) },
      {
        name: 'analyses.remove-taken-back',
        cron: '*/10 * * * *',
        handle: () => removeTakenBack(db, clock()),
      },
    ],
  }
}
