import type { Platform, Slice } from '../../platform/slice.ts'
import { createFeed, type Feed } from './feed/feed.ts'
import { addImportRoutes, addObservationImport } from './imports/routes.ts'
import { forgetDeadLetters } from './inbound/dead-letters/keep.ts'
import { addDeadLetterRoutes } from './inbound/dead-letters/routes.ts'
import { createRedeliveries } from './inbound/redeliveries.ts'
import { createSandbox } from './inbound/sandbox/sandbox.ts'
import { addSourceRoutes } from './inbound/sources/routes.ts'
import { addUplinkRoute } from './inbound/sources/uplink-routes.ts'
import { createIntake } from './ingest/intake.ts'
import { maintainPartitions } from './ingest/partitions.ts'
import { applyRetention } from './ingest/retention.ts'
import { addReadingRoutes } from './reading/routes.ts'
import { addSensorThingsRoutes } from './sta/routes.ts'
import { placeThings } from './things/place-things.ts'
import { addUploadRoutes } from './uploads/routes.ts'

/** The slice, and what happens in it from now on. */
export type MeasurementsSlice = Slice & { feed: Feed }

/** Makes the slice of measurements: SensorThings entities, observations, and what is made of them. */
export function createMeasurementsSlice(platform: Platform): MeasurementsSlice {
  const intake = createIntake(platform)
  const sandbox = createSandbox()
  return {
    name: 'measurements',
    feed: createFeed(platform),
    migrations: new URL('./migrations/', import.meta.url),
    routes(http) {
      http.register(async (scope) => addObservationImport(scope, platform))
      addImportRoutes(http, platform)
      addUploadRoutes(http, platform)
      addReadingRoutes(http, platform)
      http.register(async (scope) => addUplinkRoute(scope, { ...platform, sandbox, intake }))
      addSourceRoutes(http, platform, sandbox)
      addDeadLetterRoutes(http, platform, createRedeliveries({ ...platform, sandbox }))
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
        name: 'measurements.apply-retention',
        cron: '41 2 * * *',
        handle: () => applyRetention(platform.db, platform.clock()),
      },
      {
        name: 'measurements.forget-dead-letters',
        cron: '23 3 * * *',
        handle: () => forgetDeadLetters(platform.db, platform.clock()),
      },
    ],
    async stop() {
      await intake.stop()
      await sandbox.stop()
    },
  }
}
