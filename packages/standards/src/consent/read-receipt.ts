import {
  fail,
  type Mistake,
  openObject,
  type Read,
  readIri,
  readList,
  readName,
  type Spot,
  writeCanonical,
} from '../json/index.ts'
import { type Iri, PLACE_PRECISIONS, TIME_PRECISIONS } from '../odrl/index.ts'
import { readInstant } from '../sensorthings/index.ts'
import {
  type ConsentEvent,
  type ConsentReceipt,
  type ConsentTerms,
  type NamedParty,
  receiptContext,
  SCHEMA_VERSION,
} from './receipt.ts'
import {
  CONSENT_STATUS_NAMES,
  CONSENT_STATUSES,
  type ConsentStatus,
  DPV,
  LEGAL_BASIS,
  RIGHT_TO_WITHDRAW,
} from './vocabulary.ts'

export type ReceiptReading =
  | { readonly ok: true; readonly receipt: ConsentReceipt }
  /** All of them at once. */
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

const FIELDS = [
  '@context',
  '@id',
  '@type',
  'schemaVersion',
  'identifier',
  'issued',
  'dataSubject',
  'controller',
  'process',
  'notice',
  'events',
]

/**
 * Reads a receipt from its JSON-LD without the proof. Nothing is left out or repaired.
 * @param termsAt where its own terms may be explained; with those of another it is refused
 */
export function readReceipt(json: unknown, termsAt: readonly Iri[]): ReceiptReading {
  const mistakes: Mistake[] = []
  const at = openObject({ value: json, pointer: '', mistakes }, FIELDS, ['consent'])
  if (!at) return { ok: false, mistakes }
  take(at('@context'), readContext(termsAt))
  take(at('@type'), readName(['ConsentReceipt']))
  take(at('schemaVersion'), readName([SCHEMA_VERSION]))
  const process = take(at('process'), readProcess)
  const terms = at('consent') ? take(at('consent'), readTerms) : null
  const events = readList(at('events'), readEvent)
  checkEvents(events, terms, at('events'))
  const parts = {
    id: take(at('@id'), readIri),
    record: take(at('identifier'), readIri),
    issued: take(at('issued'), readMoment),
    dataSubject: take(at('dataSubject'), readIri),
    controller: take(at('controller'), readController),
    notice: take(at('notice'), readNotice),
  }
  const whole = requireAll({ ...parts, process, terms })
  if (mistakes.length > 0 || !whole) return { ok: false, mistakes }
  const { process: processing, ...rest } = whole
  return { ok: true, receipt: { ...rest, ...processing, events } }
}

/** The parts, when none is missing. */
function requireAll<T extends object>(
  parts: T,
): { [Name in keyof T]: Exclude<T[Name], undefined> } | undefined {
  if (Object.values(parts).includes(undefined)) return undefined
  return parts as { [Name in keyof T]: Exclude<T[Name], undefined> }
}

function take<T>(spot: Spot | undefined, read: Read<T>): T | undefined {
  return spot && read(spot)
}

const readContext =
  (terms: readonly Iri[]): Read<true> =>
  (spot) => {
    if (terms.some((each) => isSame(spot.value, receiptContext(each)))) return true
    return fail(
      spot,
      'Dit is niet de context van een bewijs van toestemming van Samenspel.',
      'This is not the context of a consent receipt of Samenspel.',
    )
  }

function isSame(value: unknown, other: unknown): boolean {
  try {
    return writeCanonical(value) === writeCanonical(other)
  } catch {
    return false
  }
}

const readMoment: Read<string> = (spot) => {
  if (typeof spot.value === 'string' && typeof readInstant(spot.value) === 'bigint') return spot.value
  return fail(
    spot,
    'Dit moet een moment met tijdzone zijn, zoals 2026-07-01T00:00:00Z.',
    'This must be a moment with a time zone, such as 2026-07-01T00:00:00Z.',
  )
}

const readText: Read<string> = (spot) =>
  typeof spot.value === 'string' ? spot.value : fail(spot, 'Dit moet een tekst zijn.', 'This must be a text.')

const readTruth: Read<boolean> = (spot) =>
  typeof spot.value === 'boolean'
    ? spot.value
    : fail(spot, 'Dit moet true of false zijn.', 'This must be true or false.')

const readController: Read<ConsentReceipt['controller']> = (spot) => {
  const at = openObject(spot, ['@id', '@type', 'name', 'contact'])
  take(at?.('@type'), readName(['DataController']))
  const id = take(at?.('@id'), readIri)
  const name = take(at?.('name'), readText)
  const contact = take(at?.('contact'), readText)
  if (id === undefined || name === undefined || contact === undefined) return undefined
  return { id, name, contact }
}

const readParty: Read<NamedParty> = (spot) => {
  const at = openObject(spot, ['@id', 'name'])
  const id = take(at?.('@id'), readIri)
  const name = take(at?.('name'), readText)
  return id === undefined || name === undefined ? undefined : { id, name }
}

const readProcess: Read<Pick<ConsentReceipt, 'purpose' | 'dataset' | 'recipients' | 'storageDays'>> = (
  spot,
) => {
  const at = openObject(
    spot,
    ['@type', 'purpose', 'legalBasis', 'personalData', 'recipients', 'right'],
    ['storage'],
  )
  if (!at) return undefined
  take(at('@type'), readName(['Process']))
  take(at('legalBasis'), readName([LEGAL_BASIS]))
  take(at('right'), readName([RIGHT_TO_WITHDRAW]))
  const purpose = take(at('purpose'), readIri)
  const dataset = take(at('personalData'), readIri)
  const storageDays = at('storage') ? take(at('storage'), readStorage) : null
  const recipients = readList(at('recipients'), readParty)
  if (purpose === undefined || dataset === undefined || storageDays === undefined) return undefined
  return { purpose, dataset, recipients, storageDays }
}

const readStorage: Read<number> = (spot) => {
  const at = openObject(spot, ['@type', 'duration'])
  take(at?.('@type'), readName(['StorageDuration']))
  return take(at?.('duration'), readDays)
}

const readDays: Read<number> = (spot) => {
  const days = typeof spot.value === 'string' ? /^P([1-9]\d{0,5})D$/.exec(spot.value)?.[1] : undefined
  if (days !== undefined) return Number(days)
  return fail(
    spot,
    'Dit moet een aantal dagen zijn, zoals P365D.',
    'This must be a number of days, such as P365D.',
  )
}

const readNotice: Read<ConsentReceipt['notice']> = (spot) => {
  const at = openObject(spot, ['@id', '@type', 'version', 'language'])
  take(at?.('@type'), readName(['ConsentNotice']))
  const id = take(at?.('@id'), readIri)
  const version = take(at?.('version'), readVersion)
  const language = take(at?.('language'), readName(['nl', 'en']))
  if (id === undefined || version === undefined || language === undefined) return undefined
  return { id, version, language }
}

const readVersion: Read<number> = (spot) =>
  typeof spot.value === 'string' && /^[1-9]\d{0,8}$/.test(spot.value)
    ? Number(spot.value)
    : fail(spot, 'Dit moet een versienummer zijn, zoals "2".', 'This must be a version number, such as "2".')

const readTerms: Read<ConsentTerms> = (spot) => {
  const at = openObject(spot, ['@type', 'place', 'time', 'inGroups'], ['validUntil'])
  if (!at) return undefined
  take(at('@type'), readName(['Consent']))
  const place = take(at('place'), readName(PLACE_PRECISIONS))
  const time = take(at('time'), readName(TIME_PRECISIONS))
  const inGroups = take(at('inGroups'), readTruth)
  const until = at('validUntil') ? take(at('validUntil'), readMoment) : null
  if (place === undefined || time === undefined || inGroups === undefined || until === undefined)
    return undefined
  return { place, time, inGroups, until }
}

const STATUS_IRIS = CONSENT_STATUS_NAMES.map((name) => `${DPV}${name}`)

const readEvent: Read<ConsentEvent> = (spot) => {
  const at = openObject(spot, ['status', 'at', 'by'])
  const status = take(at?.('status'), readName(STATUS_IRIS))
  const moment = take(at?.('at'), readMoment)
  const by = take(at?.('by'), readIri)
  if (status === undefined || moment === undefined || by === undefined) return undefined
  return { status: status.slice(DPV.length) as ConsentStatus, at: moment, by }
}

/** The last event says whether there is a consent, and so whether the receipt says to what. */
function checkEvents(
  events: readonly ConsentEvent[],
  terms: ConsentTerms | null | undefined,
  spot: Spot | undefined,
): void {
  if (!spot || spot.mistakes.length > 0) return
  const last = events.at(-1)
  if (!last) {
    fail(spot, 'Noem minstens één gebeurtenis.', 'Name at least one event.')
  } else if (CONSENT_STATUSES[last.status].valid !== (terms !== null)) {
    fail(
      spot,
      'Bij een toestemming hoort waarvoor die is (consent); anders mag dat er niet staan.',
      'A consent comes with what it is for (consent); without one that must not be there.',
    )
  }
}
