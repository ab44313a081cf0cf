import type { Platform, Slice } from '../../platform/slice.ts'
import type { AreasAsked, Needs } from './needs.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { addAgreementRoutes } from './routes/agreements.ts'
import { addAllianceRoutes } from './routes/alliances.ts'
import { addMemberRoutes } from './routes/members.ts'
import { addSigningRoutes } from './routes/signing.ts'
import { addTaskRoutes } from './routes/tasks.ts'
import { addTrialRoute } from './routes/trial.ts'
import { tellMoments } from './store/changes.ts'

/** Makes the slice. */
export function createAgreementsSlice(platform: Platform, areas: AreasAsked): Slice {
  const { db, clock } = platform
  const needs: Needs = { ...platform, ...areas }
  return {
    name: 'agreements',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    routes(http) {
      addAllianceRoutes(http, platform)
      addMemberRoutes(http, platform)
      addAgreementRoutes(http, needs)
      addTrialRoute(http, needs)
      addSigningRoutes(http, needs)
      addTaskRoutes(http, platform)
    },
    jobs: [{ name: 'agreements.tell-moments', cron: '* * * * *', handle: () => tellMoments(db, clock()) }],
  }
}
