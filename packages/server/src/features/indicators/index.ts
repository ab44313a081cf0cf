/** The door of indicators: figures per area and period, and the signals they give. */
import type { Platform, Slice } from '../../platform/slice.ts'
import { CAUSES, computeAfter } from './compute.ts'
import { addRoutes } from './routes.ts'

export { listMissing as listMissingSignals, markDecided } from './store/signals.ts'

/** Makes the slice. It listens to measurements and recomputes what new observations touch. */
export function createIndicatorsSlice(platform: Platform): Slice {
  const { clock } = platform
  return {
    name: 'indicators',
    migrations: new URL('./migrations/', import.meta.url),
    routes: (http) => addRoutes(http, platform),
    listeners: [
      {
        name: 'indicators',
        kinds: CAUSES,
        handle: (transaction, events) => computeAfter(transaction, events, clock()),
      },
    ],
  }
}
