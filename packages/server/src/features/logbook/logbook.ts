import { randomBytes } from 'node:crypto'
import { completeAction, DEFAULT_SUBJECT_TYPE, textOr } from '@samenspel/standards/logbook'
import type { PageOf } from '../../platform/http/schemas.ts'
import type { OwnActivity, Processing, RecordProcessing } from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import { findOrCreateSecret } from '../parties/index.ts'
import { createGatherer, type GatherLimits } from './gather.ts'
import { registerOwnActivities } from './own-activities.ts'
import { createPseudonyms, type Pseudonyms, type Subject } from './pseudonyms.ts'
import { createReadingCounter, type PublicReading } from './public-readings.ts'
import type { LogRecord } from './schema-records.ts'
import { listRecordsOfSubject } from './store/find-records.ts'
import { type ActionToStore, insertRecords, type RowToStore } from './store/insert-records.ts'
import { createUseActivities, createUseRecorder, type DataUse } from './use.ts'

/** The processing log. There is one in an app. */
export type Logbook = {
  /**
   * Records an action, one row per data subject. Resolves when that is durable: give the answer only then. Nothing is left out.
   * @throws Problem unavailable when too much waits; DatabaseAway or what the database said when it cannot be stored
   */
  record: RecordProcessing
  /** Records that data of hosts went into an answer; see `DataUse`. */
  recordUse(use: DataUse): Promise<void>
  /** Counts that what residents published was read as anybody can; see `PublicReading`. */
  recordPublicReading(reading: PublicReading): Promise<void>
  /** The records about a data subject under any of these codes, newest first. Reading them is not itself recorded. */
  listRecordsOf(
    subjects: readonly Subject[],
    paging: { cursor?: string | undefined; pageSize?: number },
  ): Promise<PageOf<LogRecord>>
  /** Puts the activities of the platform itself in the register, when there is an organisation to be responsible. */
  prepare(): Promise<void>
  /** Stores what of public readings was counted and not stored yet. */
  storePublicReadings(): Promise<void>
  /** The pseudonyms that a data subject has in the log. */
  pseudonymsOf(subject: Subject): Promise<Buffer[]>
  /** Waits until all that was taken is durable. */
  stop(): Promise<void>
}

type LogbookNeeds = Pick<Platform, 'db' | 'clock' | 'config' | 'report'>

/** Rows: half a minute of a busy server, in some tens of megabytes. */
const LIMITS: GatherLimits = { waiting: 100_000, together: 10_000 }

/** What slices above do for this one. */
export type LogbookSources = {
  /** The activities of the platform itself, of all slices. */
  listActivities(): readonly OwnActivity[]
  /** Whose a dataset is. */
  findDatasetOwner(datasetId: string): Promise<string | undefined>
}

const NO_SOURCES: LogbookSources = { listActivities: () => [], findDatasetOwner: async () => undefined }

/** Opens the processing log of an app. */
export function openLogbook(
  platform: LogbookNeeds,
  sources: LogbookSources = NO_SOURCES,
  limits: GatherLimits = LIMITS,
): Logbook {
  const { db, clock, config, report } = platform
  const gatherer = createGatherer<ActionToStore>(async (actions) => {
    const unknown = await insertRecords(db, actions)
    for (const activity of unknown) report({ kind: 'activity-not-registered', activity })
  }, limits)
  const getPseudonyms = keepPseudonyms(platform)
  const prepare = registerOwnActivities(platform, sources.listActivities)
  const record: RecordProcessing = async (processing) => {
    await prepare()
    const action = describeAction(processing, await getPseudonyms(), clock().getTime())
    await gatherer.submit(action, action.rows.length)
  }
  const findActivity = createUseActivities(platform, sources.findDatasetOwner)
  const readings = createReadingCounter(platform, { record, findActivity })
  return {
    record,
    recordUse: createUseRecorder({ record, findActivity }),
    recordPublicReading: readings.count,
    storePublicReadings: readings.store,
    prepare,
    async listRecordsOf(subjects, paging) {
      const made = await getPseudonyms()
      const pseudonyms = subjects.flatMap((subject) => made.listAll(subject))
      return listRecordsOfSubject(db, config.publicUrl, pseudonyms, paging)
    },
    pseudonymsOf: async (subject) => (await getPseudonyms()).listAll(subject),
    async stop() {
      await readings.store()
      await gatherer.settle()
    },
  }
}

/** Makes the pseudonyms at the first need: without a setting, the secret is in the database. */
function keepPseudonyms({ db, config }: LogbookNeeds): () => Promise<Pseudonyms> {
  let made: Pseudonyms | undefined
  return async () => {
    made ??= createPseudonyms(
      config.logbookSecrets.length > 0
        ? config.logbookSecrets
        : [config.authSecret ?? (await findOrCreateSecret(db))],
    )
    return made
  }
}

/** The rows of an action. With more data subjects it is one row, and under it one for each of them. */
function describeAction(processing: Processing, pseudonyms: Pseudonyms, now: number): ActionToStore {
  const { trace, activity, component, processor, user, subjects, datasets } = processing
  const { name, status, startedAt, endedAt } = processing
  const action = completeAction(
    { name, status, startTime: startedAt?.getTime(), endTime: endedAt?.getTime() },
    now,
  )
  const type = textOr(subjects?.type, DEFAULT_SUBJECT_TYPE)
  const codes = [...new Set(subjects?.ids ?? [])].map((id) => pseudonyms.make({ type, id }))
  const [only = null] = codes
  const parent: RowToStore = {
    spanId: trace.spanId,
    parentSpanId: trace.parentSpanId ?? null,
    subject: codes.length === 1 ? only : null,
  }
  return {
    ...action,
    activity: textOr(activity, 'onbekend'),
    traceId: trace.traceId,
    component: textOr(component, 'samenspel'),
    processor: processor === undefined ? null : textOr(processor, 'onbekend'),
    partyId: user?.organisationId ?? null,
    purpose: user?.purpose === undefined ? null : textOr(user.purpose, 'onbekend'),
    agreementId: user?.agreementId ?? null,
    inputs: cleanIds(datasets?.inputs),
    outputs: cleanIds(datasets?.outputs),
    subjectType: codes.length === 0 ? null : type,
    rows: codes.length > 1 ? [parent, ...childrenOf(trace.spanId, codes)] : [parent],
  }
}

function childrenOf(parentSpanId: string, subjects: readonly Buffer[]): RowToStore[] {
  const ids = randomBytes(8 * subjects.length)
  return subjects.map((subject, index) => ({
    spanId: ids.toString('hex', 8 * index, 8 * index + 8),
    parentSpanId,
    subject,
  }))
}

const cleanIds = (ids: readonly string[] = []) => ids.map((id) => textOr(id, 'onbekend'))
