import { Readable } from 'node:stream'
import type { SchemaMistake } from './schema-mistake.ts'

/** Levels of lists and objects in a request. None of ours needs ten. */
const MOST_LEVELS = 50

/** Mistakes that are looked for. */
const MOST_FOUND = 100

/**
 * What no schema says, and holds for every text and object that is sent: PostgreSQL has no NUL, half a character (a lone
 * surrogate) would become another text, 1e400 becomes infinity, and what is nested without end takes the stack of whoever reads it.
 * @returns a mistake for each of the first hundred, as those of a schema
 */
export function findUnstorable(part: unknown): SchemaMistake[] {
  const found: SchemaMistake[] = []
  const waiting = [{ value: part, instancePath: '', level: 0 }]
  for (let next = waiting.pop(); next && found.length < MOST_FOUND; next = waiting.pop()) {
    const { value, instancePath, level } = next
    const tell = (keyword: string) => found.push({ keyword, instancePath, schemaPath: '', params: {} })
    if (typeof value === 'string' && !isStorable(value)) tell('storable')
    if (typeof value === 'number' && !Number.isFinite(value)) tell('finite')
    if (!isNested(value)) continue
    if (level >= MOST_LEVELS) {
      tell('levels')
      continue
    }
    for (const [key, inner] of Object.entries(value)) {
      if (!isStorable(key)) tell('storable')
      waiting.push({ value: inner, instancePath: `${instancePath}/${escapeKey(key)}`, level: level + 1 })
    }
  }
  return found
}

/** Whether a part of a request has more values than a number, with those in lists and objects. */
export function hasMoreValues(part: unknown, limit: number): boolean {
  const waiting = [part]
  for (let counted = 0; waiting.length > 0; counted += 1) {
    if (counted + waiting.length > limit) return true
    const next = waiting.pop()
    if (!isNested(next)) continue
    const inner = Object.values(next)
    if (counted + inner.length > limit) return true
    waiting.push(...inner)
  }
  return false
}

const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed()

/** Lists and objects that came from JSON or an address; not a file or a stream. */
function isNested(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !(value instanceof Readable)
  )
}

const escapeKey = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
