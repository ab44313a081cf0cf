import type { Platform, Slice } from '../../platform/slice.ts'
import { addGoalRoutes } from './goal-routes.ts'
import { addPartyRoutes } from './party-routes.ts'
import { addChallengeRoutes } from './routes.ts'
import { addSourceRoutes } from './source-routes.ts'

/** Makes the slice of challenges. */
export function createChallengesSlice(platform: Platform): Slice {
  return {
    name: 'challenges',
    migrations: new URL('./migrations/', import.meta.url),
    routes(http) {
      addChallengeRoutes(http, platform)
      addSourceRoutes(http, platform)
      addGoalRoutes(http, platform)
      addPartyRoutes(http, platform)
    },
  }
}
