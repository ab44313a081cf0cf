/**
 * The record of Logboek Dataverwerkingen 1.0 (https://gitdocumentatie.logius.nl/publicatie/logboek/dataverwerkingen/1.0.0): one action on
 * personal data, in the form of its extension *lezen*, with the datasets of its extension *object*.
 */

/** How an action ended, at the number that OpenTelemetry gives it. `Unset`: without a fault of ours, which is the default. */
export const STATUSES = ['Unset', 'Ok', 'Error'] as const

export type Status = (typeof STATUSES)[number]

/** Whether an action took data from a dataset or put data in it. */
export type DatasetPort = 'input' | 'output'

/** A dataset that an action used: extension *object*, level 2a. */
export type UsedDataset = { dataset_id: string; dataset_def: string; dataset_port: DatasetPort }

/** The fields of the namespace `dpl`. */
export type RecordAttributes = {
  'dpl.core.processing_activity_id': string
  'dpl.core.data_subject_id'?: string
  'dpl.core.data_subject_id_type'?: string
  'dpl.core.foreign_operation.processor'?: string
  'dpl.objects.dataset'?: UsedDataset[]
}

export type ProcessingRecord = {
  /** The 16 bytes of the trace, written as a UUID. */
  traceId: string
  /** 16 hexadecimal digits. */
  spanId: string
  parentSpanId?: string
  status: Status
  name: string
  /** Milliseconds since 1970. */
  startTime: number
  endTime: number
  resource: { attributes: Record<string, string> }
  attributes: RecordAttributes
}

/** What an action is called when nobody named it, and of what kind the code of a data subject is. */
export const DEFAULT_NAME = 'verwerken van gegevens'
export const DEFAULT_SUBJECT_TYPE = 'onbekend'

const MOST_CHARACTERS = 300

/** What is known of an action; anything may be missing or wrong. */
export type GivenAction = {
  name?: string | undefined
  status?: Status | undefined
  /** Milliseconds since 1970. */
  startTime?: number | undefined
  endTime?: number | undefined
}

/**
 * An action with all that is mandatory. What is missing or cannot be gets a default: a record must never be the reason that an action
 * fails (section Foutafhandeling).
 * @param now milliseconds since 1970
 */
export function completeAction({ name, status, startTime, endTime }: GivenAction, now: number) {
  const start = momentOr(startTime, momentOr(endTime, now))
  return {
    name: textOr(name, DEFAULT_NAME),
    status: status !== undefined && STATUSES.includes(status) ? status : STATUSES[0],
    startTime: start,
    endTime: Math.max(start, momentOr(endTime, Math.max(start, now))),
  }
}

/** A text that can be stored and read: without control characters, not empty, and not too long. */
export function textOr(text: string | undefined, otherwise: string): string {
  const clean = (text ?? '')
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
  return clean === '' ? otherwise : clean.slice(0, MOST_CHARACTERS).toWellFormed()
}

/** The last moment of the calendar of JavaScript. */
const LAST_MOMENT = 8.64e15

function momentOr(moment: number | undefined, otherwise: number): number {
  const isMoment = moment !== undefined && moment >= 0 && moment <= LAST_MOMENT
  return isMoment ? Math.trunc(moment) : otherwise
}
