import type { Clock } from '../../../platform/clock.ts'

/** For how long an answer is given again without looking at the figures: a correction is seen after that. */
const MILLISECONDS = 60_000

/** Answers that are remembered at most; the oldest goes first. */
const MOST = 500

/** Gives what was made under the same key less than a minute ago, or makes it. */
export type Recall = <T>(key: string, make: () => Promise<T>) => Promise<T>

/** Makes a memory for a minute. What failed is not remembered. */
export function createRecall(clock: Clock): Recall {
  const kept = new Map<string, { until: number; value: Promise<unknown> }>()
  return <T>(key: string, make: () => Promise<T>) => {
    const now = clock().getTime()
    const known = kept.get(key)
    if (known && known.until > now && known.until - now <= MILLISECONDS) return known.value as Promise<T>
    const value = make()
    kept.delete(key)
    kept.set(key, { until: now + MILLISECONDS, value })
    value.catch(() => {
      if (kept.get(key)?.value === value) kept.delete(key)
    })
    const oldest = kept.keys().next().value
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
    return value
  }
}
