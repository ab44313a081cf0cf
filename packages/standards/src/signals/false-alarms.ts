/** How often watching for changes is wrong: measured, as no method tells it of itself. */
import { type Change, findChanges, type Watch } from './change.ts'

type Series = readonly (number | null)[]

/** What watching series in which nothing changes gives. */
export type Alarms = { alarms: number; ofLevel: number; years: number }

/** Counts what is found in series, and in how many years of them something could have been. */
export function countAlarms(all: readonly Series[], watch: Watch): Alarms {
  let [alarms, ofLevel, years] = [0, 0, 0]
  for (const series of all) {
    const found = findChanges(series, watch)
    alarms += found.length
    ofLevel += found.filter(({ of }) => of === 'level').length
    years += watchedYears(series, found, watch)
  }
  return { alarms, ofLevel, years }
}

/** Years after those that only served as reference, without those in which a change was news. */
function watchedYears(series: Series, found: readonly Change[], watch: Watch): number {
  const first = series.findIndex((value) => value !== null)
  if (first < 0) return 0
  const begin = first + watch.reference + Math.min(...watch.levels)
  const news = found.reduce((total, { seen }) => total + Math.min(watch.news, series.length - seen - 1), 0)
  return Math.max(series.length - begin - news, 0) / watch.season
}

/**
 * In how many years a wrong signal comes once, in figures of one area in which nothing changes: rounded down from the worst of the simulated kinds
 * (`false-alarms.long.test.ts`).
 */
export const YEARS_PER_FALSE_ALARM = { week: 15, difference: 15, month: 25 } as const
