import { Problem } from '../errors.ts'
import type { PageOf } from './schemas.ts'

/** The values after which a page starts, as an opaque text in the address. */
export function encodeCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/**
 * Reads a cursor back.
 * @param length how many values it must have
 * @throws Problem invalid-request when it was not made by `encodeCursor`
 */
export function decodeCursor(cursor: string | undefined, length: number): string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(position) &&
      position.length === length &&
      position.every((value) => typeof value === 'string' && !value.includes('\0'))
    ) {
      return position
    }
  } catch {
    // Not JSON: refused below like every other text that is not a cursor.
  }
  throw unknownCursor()
}

/** The problem for a cursor that no page gave. */
export function unknownCursor(): Problem {
  const detail = {
    nl: 'Deze bladwijzer kennen we niet. Neem de `next` van een eerder antwoord, of begin bij de eerste bladzijde.',
    en: 'This cursor is not known. Take the `next` of an earlier answer, or start at the first page.',
  }
  return new Problem('invalid-request', detail, [{ in: 'query', pointer: '/cursor', detail }])
}

/**
 * Makes a page from rows of which one more than `pageSize` was asked.
 * @param positionOf the values that order the list
 */
export function toPage<T>(rows: T[], pageSize: number, positionOf: (row: T) => string[]): PageOf<T> {
  const items = rows.slice(0, pageSize)
  const last = items.at(-1)
  return { items, next: rows.length > pageSize && last ? encodeCursor(positionOf(last)) : null }
}
