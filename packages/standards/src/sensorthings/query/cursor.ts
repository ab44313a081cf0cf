import type { Bilingual } from '../../language/index.ts'
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
      {
        nl: `${path} heeft ${text.length} tekens; er mogen er ${limits.length} zijn. Maak het korter.`,
        en: `${path} has ${text.length} characters; at most ${limits.length} are allowed. Make it shorter.`,
      },
      { path },
    )
  }
  const nul = text.indexOf('\u0000')
  if (nul >= 0 || !text.isWellFormed()) {
    throw new SensorThingsError(
      'bad-encoding',
      {
        nl: `${path} heeft een teken dat niet bewaard kan worden (NUL of een half teken). Haal het weg.`,
        en: `${path} has a character that cannot be stored (NUL or half a character). Remove it.`,
      },
      nul >= 0 ? { path, position: nul } : { path },
    )
  }
  return { text, limits, path, at: 0, depth: 0, operator: undefined, operatorAt: -1 }
}

export function fail(cursor: Cursor, code: ErrorCode, { nl, en }: Bilingual, at = cursor.at): never {
  const { path } = cursor
  const text = { nl: `${path}, positie ${at}: ${nl}`, en: `${path}, position ${at}: ${en}` }
  throw new SensorThingsError(code, text, { path, position: at })
}

/** Refuses what stands at a place where `what` is needed. @throws SensorThingsError `syntax` */
export function failExpected(cursor: Cursor, what: Bilingual, at = cursor.at): never {
  const shown = shownAt(cursor, at)
  const text = {
    nl: `Hier hoort ${what.nl}, maar er staat ${shown ?? 'niets meer'}.`,
    en: `Expected ${what.en}, but found ${shown ?? 'the end'}.`,
  }
  fail(cursor, 'syntax', text, at)
}

/** What stands at a place, for an error message; undefined at the end of the text. */
export function shownAt(cursor: Cursor, at = cursor.at): string | undefined {
  if (at >= cursor.text.length) return undefined
  const rest = cursor.text.slice(at, at + 20)
  return `“${rest}${at + 20 < cursor.text.length ? '…' : ''}”`
}

/** Opens one level; close it with `cursor.depth -= 1`. @throws SensorThingsError `too-deep` */
export function enter(cursor: Cursor, levels = 1): void {
  cursor.depth += levels
  if (cursor.depth > cursor.limits.depth) {
    fail(cursor, 'too-deep', {
      nl: `Hier zit te veel in elkaar: er mogen ${cursor.limits.depth} niveaus zijn. Maak het eenvoudiger.`,
      en: `This is nested more than ${cursor.limits.depth} levels deep. Simplify it.`,
    })
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

/** Why a character is needed where it is. */
const NEEDED = {
  after: { nl: 'na', en: 'after' },
  closes: { nl: 'als einde van', en: 'to close' },
  inside: { nl: 'in', en: 'in' },
} as const satisfies Record<string, Bilingual>

/** @throws SensorThingsError `syntax` when the next character is another one than `char`, which comes after `other`, closes it or is needed inside it. */
export function expectChar(cursor: Cursor, char: string, why: keyof typeof NEEDED, other: string): void {
  if (takeChar(cursor, char)) return
  skipSpace(cursor)
  const { nl, en } = NEEDED[why]
  failExpected(cursor, { nl: `“${char}” ${nl} “${other}”`, en: `“${char}” ${en} “${other}”` })
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
        {
          nl: "Deze tekst heeft geen aanhalingsteken aan het eind. Eindig met ', en schrijf een aanhalingsteken in de tekst als ''.",
          en: "This text has no closing quote. End it with ', and write a quote inside as ''.",
        },
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
    const shown = shownAt(cursor)
    fail(cursor, 'syntax', {
      nl: `Dit is niet te lezen: ${shown}. Kijk of er een operator, komma, aanhalingsteken of haakje ontbreekt.`,
      en: `This cannot be read: ${shown}. Check for a missing operator, comma, quote or parenthesis.`,
    })
  }
}
