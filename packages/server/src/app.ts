import { randomUUID } from 'node:crypto'
import { Registry } from 'prom-client'
import { findEffects } from './effects.ts'
import {
  AGREEMENTS_IN_LEDGER,
  createAgreementsSlice,
  isNamedFor,
  nameAgreements,
  purposeKey,
} from './features/agreements/index.ts'
import {
  ANALYSES_IN_LEDGER,
  createAnalysesSlice,
  enterTurn,
  erasePupilWork,
  findAnalysisTargets,
} from './features/analyses/index.ts'
import { createAreasSlice, findUnknownAreas, listAreasByCodes } from './features/areas/index.ts'
import { createCatalogueSlice, nameDatasets, ownsDataset } from './features/catalogue/index.ts'
import { createChallengesSlice } from './features/challenges/index.ts'
import { type ClassesSlice, createClassesSlice } from './features/classes/index.ts'
import { createConsentSlice, listConsentedDays } from './features/consent/index.ts'
import { createDecisionsSlice, DECISIONS_IN_LEDGER } from './features/decisions/index.ts'
import { createEvaluationsSlice, EVALUATIONS_IN_LEDGER } from './features/evaluations/index.ts'
import { createHostingSlice } from './features/hosting/index.ts'
import { createIndicatorsSlice, openCalculations } from './features/indicators/index.ts'
import { createInterventionsSlice, PLANS_IN_LEDGER } from './features/interventions/index.ts'
import { createLedgerSlice } from './features/ledger/index.ts'
import { createLessonsSlice, WORDS_OF_LESSONS } from './features/lessons/index.ts'
import { createLogbookSlice, type Logbook } from './features/logbook/index.ts'
import {
  createMeasurementsSlice,
  hostsSensors,
  type MeasurementsSlice,
  PUBLIC_PURPOSE,
} from './features/measurements/index.ts'
import { createModerationSlice } from './features/moderation/index.ts'
import { COPIES_IN_NOTIFICATIONS, createNotificationsSlice } from './features/notifications/index.ts'
import { COPIES_IN_OUTCOMES, createOutcomesSlice } from './features/outcomes/index.ts'
import {
  createPartiesSlice,
  findOrCreateSecret,
  findRunningOrganisation,
  listOwnMunicipalities,
  type PartiesSlice,
} from './features/parties/index.ts'
import { createRemarksSlice, findRemarkTargets } from './features/remarks/index.ts'
import { createMqtt, type Mqtt } from './mqtt.ts'
import type { ResolveActor } from './platform/actor.ts'
import { type Clock, createArrivals, systemClock } from './platform/clock.ts'
import { type Config, readConfig } from './platform/config.ts'
import { type Database, unopenedDatabase } from './platform/database/connect.ts'
import { type MigrationFolder, migrate } from './platform/database/migrate.ts'
import { createFollower, type Follow } from './platform/follow.ts'
import { addOperationRoutes } from './platform/http/operation.ts'
import { createHttp, type Http, type RouteAccess } from './platform/http/server.ts'
import type { SenderOptions } from './platform/http-client/sender.ts'
import { createJobs } from './platform/jobs.ts'
import { createMailer } from './platform/mail.ts'
import { COPIES_IN_OUTBOX, cleanOutbox, createOutbox, type Outbox } from './platform/outbox.ts'
import { createPolling } from './platform/polling.ts'
import { type Reporter, reportToAll, reportToMetrics } from './platform/report.ts'
import type { Platform, Slice } from './platform/slice.ts'
import { createWorkers, type Workers } from './platform/work.ts'
import { listPurposes } from './purposes.ts'

/** What the server is made from. All that is ambient elsewhere is an argument here. */
export type AppOptions = {
  config: Config
  database: Database
  clock: Clock
  report: Reporter
  /** To which addresses webhooks may go: only a test gives others than those of the internet. */
  sending?: Omit<SenderOptions, 'hosts'>
}

/** The composed server, not yet listening. */
export type App = {
  http: Http
  /** MQTT at the WebSocket address, and on its own port once asked to listen. */
  mqtt: Mqtt
  outbox: Outbox
  workers: Workers
  platform: Platform
  /** Every route, with who may call it. */
  routes: readonly RouteAccess[]
  /** Header value with which requests made inside this process skip the rate limit. */
  internalKey: string
  /** Starts what works in the background: events, what they leave to do, and jobs. */
  startBackground(): Promise<void>
  /** Finishes what was acknowledged and stops; the database stays open. */
  stop(): Promise<void>
}

const PLATFORM_MIGRATIONS: MigrationFolder = {
  slice: 'platform',
  folder: new URL('./platform/database/migrations/', import.meta.url),
}

/** The slices, lowest first: each may use only those before it that design.md names. */
function createSlices(
  platform: Platform,
  mqttEndpoints: () => string[],
  sending: AppOptions['sending'],
): {
  slices: Slice[]
  parties: PartiesSlice
  classes: ClassesSlice
  measurements: MeasurementsSlice
  logbook: Logbook
} {
  const { db, clock } = platform
  const logbookSlice = createLogbookSlice(platform, {
    listActivities: () => slices.flatMap(({ activities = [] }) => activities),
    findDatasetOwner: async (id) => (await nameDatasets(db, [id]))[0]?.ownerId,
    nameAgreements: (ids) => nameAgreements(db, ids),
    nameDatasets: (ids) => nameDatasets(db, ids),
    findEffects: (personId) => findEffects(db, { personId, now: clock() }),
    listPublishedDays: (personId) => listConsentedDays(db, { personId, purpose: PUBLIC_PURPOSE }),
  })
  const { logbook } = logbookSlice
  const parties = createPartiesSlice(platform, {
    ownsDataset: (organisationId, datasetId) => ownsDataset(db, organisationId, datasetId),
    listPurposes: (organisationIds) => listPurposes(db, { organisationIds, now: clock() }),
    purposeKey,
    record: logbook.record,
    listPersonalData: () =>
      slices.map(({ name, personalData = [] }) => ({ slice: name, tables: personalData })),
  })
  const classes = createClassesSlice(platform, {
    record: logbook.record,
    eraseWork: (at, ended) => erasePupilWork(at, ended, clock()),
  })
  const measurements = createMeasurementsSlice(platform, mqttEndpoints, logbook)
  const calculations = openCalculations(clock)
  const slices: Slice[] = [
    parties,
    classes,
    createModerationSlice({
      ...platform,
      record: logbook.record,
      targets: { remark: (at, ids) => findRemarkTargets(at, ids, clock()), analysis: findAnalysisTargets },
      tellJudged: { analysis: enterTurn },
    }),
    createAreasSlice(platform, listOwnMunicipalities),
    createLedgerSlice(
      platform,
      {
        sources: [
          ...DECISIONS_IN_LEDGER,
          ...ANALYSES_IN_LEDGER,
          ...AGREEMENTS_IN_LEDGER,
          ...PLANS_IN_LEDGER,
          ...EVALUATIONS_IN_LEDGER,
        ],
        beside: [WORDS_OF_LESSONS],
        copies: [...COPIES_IN_OUTBOX, ...COPIES_IN_OUTCOMES, ...COPIES_IN_NOTIFICATIONS],
        findRunningOrganisation: () => findRunningOrganisation(db),
        getSecret: async () => platform.config.authSecret ?? findOrCreateSecret(db),
      },
      sending,
    ),
    logbookSlice,
    createChallengesSlice(platform),
    createCatalogueSlice(platform, { hostsSensors, isNamedFor }),
    createAgreementsSlice(platform, { findUnknownAreas, listAreas: listAreasByCodes }),
    createConsentSlice(platform, logbook.record),
    measurements,
    createHostingSlice({ ...platform, intake: measurements.intake, record: logbook.record }),
    createIndicatorsSlice(platform, measurements.beginUses, calculations),
    createRemarksSlice({ ...platform, record: logbook.record }),
    createNotificationsSlice({ ...platform, record: logbook.record }, sending),
    createAnalysesSlice({
      ...platform,
      beginUses: measurements.beginUses,
      record: logbook.record,
      calculations,
    }),
    createDecisionsSlice(platform, calculations),
    createInterventionsSlice(platform, calculations),
    createEvaluationsSlice(platform, calculations),
    createLessonsSlice(platform),
    createOutcomesSlice({ ...platform, record: logbook.record }),
  ]
  return { slices, parties, classes, measurements, logbook }
}

/** Brings the database to the schema of this version. */
export async function migrateDatabase(options: AppOptions) {
  const nothing: Follow = async () => () => {}
  const { slices } = createSlices(
    createPlatform(options, async () => {}, nothing),
    () => [],
    undefined,
  )
  const applied = await migrate(options.database.db, [
    PLATFORM_MIGRATIONS,
    ...slices.flatMap(({ name, migrations }) => (migrations ? [{ slice: name, folder: migrations }] : [])),
  ])
  for (const { slice, name } of applied) options.report({ kind: 'migrated', slice, name })
  return applied
}

/** Puts platform and slices together. The database must have been migrated. */
export async function createApp(options: AppOptions): Promise<App> {
  const metrics = new Registry()
  const report = reportToAll(options.report, reportToMetrics(metrics))
  const internalKey = randomUUID()
  let stopping = false

  const follower = createFollower(options.database, report)
  const enqueue: Platform['enqueue'] = (name, data, key) => jobs.enqueue(name, data, key)
  const platform = createPlatform({ ...options, report }, enqueue, follower.follow)
  const { slices, parties, classes, measurements, logbook } = createSlices(
    platform,
    () => mqtt.endpoints(),
    options.sending,
  )
  const listeners = slices.flatMap((slice) => slice.listeners ?? [])
  const cleaning = cleanOutbox(options.database.db, listeners, options.clock)
  const jobs = createJobs(
    options.database.pool,
    [cleaning, ...slices.flatMap((slice) => slice.jobs ?? [])],
    report,
  )
  const polling = createPolling(options.database.commits)
  const outbox = createOutbox(options.database.db, listeners, { polling, report })
  const workers = createWorkers(
    slices.flatMap((slice) => slice.work ?? []),
    polling,
    report,
  )
  const routes: RouteAccess[] = []
  const http = await createHttp({
    config: options.config,
    report,
    resolveActor: resolveFirst(parties.resolveActor, classes.resolvePupil),
    internalKey,
    onRoute: (route) => void routes.push(route),
  })
  const { metricsToken } = options.config
  addOperationRoutes(http, { database: options.database, metrics, metricsToken }, () => stopping)
  for (const slice of slices) slice.routes(http)
  const { topics } = measurements
  const { resolveActor, listEndedTokens } = parties
  const mqtt = createMqtt(http, { config: options.config, report, topics, resolveActor, listEndedTokens })
  await parties.prepare()

  return {
    http,
    mqtt,
    outbox,
    workers,
    platform,
    routes,
    internalKey,
    async startBackground() {
      await logbook.prepare()
      await jobs.start()
      outbox.start()
      workers.start()
    },
    async stop() {
      stopping = true
      report({ kind: 'stopping' })
      await endInOrder([
        () => http.close(),
        ...slices.map((slice) => async () => slice.stop?.()),
        () => follower.stop(),
        () => outbox.stop(),
        () => workers.stop(),
        async () => polling.stop(),
        () => jobs.stop(),
      ])
    },
  }
}

/** Who asks: somebody with an account or a token, else a pupil of a class. */
function resolveFirst(resolveActor: ResolveActor, resolvePupil: ResolveActor): ResolveActor {
  return async (headers) => {
    const actor = await resolveActor(headers)
    return actor.kind === 'anonymous' ? resolvePupil(headers) : actor
  }
}

/** Ends one after the other, all of them whatever becomes of one: the database is closed after this. Then throws the first failure. */
async function endInOrder(ends: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const end of ends) await end().catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

/** The OpenAPI document of the API, made from the routes' schemas without a database. */
export async function createApiDocument(): Promise<object> {
  const database = unopenedDatabase()
  const config = readConfig({ PUBLIC_URL: 'https://example.org', AUTH_SECRET: '-'.repeat(32) })
  const app = await createApp({ config, database, clock: systemClock, report: () => {} })
  await app.http.ready()
  return app.http.swagger()
}

function createPlatform(options: AppOptions, enqueue: Platform['enqueue'], follow: Follow): Platform {
  const { config, database, clock, report } = options
  const { db, reading, engine } = database
  const mail = createMailer(config.mail, clock, report)
  const arrival = createArrivals(clock)
  return { db, reading, engine, clock, arrival, config, report, mail, enqueue, follow }
}
