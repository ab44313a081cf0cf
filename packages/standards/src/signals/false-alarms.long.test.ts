import { expect, test } from 'vitest'
import { openChance } from '../steering/testing/simulate.ts'
import { countAlarms, findChanges, WATCH_OF_DIFFERENCE, WATCHES, YEARS_PER_FALSE_ALARM } from './index.ts'

const RUNS = 40

type Chance = ReturnType<typeof openChance>

/** Series in which nothing changes: with a likeness in time, with noise on top, and skewed as rain and dust are. */
const KINDS: Record<string, (chance: Chance, steps: number) => number[]> = {
  'no likeness': (chance, steps) => chance.autoregressive(steps, 0),
  'likeness 0.6': (chance, steps) => chance.autoregressive(steps, 0.6),
  'likeness 0.9': (chance, steps) => chance.autoregressive(steps, 0.9),
  'likeness 0.9 with noise': (chance, steps) =>
    chance.autoregressive(steps, 0.9).map((value) => 0.7 * value + 0.7 * chance.normal()),
  'skewed, likeness 0.6': (chance, steps) =>
    chance.autoregressive(steps, 0.6).map((value) => Math.exp(0.7 * value)),
}

const WAYS = [
  { name: 'week', watch: WATCHES.week, years: 6, season: 2 },
  { name: 'difference', watch: WATCH_OF_DIFFERENCE, years: 3, season: 0 },
  { name: 'month', watch: WATCHES.month, years: 14, season: 2 },
] as const

for (const { name, watch, years, season } of WAYS) {
  test.each(Object.entries(KINDS))(`is wrong no more often than is said, by ${name}: %s`, (_, make) => {
    const all = Array.from({ length: RUNS }, (_each, run) =>
      make(openChance(7919 * run + 13), Math.round(years * watch.season)).map(
        (value, step) => value + season * Math.cos((2 * Math.PI * step) / watch.season),
      ),
    )
    const measured = countAlarms(all, watch)
    // Three standard errors above what is said, for as many years as were simulated.
    const said = measured.years / YEARS_PER_FALSE_ALARM[name]
    expect(measured.alarms, JSON.stringify(measured)).toBeLessThanOrEqual(said + 3 * Math.sqrt(said))
  })
}

test.each([
  [2, 0.5],
  [3, 0.8],
])(
  'sees a change of %d standard deviations within half a year, in more than a share of %d',
  (shift, share) => {
    const { season } = WATCHES.week
    const change = Math.round(4 * season)
    const seen = Array.from({ length: RUNS }, (_, run) => {
      const noise = openChance(101 * run + 7).autoregressive(Math.round(5 * season), 0.3)
      const values = noise.map((value, step) => value + (step >= change ? shift : 0))
      return findChanges(values, WATCHES.week).some(
        ({ seen: at, of }) => of === 'level' && at >= change && at < change + season / 2,
      )
    })
    expect(seen.filter(Boolean).length / RUNS).toBeGreaterThan(share)
  },
)
