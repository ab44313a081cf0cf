/** The door of indicators: figures per area and period, and the signals they give. */
import type { Platform, Slice } from '../../platform/slice.ts'
import { computeAfter, computeAll } from './compute.ts'
import { addRoutes } from './routes.ts'
import { COMPUTE_JOB, definitionOf } from './steps.ts'
import { lockIndicator } from './store/indicators.ts'

export { listMissing as listMissingSignals, markDecided } from './store/signals.ts'

/** Makes the slice. It listens to measurements and recomputes what new observations touch. */
export function createIndicatorsSlice(platform: Platform): Slice {
  const { db, clock } = platform
  return {
    name: 'indicators',
    migrations: new URL('./migrations/', import.meta.url),
    routes: (http) => addRoutes(http, platform),
    listeners: [
      {
        name: 'indicators',
        kinds: ['measurements.observations-stored'],
        handle: (transaction, events) => computeAfter(transaction, events, clock()),
      },
    ],
    jobs: [
      {
        name: COMPUTE_JOB,
        async handle(data) {
          const { indicatorId } = data as { indicatorId: string }
          await db.transaction().execute(async (transaction) => {
            const indicator = await lockIndicator(transaction, indicatorId)
            if (indicator) await computeAll(transaction, indicator.id, definitionOf(indicator), clock())
          })
        },
      },
    ],
  }
}
