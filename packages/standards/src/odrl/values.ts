import { type Instant, readDuration, readInstant } from '../sensorthings/index.ts'
import { type Value, XSD } from './model.ts'
import type { ValueKind } from './vocabulary.ts'

/** -1, 0 or 1; undefined when the two cannot be put in order. */
export type Order = -1 | 0 | 1 | undefined

const DATATYPES: Record<Exclude<ValueKind, 'iri'>, readonly string[]> = {
  instant: ['dateTime', 'dateTimeStamp'],
  duration: ['duration', 'dayTimeDuration', 'yearMonthDuration'],
  number: ['integer', 'decimal', 'double', 'nonNegativeInteger', 'positiveInteger'],
  text: ['string'],
}

/** Does the value have the form that its kind asks for? */
export function isReadable(value: Value, kind: ValueKind): boolean {
  return compareValues(value, value, kind) === 0
}

/**
 * Compares two values of one kind. What cannot be read, or be put in order (a month and 30 days, of which either can be longer), is
 * undefined: never a guess.
 */
export function compareValues(left: Value, right: Value, kind: ValueKind): Order {
  if (kind === 'iri') {
    if (left.kind !== 'iri' || right.kind !== 'iri') return undefined
    return orderOf(left.iri, right.iri)
  }
  const one = textOf(left, kind)
  const other = textOf(right, kind)
  if (one === undefined || other === undefined) return undefined
  if (kind === 'instant') return compareRead(one, other, readMoment)
  if (kind === 'number') return compareRead(one, other, readNumber)
  if (kind === 'duration') return compareDurations(one, other)
  return orderOf(one, other)
}

function textOf(value: Value, kind: Exclude<ValueKind, 'iri'>): string | undefined {
  if (value.kind !== 'literal' || !value.datatype.startsWith(XSD)) return undefined
  return DATATYPES[kind].includes(value.datatype.slice(XSD.length)) ? value.text : undefined
}

function compareRead<T extends bigint | number>(
  one: string,
  other: string,
  read: (text: string) => T | undefined,
): Order {
  const left = read(one)
  const right = read(other)
  return left === undefined || right === undefined ? undefined : orderOf(left, right)
}

/** A moment with its zone, in microseconds; digits beyond those would be rounded, so they are refused. */
export function readMoment(text: string): Instant | undefined {
  if (/\.\d{7}/.test(text)) return undefined
  const instant = readInstant(text)
  return typeof instant === 'bigint' ? instant : undefined
}

/** A number that is the same after reading: at most 15 digits. */
function readNumber(text: string): number | undefined {
  const form = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?$/i.exec(text)
  if (!form || (form[1] ?? '').replace('.', '').replace(/^0+/, '').length > 15) return undefined
  return Number(text)
}

function compareDurations(one: string, other: string): Order {
  const left = readDuration(one)
  const right = readDuration(other)
  if (typeof left === 'string' || typeof right === 'string') return undefined
  const months = orderOf(left.months, right.months)
  const rest = orderOf(left.microseconds, right.microseconds)
  if (months === 0) return rest
  return rest === 0 || rest === months ? months : undefined
}

function orderOf<T extends bigint | number | string>(left: T, right: T): -1 | 0 | 1 {
  if (left === right) return 0
  return left < right ? -1 : 1
}
