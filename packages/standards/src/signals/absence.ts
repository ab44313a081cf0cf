/** When figures stay away. */

/** Whether a period, in the order of time, has a figure; `start` in ms since 1970. */
export type Presence = { start: number; present: boolean }

export type Absence = {
  /** First period without a figure. */
  since: number
  /** Period in which there had been none often enough. */
  openedAt: number
  /** Last period without a figure, so far. */
  lastAt: number
  /** Periods without a figure, so far. */
  periods: number
  /** Period that had a figure again; absent while there is none. */
  clearedAt?: number
}

/**
 * Finds the stretches of at least `least` periods in a row without a figure, oldest first. What comes before the first figure is no
 * absence: nothing was expected yet. Throws a RangeError when `least` is no number of periods.
 */
export function findAbsences(periods: readonly Presence[], least: number): Absence[] {
  if (!Number.isInteger(least) || least < 1)
    throw new RangeError(`A number of periods is 1 or more; it is ${least}.`)
  const found: Absence[] = []
  const first = periods.findIndex(({ present }) => present)
  let missing: number[] = []
  const tell = (clearedAt?: number) => {
    const [since, openedAt, lastAt] = [missing[0], missing[least - 1], missing.at(-1)]
    if (since !== undefined && openedAt !== undefined && lastAt !== undefined) {
      const absence = { since, openedAt, lastAt, periods: missing.length }
      found.push(clearedAt === undefined ? absence : { ...absence, clearedAt })
    }
    missing = []
  }
  for (const { start, present } of first < 0 ? [] : periods.slice(first)) {
    if (present) tell(start)
    else missing.push(start)
  }
  tell()
  return found
}
