import { add, pointer, type Report } from './report.ts'

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }
export type JsonObject = { readonly [key: string]: JsonValue }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True for text PostgreSQL can store: no NUL, no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000')
}

/**
 * True for a number that PostgreSQL can store as a double: finite, and not nearer to zero than doubles with full precision
 * are (IEEE 754 subnormal numbers, which `float8in` refuses).
 */
export function isStorableNumber(number: number): boolean {
  return Number.isFinite(number) && (number === 0 || Math.abs(number) >= LEAST_NORMAL)
}

const LEAST_NORMAL = 2 ** -1022

const NOT_A_NUMBER = {
  nl: 'Dit is geen getal dat in JSON kan. Gebruik null voor een waarde die er niet is.',
  en: 'This is not a number that JSON can hold. Use null for a missing value.',
}
const TOO_SMALL = {
  nl: 'Dit getal ligt te dicht bij nul om te bewaren. Gebruik 0.',
  en: 'This number is too close to zero to be stored. Use 0.',
}
const NOT_STORABLE = {
  nl: 'Deze tekst heeft een teken dat niet bewaard kan worden (NUL of een half teken). Haal het weg.',
  en: 'This text has a character that cannot be stored (NUL or half a character). Remove it.',
}

/**
 * Reports everything that cannot be stored as JSON, whatever it stands for: nesting past the limit, NUL, NaN.
 * @returns true when nothing was found; then the value is a {@link JsonValue}
 */
export function checkJson(value: unknown, path: string, report: Report, depth = 0): value is JsonValue {
  switch (typeof value) {
    case 'number':
      if (isStorableNumber(value)) return true
      add(report, path, Number.isFinite(value) ? TOO_SMALL : NOT_A_NUMBER)
      return false
    case 'string':
      if (isStorableText(value)) return true
      add(report, path, NOT_STORABLE)
      return false
    case 'boolean':
      return true
    case 'object':
      return value === null || checkNested(value, path, report, depth + 1)
    default:
      add(report, path, { nl: 'Dit is geen JSON-waarde.', en: 'This is not a JSON value.' })
      return false
  }
}

function checkNested(value: object, path: string, report: Report, depth: number): boolean {
  if (depth > report.limits.depth) {
    add(report, path, {
      nl: `Hier zit te veel in elkaar: er mogen ${report.limits.depth} niveaus zijn. Maak het platter.`,
      en: `This is nested more than ${report.limits.depth} levels deep. Make it flatter.`,
    })
    return false
  }
  let ok = true
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (!checkJson(value[i], `${path}/${i}`, report, depth)) ok = false
    }
    return ok
  }
  for (const [key, item] of Object.entries(value)) {
    if (!isStorableText(key)) {
      add(report, path, {
        nl: `De naam van een veld hier: ${NOT_STORABLE.nl}`,
        en: `The name of a field here: ${NOT_STORABLE.en}`,
      })
      ok = false
    } else if (!checkJson(item, pointer(path, key), report, depth)) {
      ok = false
    }
  }
  return ok
}
