import { findMedian } from '../../quality/index.ts'
import { openChance } from '../chance.ts'
import { findMean } from './checks.ts'
import { findEffect } from './find-effect.ts'
import { isKnown, type Panel, type PanelArea } from './panel.ts'
import { type PanelMethod, type Reason, RUNS } from './result.ts'

export interface SmallestEffectOptions {
  method: Exclude<PanelMethod, 'staggered-adoption'>
  /** Keys of the areas where something will be done. */
  planned: readonly string[]
  /** How many periods will be measured after the start. */
  after: number
  /** Keys of areas to leave out of what is compared. */
  without?: readonly string[]
  season?: number
  seed?: number
  /** How many times it is pretended that something was done; 200 when absent. */
  runs?: number
  /** With which probability the effect has to be seen; 0.8 when absent. */
  power?: number
  onProgress?: (share: number) => void
}

/** The smallest effect that a design lets see, as far as the history is like what comes. */
export interface SmallestEffect {
  assessable: true
  /** Sizes of the smallest rise and the smallest fall that are seen with the probability asked for; null when none is, however large. */
  rise: number | null
  fall: number | null
  /** The larger of both as a share of the mean of the planned areas; null when there is none, or that mean is zero. */
  relative: number | null
  /** The lowest p value that could come out, and the median of the periods that the pretended starts had before them. */
  smallestP: number
  before: number
  runs: number
  /** How often effects of a size, rises and falls alike, are seen: a line for a chart. */
  curve: { effect: number; power: number }[]
  /** How often an effect is seen where there is none. */
  falseAlarms: number
}

const PRETENDED = 200
const POWER = 0.8
const POINTS = 20

/**
 * How large an effect must be to be seen: placebo simulation on the history. As many areas as are planned are drawn, with a start at which as many periods follow as will be measured; an
 * effect δ that is added moves the interval by δ, so each draw tells the δ at which that interval leaves zero behind. The smallest effect is the one that is enough in 80 of 100 draws.
 * @param panel figures until now
 */
export function findSmallestEffect(
  panel: Panel,
  options: SmallestEffectOptions,
): SmallestEffect | { assessable: false; reason: Reason } {
  const { method, planned, after, without = [], season, seed = 1, runs = PRETENDED, power = POWER } = options
  const size = planned.length
  const areas = panel.areas.filter(
    ({ key, startedAt }) => !without.includes(key) && (startedAt === undefined || planned.includes(key)),
  )
  const periods = listKnown(panel, areas, planned)
  const usable = areas.filter((area) => periods.every((at) => isKnown(area, at)))
  const earliest = Math.max(Math.ceil(periods.length / 3), 1)
  const latest = periods.length - after
  if (size === 0) return { assessable: false, reason: 'no-treated-areas' }
  if (usable.length <= size) return { assessable: false, reason: 'no-compared-areas' }
  if (after < 1) return { assessable: false, reason: 'too-few-periods-after' }
  if (latest < earliest) return { assessable: false, reason: 'too-few-periods-before' }
  const chance = openChance(seed)
  const needed: { rise: number; fall: number }[] = []
  const befores: number[] = []
  let smallestP = 0
  for (let run = 0; run < runs; run += 1) {
    options.onProgress?.(run / runs)
    const start = earliest + chance.below(latest - earliest + 1)
    const drawn = chance.subset(usable.length, size)
    const kept = periods.slice(0, start + after)
    const length = (kept.at(-1) ?? 0) + 1
    const pretended: Panel = {
      periods: panel.periods.slice(0, length),
      areas: usable.map(({ key, values }, index) => ({
        key,
        values: values.slice(0, length).map((value, at) => (kept.includes(at) ? value : null)),
        ...(drawn.includes(index) && { startedAt: periods[start] ?? start }),
      })),
    }
    const found = findEffect(method, pretended, {
      seed: seed + run,
      runs: RUNS,
      ...(season !== undefined && { season }),
    })
    if (typeof found === 'string') return { assessable: false, reason: found }
    const { low, high } = found.level < LEVEL ? { low: null, high: null } : found.interval
    needed.push({
      rise: low === null ? Number.POSITIVE_INFINITY : -low,
      fall: high === null ? Number.POSITIVE_INFINITY : high,
    })
    befores.push(start)
    smallestP = Math.max(smallestP, found.smallestP)
  }
  const rise = takeQuantile(
    needed.map((each) => each.rise),
    power,
  )
  const fall = takeQuantile(
    needed.map((each) => each.fall),
    power,
  )
  const largest = rise === null || fall === null ? null : Math.max(rise, fall)
  const own = usable.filter(({ key }) => planned.includes(key))
  const mean = findMean(own.map(({ values }) => findMean(periods.map((at) => values[at] ?? 0))))
  const all = needed.flatMap((each) => [each.rise, each.fall])
  return {
    assessable: true,
    rise,
    fall,
    relative: largest === null || mean === 0 ? null : largest / Math.abs(mean),
    smallestP,
    before: findMedian(befores),
    runs,
    curve: drawCurve(all, largest),
    falseAlarms: needed.filter((each) => each.rise < 0 || each.fall < 0).length / runs,
  }
}

/** The level at which an effect counts as seen. */
const LEVEL = 0.95 - 1e-9

function drawCurve(needed: readonly number[], largest: number | null) {
  if (largest === null) return []
  return Array.from({ length: POINTS + 1 }, (_, index) => {
    const effect = (1.5 * largest * index) / POINTS
    return { effect, power: needed.filter((each) => each < effect).length / needed.length }
  })
}

/** The value that a share of the draws stay below; null when that has no bound. */
function takeQuantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  const value = sorted[Math.min(Math.ceil(share * sorted.length), sorted.length) - 1] ?? Number.NaN
  return Number.isFinite(value) ? Math.max(value, 0) : null
}

/** The periods in which all planned areas have a figure. */
function listKnown(panel: Panel, areas: readonly PanelArea[], planned: readonly string[]): number[] {
  const own = areas.filter(({ key }) => planned.includes(key))
  return panel.periods.flatMap((_, at) => (own.every((area) => isKnown(area, at)) ? [at] : []))
}
