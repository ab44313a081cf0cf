import { type ErrorCode, SensorThingsError } from '../errors.ts'
import type { Limits } from '../limits.ts'

/** Where a parser is in one decoded option text. */
export interface Cursor {
  readonly text: string
  readonly limits: Limits
  /** The option, for errors: `$filter`, `$expand/Datastreams/$filter`. */
  path: string
  at: number
  /** Levels open now. */
  depth: number
  /** The operator found at `operatorAt`, kept because every level of precedence looks for it. */
  operator: string | undefined
  operatorAt: number
}

/** @throws SensorThingsError `too-long` or `bad-encoding` for text no parser should look at. */
export function openCursor(text: string, path: string, limits: Limits): Cursor {
  if (text.length > limits.length) {
    throw new SensorThingsError(
      'too-long',
      `${path} has ${text.length} characters; at most ${limits.length} are allowed. Make it shorter.`,
      { path },
    )
  }
  const nul = text.indexOf('\u0000')
  if (nul >= 0 || !text.isWellFormed()) {
    throw new SensorThingsError(
      'bad-encoding',
      `${path} has a character that cannot be stored (NUL or half a character). Remove it.`,
      nul >= 0 ? { path, position: nul } : { path },
    )
  }
  return { text, limits, path, at: 0, depth: 0, operator: undefined, operatorAt: -1 }
}

export function fail(cursor: Cursor, code: ErrorCode, message: string, at = cursor.at): never {
  throw new SensorThingsError(code, `${cursor.path}, position ${at}: ${message}`, {
    path: cursor.path,
    position: at,
  })
}

/** What stands at the cursor, for an error message. */
export function shownAt(cursor: Cursor, at = cursor.at): string {
  if (at >= cursor.text.length) return 'the end'
  const rest = cursor.text.slice(at, at + 20)
  return `“${rest}${at + 20 < cursor.text.length ? '…' : ''}”`
}

/** Opens one level; close it with `cursor.depth -= 1`. @throws SensorThingsError `too-deep` */
export function enter(cursor: Cursor, levels = 1): void {
  cursor.depth += levels
  if (cursor.depth > cursor.limits.depth) {
    fail(cursor, 'too-deep', `This is nested more than ${cursor.limits.depth} levels deep. Simplify it.`)
  }
}

export function skipSpace(cursor: Cursor): void {
  const { text } = cursor
  for (;;) {
    const code = text.charCodeAt(cursor.at)
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return
    cursor.at += 1
  }
}

/** Takes the character after optional space, or stays where it is. */
export function takeChar(cursor: Cursor, char: string): boolean {
  const before = cursor.at
  skipSpace(cursor)
  if (cursor.text[cursor.at] === char) {
    cursor.at += 1
    return true
  }
  cursor.at = before
  return false
}

/** @throws SensorThingsError `syntax` when the next character is another one. */
export function expectChar(cursor: Cursor, char: string, after: string): void {
  if (takeChar(cursor, char)) return
  skipSpace(cursor)
  fail(cursor, 'syntax', `Expected “${char}” ${after}, but found ${shownAt(cursor)}.`)
}

/** The match of a sticky expression at the cursor, which moves past it; or undefined. */
export function takeMatch(cursor: Cursor, sticky: RegExp): string | undefined {
  sticky.lastIndex = cursor.at
  const found = sticky.exec(cursor.text)?.[0]
  if (found !== undefined) cursor.at += found.length
  return found
}

const WORD = /[A-Za-z_@$][\w.@$]*/y

/** A name as properties, links, functions and operators have; or undefined. */
export function takeWord(cursor: Cursor): string | undefined {
  return takeMatch(cursor, WORD)
}

/** The text of a quoted string, its quotes doubled inside; the cursor is at the opening quote. */
export function takeQuoted(cursor: Cursor): string {
  const from = cursor.at
  let end = from
  do {
    end = cursor.text.indexOf("'", end + 1)
    if (end < 0) {
      fail(
        cursor,
        'syntax',
        "This text has no closing quote. End it with ', and write a quote inside as ''.",
        from,
      )
    }
    if (cursor.text[end + 1] !== "'") break
    end += 1
  } while (end < cursor.text.length)
  cursor.at = end + 1
  return cursor.text.slice(from + 1, end).replaceAll("''", "'")
}

/** @throws SensorThingsError `syntax` when text is left. */
export function expectEnd(cursor: Cursor): void {
  skipSpace(cursor)
  if (cursor.at < cursor.text.length) {
    fail(
      cursor,
      'syntax',
      `This cannot be read: ${shownAt(cursor)}. Check for a missing operator, comma, quote or parenthesis.`,
    )
  }
}
