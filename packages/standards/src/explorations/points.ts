import { meanInterval } from './interval.ts'
import type { Step } from './question.ts'
import type { Stretch } from './steps.ts'

/** What was measured somewhere in one step, as it is read: over stations, of the mean of each. */
export type Measured = {
  /** Start of the step, in milliseconds. */
  at: number
  value: number
  /** How many stations. */
  n: number
  /** Hours of stations in which was measured. */
  hours: number
  /** Standard deviation between the stations; null when it is not known. */
  spread: number | null
}

/** One step of a series. Without a value it is missing. */
export type Point = {
  start: number
  end: number
  value: number | null
  n: number
  /** The share of what its stations can measure that they did; of a step that is not over, of the whole step. */
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
 * @param dailyHours in how many hours of a day the stations that measured at any time in it do so together
 */
export function fillSteps(
  measured: readonly Measured[],
  steps: readonly Stretch[],
  { within, dailyHours, step, now }: { within: Stretch; dailyHours: number; step: Step; now: number },
): Point[] {
  const found = new Map(measured.map((each) => [each.at, each]))
  return steps
    .filter(({ start, end }) => start < Math.min(within.end, now) && (end <= now || found.has(start)))
    .map(({ start, end }) => {
      const here = found.get(start)
      const provisional = end > now
      if (!here) return { start, end, value: null, n: 0, coverage: 0, provisional, low: null, high: null }
      const { low, high } = meanInterval(here.value, here.n, here.spread) ?? { low: null, high: null }
      const coverage = shareMeasured(here.hours, dailyHours, { start, end }, { within, step, now })
      return { start, end, value: here.value, n: here.n, coverage, provisional, low, high }
    })
}

const DAY = 86_400_000

/** Which share was measured of what a period has of a step: no more than is over of it. */
function shareMeasured(
  hours: number,
  dailyHours: number,
  stretch: Stretch,
  { within, step, now }: { within: Stretch; step: Step; now: number },
): number {
  const start = Math.max(stretch.start, within.start)
  const length = Math.min(stretch.end, within.end) - start
  if (length <= 0 || dailyHours <= 0) return 0
  const share = Math.min(1, hours / ((dailyHours * length) / DAY))
  const over = Math.max(0, Math.min(1, (now - start) / length))
  // An hour that has begun is one hour with values, whatever is over of it.
  return step === 'hour' ? share * over : Math.min(share, over)
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
