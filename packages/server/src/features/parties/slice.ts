import type { Platform, ResolveActor, Slice } from '../../platform/slice.ts'
import { bootstrap } from './bootstrap.ts'
import { createResolveActor } from './resolve-actor.ts'
import { addMandateRoutes } from './routes/mandates.ts'
import { addMeRoute } from './routes/me.ts'
import { addMemberRoutes } from './routes/members.ts'
import { addOrganisationRoutes } from './routes/organisations.ts'
import { addTokenRoutes } from './routes/tokens.ts'

/** The slice, and what the app asks of it besides routes. */
export type PartiesSlice = Slice & {
  resolveActor: ResolveActor
  /** Fills an empty database when BOOTSTRAP_TOKEN is set; see `bootstrap`. */
  prepare(): Promise<void>
}

/** Makes the slice that knows who takes part and who asks. */
export function createPartiesSlice(platform: Platform): PartiesSlice {
  const { db, clock, config } = platform
  return {
    name: 'parties',
    migrations: new URL('./migrations/', import.meta.url),
    resolveActor: createResolveActor(db, clock),
    async prepare() {
      if (config.bootstrapToken !== undefined) await bootstrap(db, config.bootstrapToken)
    },
    routes(http) {
      addMeRoute(http, platform)
      addOrganisationRoutes(http, platform)
      addMemberRoutes(http, platform)
      addMandateRoutes(http, platform)
      addTokenRoutes(http, platform)
    },
  }
}
