import { readId } from '../ids.ts'
import { readDuration, readTime, TIME_FAULTS } from '../times.ts'
import type { Literal } from './ast.ts'
import { type Cursor, fail, shownAt, takeChar, takeMatch, takeQuoted } from './cursor.ts'
import { parseWkt } from './wkt.ts'

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

const TIME = /[0-9]{4,}-[0-9]+-[0-9]+[Tt][0-9:.]+(?:[Zz]|[-+][0-9]+(?::[0-9]+)?)?/y
const DURATION = /-?P[0-9YMWDTHS.]+/y
const DATE = /[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w:-])/y
const TIME_OF_DAY = /[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?![\w:.-])/y
const NUMBER = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.:-])/y
const KEYWORD = /(?:true|false|null)(?![\w.@$/(])/y
const TYPED = /(?:duration|geography)(?=')/y

/** The literal at the cursor, or undefined when something else stands there. */
export function takeLiteral(cursor: Cursor): Literal | undefined {
  const at = cursor.at
  const code = cursor.text.charCodeAt(at)
  if (code === 39) return { kind: 'literal', type: 'string', value: takeQuoted(cursor) }
  if (isDigit(code) || code === 45) return takeDigits(cursor, at)
  // Letters that start an interval given as duration/end, a keyword or a typed literal.
  if (code === 80) return takePeriod(cursor, at)
  const keyword = takeMatch(cursor, KEYWORD)
  if (keyword === 'null') return { kind: 'literal', type: 'null', value: null }
  if (keyword !== undefined) return { kind: 'literal', type: 'boolean', value: keyword === 'true' }
  const typed = takeMatch(cursor, TYPED)
  if (typed === undefined) return undefined
  const text = takeQuoted(cursor)
  if (typed === 'geography') return { kind: 'literal', type: 'geometry', value: parseWkt(text, cursor, at) }
  const duration = readDuration(text)
  if (typeof duration === 'string') fail(cursor, 'syntax', TIME_FAULTS[duration], at)
  return { kind: 'literal', type: 'duration', value: duration }
}

function takeDigits(cursor: Cursor, at: number): Literal {
  if (takeMatch(cursor, TIME) !== undefined) {
    if (cursor.text[cursor.at] === '/') {
      const before = cursor.at
      cursor.at += 1
      if (takeMatch(cursor, TIME) === undefined && takeMatch(cursor, DURATION) === undefined)
        cursor.at = before
    }
    return makeTime(cursor, at)
  }
  const date = takeMatch(cursor, DATE)
  if (date !== undefined) {
    const midnight = readTime(`${date}T00:00:00Z`)
    if (typeof midnight === 'string') fail(cursor, 'out-of-range', TIME_FAULTS[midnight], at)
    return { kind: 'literal', type: 'date', value: date }
  }
  const timeOfDay = takeMatch(cursor, TIME_OF_DAY)
  if (timeOfDay !== undefined) {
    if (typeof readTime(`2000-01-01T${timeOfDay}Z`) === 'string')
      fail(cursor, 'out-of-range', TIME_FAULTS.field, at)
    return {
      kind: 'literal',
      type: 'timeOfDay',
      value: timeOfDay.length === 5 ? `${timeOfDay}:00` : timeOfDay,
    }
  }
  const number = takeMatch(cursor, NUMBER)
  if (number === undefined) {
    const shown = shownAt(cursor)
    const text = {
      nl: `Dit is geen getal of tijdstip: ${shown}.`,
      en: `This is not a number or a time: ${shown}.`,
    }
    fail(cursor, 'syntax', text, at)
  }
  if (/[.eE]/.test(number)) {
    const value = Number(number)
    if (!Number.isFinite(value)) {
      const shown = number.slice(0, 30)
      const text = { nl: `Het getal ${shown} is te groot.`, en: `The number ${shown} is too large.` }
      fail(cursor, 'out-of-range', text, at)
    }
    return { kind: 'literal', type: 'number', value }
  }
  const value = readId(number.replace(/^(-?)0+(?=[0-9])/, '$1'))
  if (typeof value !== 'bigint') {
    const shown = number.slice(0, 30)
    const text = {
      nl: `Het getal ${shown} heeft meer dan 64 bits. Schrijf het met een punt en een decimaal als het geen id is.`,
      en: `The number ${shown} has more than 64 bits. Write it with a decimal point if it is not an id.`,
    }
    fail(cursor, 'out-of-range', text, at)
  }
  return { kind: 'literal', type: 'integer', value }
}

function takePeriod(cursor: Cursor, at: number): Literal | undefined {
  if (
    takeMatch(cursor, DURATION) !== undefined &&
    takeChar(cursor, '/') &&
    takeMatch(cursor, TIME) !== undefined
  ) {
    return makeTime(cursor, at)
  }
  cursor.at = at
  return undefined
}

function makeTime(cursor: Cursor, at: number): Literal {
  const time = readTime(cursor.text.slice(at, cursor.at))
  if (typeof time === 'string')
    fail(cursor, time === 'range' ? 'out-of-range' : 'syntax', TIME_FAULTS[time], at)
  return time.kind === 'instant'
    ? { kind: 'literal', type: 'instant', value: time.at }
    : { kind: 'literal', type: 'interval', value: { start: time.start, end: time.end } }
}
