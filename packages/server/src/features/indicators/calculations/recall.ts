import type { Clock } from '../../../platform/clock.ts'

/** For how long an answer is given again without looking at the figures. */
const FRESH = 60_000

/** For how long an answer is still given to who asks, while the next one is being made: a correction is seen by then at the latest. */
const STALE = 300_000

/** Answers that are remembered at most; the oldest goes first. */
const MOST = 500

/**
 * Gives what was made under the same key a short while ago, or makes it. Data that is withdrawn must be gone from every answer within a
 * minute, so a key has the revision of what the answer is made of; where there is none, `longest` bounds how old what was read may be.
 */
export type Recall = <T>(key: string, make: () => Promise<T>, longest?: number) => Promise<T>

/** Milliseconds for which an answer of which nobody tells that its data changed may be given again. */
export const UNTOLD = 30_000

type Kept = {
  value: Promise<unknown>
  /** When its data began to be read, in ms since 1970. */
  begunAt: number
  /** When it was made, in ms since 1970; undefined while it is being made, which on a busy machine can take more than a minute. */
  madeAt: number | undefined
  /** The next one is being made. */
  isRenewed: boolean
}

/** Makes a memory of minutes. What failed is not remembered. */
export function createRecall(clock: Clock): Recall {
  const kept = new Map<string, Kept>()

  function keep<T>(key: string, make: () => Promise<T>): Promise<T> {
    const begunAt = clock().getTime()
    const value = make()
    const entry: Kept = { value, begunAt, madeAt: undefined, isRenewed: false }
    const before = kept.get(key)
    // Until the next one is there, who asks gets the one of before.
    if (!before?.isRenewed) kept.set(key, entry)
    value.then(
      () => {
        entry.madeAt = clock().getTime()
        kept.delete(key)
        kept.set(key, entry)
        const oldest = kept.keys().next().value
        if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
      },
      () => {
        const current = kept.get(key)
        if (current === entry || current === before) kept.delete(key)
      },
    )
    return value
  }

  return <T>(key: string, make: () => Promise<T>, longest = Number.POSITIVE_INFINITY) => {
    const known = kept.get(key)
    const now = clock().getTime()
    const age = known?.madeAt === undefined ? 0 : now - known.madeAt
    // What is being made is shared by all who wait for it, however long it takes.
    const isTooOld = known?.madeAt !== undefined && now - known.begunAt >= longest
    // A clock that was set back makes nothing fresh.
    if (!known || age < 0 || age >= STALE || isTooOld) return keep(key, make)
    if (age >= FRESH && !known.isRenewed) {
      known.isRenewed = true
      keep(key, make).catch(() => {})
    }
    return known.value as Promise<T>
  }
}
