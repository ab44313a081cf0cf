import type { Clock } from '../../../platform/clock.ts'

/** For how long an answer is given again without looking at the figures: a correction is seen after that. */
const MILLISECONDS = 60_000

/** Answers that are remembered at most; the oldest goes first. */
const MOST = 500

/** Gives what was made under the same key less than a minute ago, or makes it. */
export type Recall = <T>(key: string, make: () => Promise<T>) => Promise<T>

/** Makes a memory for a minute. What failed is not remembered. */
export function createRecall(clock: Clock): Recall {
  // While it is being made there is no end: on a busy machine that can take more than a minute.
  const kept = new Map<string, { until: number | undefined; value: Promise<unknown> }>()
  return <T>(key: string, make: () => Promise<T>) => {
    const now = clock().getTime()
    const known = kept.get(key)
    const left = known?.until === undefined ? MILLISECONDS : known.until - now
    if (known && left > 0 && left <= MILLISECONDS) return known.value as Promise<T>
    const value = make()
    kept.delete(key)
    const entry = { until: undefined as number | undefined, value }
    kept.set(key, entry)
    value.then(
      () => {
        entry.until = clock().getTime() + MILLISECONDS
      },
      () => {
        if (kept.get(key)?.value === value) kept.delete(key)
      },
    )
    const oldest = kept.keys().next().value
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
    return value
  }
}
