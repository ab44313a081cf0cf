import { meanInterval } from './interval.ts'
import type { Step } from './question.ts'
import { countParts, type Stretch } from './steps.ts'

/** What was measured somewhere in one step, as it is read: over stations, of the mean of each. */
export type Measured = {
  /** Start of the step, in milliseconds. */
  at: number
  value: number
  /** How many stations. */
  n: number
  /** How many hours or days of stations; a day in which less than usual was measured counts for that part of it. */
  parts: number
  /** Standard deviation between the stations; null when it is not known. */
  spread: number | null
}

/** One step of a series. Without a value it is missing. */
export type Point = {
  start: number
  end: number
  value: number | null
  n: number
  /** The share of the hours or days of stations that was measured; of a step that is not over, of the whole step. */
  coverage: number
  /** Whether the step is not over: the value can still change. */
  provisional: boolean
  /** Between which the mean lies, see `meanInterval`; null when nobody can say. */
  low: number | null
  high: number | null
}

/**
 * All steps of a period, also those in which nothing was measured: what is missing is there as missing. A step that is not over is there when
 * something was measured in it.
 * @param within the period, also what of it is yet to come
 * @param stations how many stations measured at any time in it
 */
export function fillSteps(
  measured: readonly Measured[],
  steps: readonly Stretch[],
  { within, stations, step, now }: { within: Stretch; stations: number; step: Step; now: number },
): Point[] {
  const found = new Map(measured.map((each) => [each.at, each]))
  return steps
    .filter(({ start, end }) => start < Math.min(within.end, now) && (end <= now || found.has(start)))
    .map(({ start, end }) => {
      const here = found.get(start)
      const provisional = end > now
      if (!here) return { start, end, value: null, n: 0, coverage: 0, provisional, low: null, high: null }
      const possible =
        stations * countParts({ start, end }, { ...within, end: Math.min(within.end, now) }, step)
      const { low, high } = meanInterval(here.value, here.n, here.spread) ?? { low: null, high: null }
      const soFar = possible > 0 ? Math.min(1, here.parts / possible) : 0
      const coverage = soFar * shareOver({ start, end }, within, now)
      return { start, end, value: here.value, n: here.n, coverage, provisional, low, high }
    })
}

/** Which share of what a period has of a step is over. */
function shareOver(step: Stretch, within: Stretch, now: number): number {
  const [start, end] = [Math.max(step.start, within.start), Math.min(step.end, within.end)]
  return end > start ? Math.max(0, Math.min(1, (now - start) / (end - start))) : 0
}

/** The points that have a value. */
export const known = (points: readonly Point[]): (Point & { value: number })[] =>
  points.filter((point): point is Point & { value: number } => point.value !== null)

/** The coverage of a whole series: the mean over its steps, and of one that is not over when there is no other. */
export function coverageOf(points: readonly Point[]): number {
  const over = points.filter(({ provisional }) => !provisional)
  const counted = over.length > 0 ? over : points
  if (counted.length === 0) return 0
  return counted.reduce((sum, { coverage }) => sum + coverage, 0) / counted.length
}

/** The value below which this share of a sorted list lies (Hyndman and Fan 1996, type 7). */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const [below, above] = [Math.floor(at), Math.ceil(at)]
  const low = sorted[below] ?? Number.NaN
  return low + ((sorted[above] ?? low) - low) * (at - below)
}
