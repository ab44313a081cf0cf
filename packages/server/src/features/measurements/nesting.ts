import { DEFAULT_BODY_LIMITS } from '@samenspel/standards/sensorthings'

/** Levels of lists and objects that JSON of others may have: as many as bodies of SensorThings. */
export const DEEPEST = DEFAULT_BODY_LIMITS.depth

/**
 * Whether lists and objects lie more than `DEEPEST` levels inside each other. `JSON.parse` reads any depth, but `JSON.stringify` and
 * `String` call themselves for each level, and fail when there are too many.
 */
export function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value]
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
    if (level.length === 0) return false
  }
  return true
}
