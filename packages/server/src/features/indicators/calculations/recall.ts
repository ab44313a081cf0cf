import type { Clock } from '../../../platform/clock.ts'

/** For how long an answer is given again without looking at the figures. */
const FRESH = 60_000

/** For how long an answer is still given to who asks, while the next one is being made: a correction is seen by then at the latest. */
const STALE = 300_000

/** Answers that are remembered at most; the oldest goes first. */
const MOST = 500

/** Gives what was made under the same key a short while ago, or makes it. */
export type Recall = <T>(key: string, make: () => Promise<T>) => Promise<T>

type Kept = {
  value: Promise<unknown>
  /** When it was made, in ms since 1970; undefined while it is being made, which on a busy machine can take more than a minute. */
  madeAt: number | undefined
  /** The next one is being made. */
  isRenewed: boolean
}

/** Makes a memory of minutes. What failed is not remembered. */
export function createRecall(clock: Clock): Recall {
  const kept = new Map<string, Kept>()

  function keep<T>(key: string, make: () => Promise<T>): Promise<T> {
    const value = make()
    const entry: Kept = { value, madeAt: undefined, isRenewed: false }
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

  return <T>(key: string, make: () => Promise<T>) => {
    const known = kept.get(key)
    const age = known?.madeAt === undefined ? 0 : clock().getTime() - known.madeAt
    // A clock that was set back makes nothing fresh.
    if (!known || age < 0 || age >= STALE) return keep(key, make)
    if (age >= FRESH && !known.isRenewed) {
      known.isRenewed = true
      keep(key, make).catch(() => {})
    }
    return known.value as Promise<T>
  }
}
