/** Makes the points of places into series of blocks of equal length, of which one value each. */
import type { Measure, Place, Point, ValueChoice, Window } from './model.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
export const YEAR = 365.25 * DAY

/** Lengths of blocks. */
const LENGTHS = [HOUR, DAY, 7 * DAY, YEAR / 12, YEAR]

/** Blocks in a window with which a regression can work; with more, longer blocks are taken. */
const ENOUGH_BLOCKS = 36

/** Share of the points of a block without which it has no value. */
const ENOUGH_POINTS = 0.5

/** Values so many robust deviations from the middle are outliers. */
const OUTLYING = 5

/** What more than this share of the values are is no outlier: of rain, most days with any would be. */
const MOST_OUTLYING = 0.02

/** A series of blocks; `first` is the moment at which the first begins. */
export type Blocks = { first: number; length: number; values: (number | null)[] }

/** The usual distance between points (ms); 0 without two points. */
export function stepOf(points: readonly Point[]): number {
  const steps = points.slice(1).map(({ time }, index) => time - (points[index]?.time ?? 0))
  return median(steps) ?? 0
}

/** The longest block of which there are enough in a window, and which holds at least one point. */
export function chooseBlock({ from, to }: Window, step: number): number {
  const possible = LENGTHS.filter((length) => length >= step * 0.9)
  const enough = possible.filter((length) => (to - from) / length >= ENOUGH_BLOCKS)
  return enough.at(-1) ?? possible[0] ?? YEAR
}

/** Points in a block with which a median or percentile is more than one of the values. */
const ENOUGH_FOR_MEASURES = 5

/** Blocks in a window that are enough to take a median or percentile of each. */
const FEWEST_BLOCKS = 8

/**
 * The blocks of which a measure can be taken: the usual ones, or of a median or percentile the shortest longer ones that hold enough points.
 * @returns undefined when the window has too few of these
 */
export function blockFor(
  measure: Measure,
  { from, to }: Window,
  { block, step }: { block: number; step: number },
): number | undefined {
  const holdsEnough = (length: number) => pointsPerBlock(length, step) >= ENOUGH_FOR_MEASURES
  if (measure === 'mean' || holdsEnough(block)) return block
  return LENGTHS.find((length) => holdsEnough(length) && (to - from) / length >= FEWEST_BLOCKS)
}

/** How many points a block holds. */
export function pointsPerBlock(length: number, step: number): number {
  return step > 0 ? Math.max(1, Math.round(length / step)) : 1
}

/** The points of a place that take part. */
export function choosePoints({ points, sound }: Place, choice: ValueChoice): readonly Point[] {
  if (choice === 'all') return points
  if (choice === 'without-flagged' && sound) return sound
  if (choice === 'without-flagged') {
    return points.map((point) => (point.flagged ? { ...point, value: null } : point))
  }
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]))
  const middle = median(known) ?? 0
  const spread = 1.4826 * (median(known.map((value) => Math.abs(value - middle))) ?? 0)
  const isOutlier = (value: number | null) => value !== null && Math.abs(value - middle) > OUTLYING * spread
  if (spread === 0 || known.filter(isOutlier).length > MOST_OUTLYING * known.length) return points
  return points.map((point) => (isOutlier(point.value) ? { ...point, value: null } : point))
}

/** Whether some of the values of a place are doubtful. */
export function hasDoubtful({ points, sound }: Place): boolean {
  if (points.some(({ flagged, value }) => flagged && value !== null)) return true
  if (!sound) return false
  const values = new Map(sound.map(({ time, value }) => [time, value]))
  return points.some(({ time, value }) => value !== (values.get(time) ?? null))
}

/** Makes points into blocks from `first` on. */
export function toBlocks(
  points: readonly Point[],
  measure: Measure,
  { first, length, count, step }: { first: number; length: number; count: number; step: number },
): Blocks {
  const held: number[][] = Array.from({ length: count }, () => [])
  for (const { time, value } of points) {
    if (value === null) continue
    // Months differ in length: the middle of a point decides in which block it lies.
    held[Math.floor((time + step / 2 - first) / length)]?.push(value)
  }
  const least = Math.max(1, ENOUGH_POINTS * pointsPerBlock(length, step))
  return {
    first,
    length,
    values: held.map((values) => (values.length < least ? null : measureOf(values, measure))),
  }
}

function measureOf(values: readonly number[], measure: Measure): number | null {
  if (measure === 'mean') return values.reduce((total, value) => total + value, 0) / values.length
  return quantile(values, SHARES[measure])
}

/** The part of the values below which a measure lies. */
export const SHARES = { median: 0.5, high: 0.9 } as const

export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? 0
  return below + (above - below) * (place - Math.floor(place))
}

/** The distance between the tenth and the ninetieth of a hundred values, from low to high. */
export function spreadOf(values: readonly (number | null)[]): number {
  const known = values.flatMap((value) => value ?? [])
  return (quantile(known, 0.9) ?? 0) - (quantile(known, 0.1) ?? 0)
}

/** Per step the mean of several series, of those that have a value; null when fewer than half of them do. */
export function averageOf(series: readonly (readonly (number | null)[])[]): (number | null)[] {
  const count = Math.max(0, ...series.map(({ length }) => length))
  return Array.from({ length: count }, (_, index) => {
    const known = series.flatMap((values) => values[index] ?? [])
    if (known.length === 0 || known.length * 2 < series.length) return null
    return known.reduce((total, value) => total + value, 0) / known.length
  })
}

/** A series without its own mean, so that a place that is missing for a while does not change the mean of several. */
export function centre(values: readonly (number | null)[]): (number | null)[] {
  const known = values.flatMap((value) => value ?? [])
  const mean = known.reduce((total, value) => total + value, 0) / Math.max(known.length, 1)
  return values.map((value) => (value === null ? null : value - mean))
}
