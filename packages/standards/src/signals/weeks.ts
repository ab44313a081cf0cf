/** Figures of hours or days as means of weeks: what changes in less time is no change of level. */
import { AMSTERDAM, endOfPeriod, startOfPeriod } from '../times/index.ts'

/** A week from Monday on; `start` in ms since 1970. */
export type Week = { start: number; value: number | null }

const DAY = 86_400_000

/** Share of the days of a week that must have a figure. */
const LEAST_DAYS = 4 / 7

/**
 * The whole weeks from the first figure to the last.
 * @param figures in the order of time; `start` in ms since 1970
 */
export function toWeeks(figures: readonly { start: number; value: number | null }[]): Week[] {
  const known = figures.flatMap(({ start, value }) => (value === null ? [] : [{ start, value }]))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return []
  const days = new Map<number, { total: number; count: number }>()
  for (const { start, value } of known) {
    const day = startOfPeriod(start, 'day', AMSTERDAM)
    const { total, count } = days.get(day) ?? { total: 0, count: 0 }
    days.set(day, { total: total + value, count: count + 1 })
  }
  const weeks: Week[] = []
  for (let start = mondayOf(first.start); ; ) {
    const [total, count, end] = sumWeek(days, start)
    if (end > endOfPeriod(last.start, 'day', AMSTERDAM)) return weeks
    weeks.push({ start, value: count < LEAST_DAYS * 7 ? null : total / count })
    start = end
  }
}

/** Adds the means of the days of a week; gives how many there are, and the end of the week. */
function sumWeek(
  days: ReadonlyMap<number, { total: number; count: number }>,
  start: number,
): [total: number, count: number, end: number] {
  let [total, count, day] = [0, 0, start]
  for (let index = 0; index < 7; index += 1) {
    const held = days.get(day)
    if (held) {
      total += held.total / held.count
      count += 1
    }
    day = endOfPeriod(day, 'day', AMSTERDAM)
  }
  return [total, count, day]
}

/** The Monday of the week in the Netherlands that a moment lies in, also when the clock changed since. */
function mondayOf(moment: number): number {
  let day = startOfPeriod(moment, 'day', AMSTERDAM)
  const noon = new Date(day + DAY / 2)
  for (let back = (noon.getUTCDay() + 6) % 7; back > 0; back -= 1) {
    day = startOfPeriod(day - 1, 'day', AMSTERDAM)
  }
  return day
}
