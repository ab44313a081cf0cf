import type { Platform, Slice } from '../../platform/slice.ts'
import { addImportRoutes, addObservationImport } from './imports/routes.ts'
import { forgetDeadLetters } from './inbound/dead-letters/keep.ts'
import { addDeadLetterRoutes } from './inbound/dead-letters/routes.ts'
import { createRedeliveries } from './inbound/redeliveries.ts'
import { createIntake } from './ingest/intake.ts'
import { maintainPartitions } from './ingest/partitions.ts'
import { addReadingRoutes } from './reading/routes.ts'
import { addSensorThingsRoutes } from './sta/routes.ts'
import { placeThings } from './things/place-things.ts'
import { addUploadRoutes } from './uploads/routes.ts'

/** Makes the slice of measurements: SensorThings entities, observations, and what is made of them. */
export function createMeasurementsSlice(platform: Platform): Slice {
  const intake = createIntake(platform)
  return {
    name: 'measurements',
    migrations: new URL('./migrations/', import.meta.url),
    routes(http) {
      http.register(async (scope) => addObservationImport(scope, platform))
      addImportRoutes(http, platform)
      addUploadRoutes(http, platform)
      addReadingRoutes(http, platform)
      addDeadLetterRoutes(http, platform, createRedeliveries())
      addSensorThingsRoutes(http, { ...platform, intake })
    },
    listeners: [
      {
        name: 'measurements.place-things',
        kinds: ['areas.boundaries-changed'],
        handle: (transaction) => placeThings(transaction),
      },
    ],
    jobs: [
      {
        name: 'measurements.maintain-partitions',
        cron: '*/15 * * * *',
        handle: () => maintainPartitions(platform.db, platform.clock()),
      },
      {
        name: 'measurements.forget-dead-letters',
        cron: '23 3 * * *',
        handle: () => forgetDeadLetters(platform.db, platform.clock()),
      },
    ],
    stop: () => intake.stop(),
  }
}
