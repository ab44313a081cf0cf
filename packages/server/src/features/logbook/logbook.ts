import { randomBytes } from 'node:crypto'
import { completeAction, DEFAULT_SUBJECT_TYPE, type Status, textOr } from '@samenspel/standards/logbook'
import type { PageOf } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/slice.ts'
import type { Trace } from '../../platform/trace.ts'
import { findOrCreateSecret } from '../parties/index.ts'
import { createGatherer, type GatherLimits } from './gather.ts'
import { createPseudonyms, type Pseudonyms, type Subject } from './pseudonyms.ts'
import type { LogRecord } from './schema-records.ts'
import { listRecordsOfSubject } from './store/find-records.ts'
import { type ActionToStore, insertRecords, type RowToStore } from './store/insert-records.ts'

/** An action on personal data. */
export type Processing = {
  /** `request.trace`, or `childOf` it for a second action in one request: each has a span of its own. */
  trace: Trace
  /** Slug of the activity in the register, such as `meetstations-van-inwoners`. */
  activity: string
  /** What was done, in Dutch, such as `metingen lezen`. */
  name?: string
  /** Default `Unset`: done, without a fault of ours. */
  status?: Status
  startedAt?: Date
  endedAt?: Date
  /** Whose data it was: the codes, and of what kind those are, such as `samenspel-persoon`. */
  subjects?: { type: string; ids: readonly string[] }
  /** The part of the program that did it, such as a slice. */
  component?: string
  /** The address of the application of others that asked, or that was asked. */
  processor?: string
  /** Ids of the datasets that were read from, and written to. */
  datasets?: { inputs?: readonly string[]; outputs?: readonly string[] }
}

/** The processing log. There is one in an app. */
export type Logbook = {
  /**
   * Records an action, one row per data subject. Resolves when that is durable: give the answer only then. Nothing is left out.
   * @throws Problem unavailable when too much waits; DatabaseAway or what the database said when it cannot be stored
   */
  record(processing: Processing): Promise<void>
  /** The records about a data subject, newest first. Reading them is not itself recorded. */
  listRecordsOf(
    subject: Subject,
    paging: { cursor?: string | undefined; pageSize?: number },
  ): Promise<PageOf<LogRecord>>
  /** The pseudonyms that a data subject has in the log. */
  pseudonymsOf(subject: Subject): Promise<Buffer[]>
  /** Waits until all that was taken is durable. */
  stop(): Promise<void>
}

type LogbookNeeds = Pick<Platform, 'db' | 'clock' | 'config' | 'report'>

/** Rows: half a minute of a busy server, in some tens of megabytes. */
const LIMITS: GatherLimits = { waiting: 100_000, together: 10_000 }

/** Opens the processing log of an app. */
export function openLogbook(platform: LogbookNeeds, limits: GatherLimits = LIMITS): Logbook {
  const { db, clock, config, report } = platform
  const gatherer = createGatherer<ActionToStore>(async (actions) => {
    const unknown = await insertRecords(db, actions)
    for (const activity of unknown) report({ kind: 'activity-not-registered', activity })
  }, limits)
  const getPseudonyms = keepPseudonyms(platform)
  return {
    async record(processing) {
      const action = describeAction(processing, await getPseudonyms(), clock().getTime())
      await gatherer.submit(action, action.rows.length)
    },
    async listRecordsOf(subject, paging) {
      const pseudonyms = (await getPseudonyms()).listAll(subject)
      return listRecordsOfSubject(db, config.publicUrl, pseudonyms, paging)
    },
    pseudonymsOf: async (subject) => (await getPseudonyms()).listAll(subject),
    stop: () => gatherer.settle(),
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
  const { trace, activity, component, processor, subjects, datasets } = processing
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
