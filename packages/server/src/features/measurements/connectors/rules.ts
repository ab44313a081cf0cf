import type { Settings } from './schema.ts'

const MINUTE = 60_000
/** The longest wait after failures, in minutes. */
const LONGEST = 24 * 60

/**
 * When a connector that failed runs again: after 1, 2, 4 … minutes, but never sooner than its own interval asks or than the
 * other server wants, and at most after a day. Chance spreads those that failed together.
 * @param chance from 0 up to 1
 */
export function chooseRetry(
  now: Date,
  about: { failures: number; intervalMinutes: number; retryAfter: number | undefined },
  chance: number,
): Date {
  const doubled = 2 ** Math.min(about.failures, 20)
  const minutes = Math.min(Math.max(doubled, about.intervalMinutes / 2), LONGEST)
  const spread = minutes * (0.75 + chance / 2)
  return new Date(now.getTime() + Math.max(spread * MINUTE, (about.retryAfter ?? 0) * 1000))
}

/** When a connector that went well runs again; at once when there was more than one run may fetch. */
export function chooseNext(now: Date, intervalMinutes: number, isFinished: boolean): Date {
  return isFinished ? new Date(now.getTime() + intervalMinutes * MINUTE) : now
}

/** Whether what is fetched is of an official network, by which other stations can be judged. */
export function isReference({ kind }: Settings): boolean {
  return kind === 'luchtmeetnet' || kind === 'knmi'
}
