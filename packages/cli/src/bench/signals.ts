/** How often watching for a change is wrong: on simulated series in which nothing changes, and what it finds on real ones. */
import { existsSync } from 'node:fs'
import {
  type Alarms,
  countAlarms,
  WATCH_OF_DIFFERENCE,
  WATCHES,
  YEARS_PER_FALSE_ALARM,
} from '@samenspel/standards/signals'
import type { Output } from '../output.ts'
import { createRandom } from '../waterrijk/random.ts'
import { readSets } from './series.ts'

/** Series of a kind that are simulated. */
const SERIES = 40

type Measured = Alarms & { name: string; said: number | null }

/** `samenspel bench-signals`: measures false alarms of signals of a change; on real series too when there are any in the folder. */
export async function benchSignals(output: Output, folder: string): Promise<void> {
  const sets: Measured[] = []
  for (const way of WAYS) {
    for (const [kind, { likeness, shape }] of Object.entries(KINDS)) {
      output.progress(`Watching simulated series by ${way.name}: ${kind}`)
      const all = Array.from({ length: SERIES }, (_, run) => simulate(way, likeness, shape, run))
      sets.push({
        name: `simulated, by ${way.name}: ${kind}`,
        said: YEARS_PER_FALSE_ALARM[way.name],
        ...countAlarms(all, way.watch),
      })
    }
  }
  for (const { name, period, series } of existsSync(folder) ? readSets(folder) : []) {
    if (period !== 'day' && period !== 'month') continue
    output.progress(`Watching ${series.length} real series: ${name}`)
    const steps = period === 'day' ? series.map(toWeeks) : series
    const watch = period === 'day' ? WATCHES.week : WATCHES.month
    sets.push({ name, said: null, ...countAlarms(steps, watch) })
  }
  output.result({ folder, sets }, describe(sets))
}

const WAYS = [
  { name: 'week', watch: WATCHES.week, years: 6, season: 2 },
  { name: 'difference', watch: WATCH_OF_DIFFERENCE, years: 3, season: 0 },
  { name: 'month', watch: WATCHES.month, years: 14, season: 2 },
] as const

const same = (value: number) => value
const KINDS = {
  'no likeness': { likeness: 0, shape: same },
  'likeness 0.6': { likeness: 0.6, shape: same },
  'likeness 0.9': { likeness: 0.9, shape: same },
  'skewed, likeness 0.6': { likeness: 0.6, shape: (value: number) => Math.exp(0.7 * value) },
}

function simulate(
  { watch, years, season }: (typeof WAYS)[number],
  likeness: number,
  shape: (value: number) => number,
  run: number,
): number[] {
  const chance = createRandom(7919 * run + 13)
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  let value = normal()
  return Array.from({ length: Math.round(years * watch.season) }, (_, step) => {
    value = likeness * value + Math.sqrt(1 - likeness * likeness) * normal()
    return shape(value) + season * Math.cos((2 * Math.PI * step) / watch.season)
  })
}

/** Days as means of seven of them. */
function toWeeks(days: readonly (number | null)[]): (number | null)[] {
  return Array.from({ length: Math.floor(days.length / 7) }, (_, week) => {
    const known = days.slice(7 * week, 7 * week + 7).flatMap((value) => value ?? [])
    return known.length < 4 ? null : known.reduce((total, value) => total + value, 0) / known.length
  })
}

function describe(sets: readonly Measured[]): string[] {
  return [
    '| series | years | signals | of level | once in years | said |',
    '|---|--:|--:|--:|--:|--:|',
    ...sets.map(({ name, years, alarms, ofLevel, said }) =>
      [
        '',
        name,
        Math.round(years),
        alarms,
        ofLevel,
        alarms === 0 ? '–' : (years / alarms).toFixed(0),
        said ?? 'real: something can have changed',
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ]
}
