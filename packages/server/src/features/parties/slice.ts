import type { Platform, ResolveActor, Slice } from '../../platform/slice.ts'
import { bootstrap } from './bootstrap.ts'
import { createResolveActor } from './resolve-actor.ts'

/** The slice, and what the app asks of it besides routes. */
export type PartiesSlice = Slice & {
  resolveActor: ResolveActor
  /** Fills an empty database when BOOTSTRAP_TOKEN is set; see `bootstrap`. */
  prepare(): Promise<void>
}

/** Makes the slice that knows who takes part and who asks. */
export function createPartiesSlice({ db, clock, config }: Platform): PartiesSlice {
  return {
    name: 'parties',
    migrations: new URL('./migrations/', import.meta.url),
    resolveActor: createResolveActor(db, clock),
    async prepare() {
      if (config.bootstrapToken !== undefined) await bootstrap(db, config.bootstrapToken)
    },
    routes() {},
  }
}
