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
  const tell = (keyword: string, instancePath: string) =>
    found.push({ keyword, instancePath, schemaPath: '', params: {} })
  if (!isNested(part)) {
    const keyword = refuseValue(part)
    if (keyword) tell(keyword, '')
    return found
  }
  const waiting = [{ outer: part, path: '', level: 1 }]
  for (let next = waiting.pop(); next && found.length < MOST_FOUND; next = waiting.pop()) {
    const { outer, path, level } = next
    const isList = Array.isArray(outer)
    for (const [key, value] of isList ? outer.entries() : Object.entries(outer)) {
      if (found.length === MOST_FOUND) break
      if (!isList && !isStorable(String(key))) tell('storable', path)
      // A path costs more than a look at a value, and most are never told.
      const pathOf = () => `${path}/${escapeKey(String(key))}`
      const keyword = isNested(value) && level >= MOST_LEVELS ? 'levels' : refuseValue(value)
      if (keyword) tell(keyword, pathOf())
      else if (isNested(value)) waiting.push({ outer: value, path: pathOf(), level: level + 1 })
    }
  }
  return found
}

/** What is wrong with a value that is neither list nor object. */
function refuseValue(value: unknown): string | undefined {
  if (typeof value === 'string' && !isStorable(value)) return 'storable'
  return typeof value === 'number' && !Number.isFinite(value) ? 'finite' : undefined
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
