import { VERSIONS } from '@samenspel/standards/sensorthings'
import { createFetcher } from '../../platform/http-client/fetcher.ts'
import type { OutboxEvent } from '../../platform/outbox.ts'
import { refusedRowsKeptFrom } from '../../platform/refused-rows.ts'
import type { Platform, Slice } from '../../platform/slice.ts'
import type { Logbook } from '../logbook/index.ts'
import { ACTIVITIES } from './activities.ts'
import { addConnectorRoutes, CONNECTOR_JOB } from './connectors/routes.ts'
import { runConnectors } from './connectors/run.ts'
import { OBSERVATIONS_STORED, type ObservationsStored } from './feed/changes.ts'
import { createFeed, type Feed } from './feed/feed.ts'
import { recordDeliveries } from './hosted/record-deliveries.ts'
import { addMappingRoutes } from './imports/mapping-routes.ts'
import { countPlaces } from './imports/places.ts'
import { addImportRoutes, addObservationImport } from './imports/routes.ts'
import { forgetRefusedRows } from './imports/store.ts'
import { BROKER_JOB, createBrokerFollower } from './inbound/brokers/follow.ts'
import { addBrokerRoutes } from './inbound/brokers/routes.ts'
import { forgetDeadLetters } from './inbound/dead-letters/keep.ts'
import { addDeadLetterRoutes } from './inbound/dead-letters/routes.ts'
import { createRedeliveries } from './inbound/redeliveries.ts'
import { createSandbox } from './inbound/sandbox/sandbox.ts'
import { addSourceRoutes } from './inbound/sources/routes.ts'
import { addUplinkRoute } from './inbound/sources/uplink-routes.ts'
import { deleteNextPiece, hasDeletedData } from './ingest/delete-datastream-data.ts'
import { createIntake, type Intake } from './ingest/intake.ts'
import { packIndexes } from './ingest/pack-indexes.ts'
import { maintainPartitions } from './ingest/partitions.ts'
import { applyRetention } from './ingest/retention.ts'
import { addLiveRoutes } from './live/routes.ts'
import { createLiveStreams } from './live/streams.ts'
import { createTopicService, type TopicService } from './mqtt/service.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { addPreviewRoutes } from './preview/routes.ts'
import { CAUSES as CALIBRATION_CAUSES, deriveAfter } from './quality/calibrations/derive.ts'
import { addCalibrationRoutes } from './quality/calibrations/routes.ts'
import { markStored } from './quality/due.ts'
import { checkThings } from './quality/health/check-things.ts'
import { tellHosts } from './quality/health/hosts.ts'
import { addHealthRoutes } from './quality/health/routes.ts'
import { judgeDue } from './quality/judge-due.ts'
import { addQualityRoutes } from './quality/routes.ts'
import { addReadingRoutes } from './reading/routes.ts'
import { addSensorThingsRoutes } from './sta/routes.ts'
import { placeThings } from './things/place-things.ts'
import { addTileRoutes } from './tiles/routes.ts'
import { addUploadRoutes } from './uploads/routes.ts'
import { type BeginUses, createUses, type UseLog } from './uses/recording.ts'

/**
 * The slice, the way in of observations, what happens in it from now on, what topics of MQTT mean, and what records whose measurements
 * are in an answer.
 */
export type MeasurementsSlice = Slice & {
  intake: Intake
  feed: Feed
  topics: TopicService
  beginUses: BeginUses
}

/**
 * Makes the slice of measurements: SensorThings entities, observations, and what is made of them.
 * @param mqttEndpoints the addresses at which MQTT is served now
 * @param logbook the processing log; without it nothing is recorded
 */
export function createMeasurementsSlice(
  platform: Platform,
  mqttEndpoints: () => string[],
  logbook: Pick<Logbook, 'record'> & UseLog = NO_LOG,
): MeasurementsSlice {
  const intake = recordDeliveries(platform, createIntake(platform), logbook.record)
  const feed = createFeed(platform)
  const sandbox = createSandbox()
  const fetcher = createFetcher({ hosts: platform.config.connectorHosts })
  const beginUses = createUses(platform, logbook)
  const brokers = createBrokerFollower({ ...platform, sandbox, intake })
  return {
    name: 'measurements',
    intake,
    feed,
    beginUses,
    topics: createTopicService({ ...platform, intake, beginUses }, feed, VERSIONS),
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    activities: ACTIVITIES,
    routes(http) {
      const places = countPlaces()
      http.register(async (scope) => addObservationImport(scope, platform, places))
      addImportRoutes(http, platform)
      addMappingRoutes(http, platform)
      addUploadRoutes(http, platform, places)
      addReadingRoutes(http, platform, beginUses)
      addTileRoutes(http, platform, beginUses)
      addPreviewRoutes(http, platform, beginUses)
      addLiveRoutes(http, platform, createLiveStreams({ ...platform, beginUses }, feed))
      http.register(async (scope) => addUplinkRoute(scope, { ...platform, sandbox, intake }))
      addSourceRoutes(http, platform, sandbox)
      addBrokerRoutes(http, platform)
      addConnectorRoutes(http, platform)
      addDeadLetterRoutes(http, platform, createRedeliveries({ ...platform, sandbox }))
      addQualityRoutes(http, platform)
      addHealthRoutes(http, platform)
      addCalibrationRoutes(http, platform)
      addSensorThingsRoutes(http, { ...platform, intake }, { mqttEndpoints, beginUses })
    },
    listeners: [
      {
        name: 'measurements.place-things',
        kinds: ['areas.boundaries-changed'],
        handle: (transaction) => placeThings(transaction),
      },
      {
        name: 'measurements.mark-days',
        kinds: [OBSERVATIONS_STORED],
        handle: (transaction, events) => markStored(transaction, batchesOf(events)),
      },
      {
        name: 'measurements.calibrate',
        kinds: CALIBRATION_CAUSES,
        handle: (transaction, events) => deriveAfter(transaction, events, platform.clock()),
      },
    ],
    jobs: [
      {
        name: 'measurements.judge-quality',
        cron: '5 * * * *',
        handle: (_, stopping) => judgeDue(platform.db, platform.clock, stopping),
      },
      {
        name: 'measurements.check-things',
        cron: '*/10 * * * *',
        async handle() {
          await checkThings(platform.db, platform.clock())
          await tellHosts(platform, logbook.record)
        },
      },
      {
        name: 'measurements.maintain-partitions',
        cron: '*/15 * * * *',
        handle: () => maintainPartitions(platform.db, platform.clock()),
      },
      {
        name: 'measurements.apply-retention',
        cron: '41 2 * * *',
        handle: (_, stopping) => applyRetention(platform.db, platform.clock(), stopping),
      },
      {
        name: 'measurements.pack-indexes',
        cron: '11 4 * * *',
        async handle(_, stopping) {
          await packIndexes(platform.db, platform.clock(), stopping)
        },
      },
      {
        name: 'measurements.forget-refused-rows',
        cron: '29 3 * * *',
        handle: () => forgetRefusedRows(platform.db, refusedRowsKeptFrom(platform.clock())),
      },
      {
        name: CONNECTOR_JOB,
        cron: '* * * * *',
        handle: (_, stopping) => runConnectors(platform, { fetcher, random: Math.random }, stopping),
      },
      { name: BROKER_JOB, cron: '* * * * *', handle: () => brokers.connectDue() },
      {
        name: 'measurements.forget-dead-letters',
        cron: '23 3 * * *',
        handle: () => forgetDeadLetters(platform.db, platform.clock()),
      },
    ],
    work: [
      {
        name: 'measurements.delete-data',
        hasNext: () => hasDeletedData(platform.db),
        next: () => deleteNextPiece(platform.db),
      },
    ],
    async stop() {
      await brokers.stop()
      await intake.stop()
      await sandbox.stop()
    },
  }
}

const NO_LOG: Pick<Logbook, 'record'> & UseLog = {
  record: async () => {},
  recordUse: async () => {},
  recordPublicReading: async () => {},
}

function batchesOf(events: readonly OutboxEvent[]): ObservationsStored[] {
  return events.map(({ payload }) => payload as ObservationsStored)
}
