import { known, type Point, quantile } from './points.ts'
import type { ChartKind } from './question.ts'
import { toLocal } from './steps.ts'

/*
 * What each kind of chart draws, as a table: the rows of its picture, its table and its download are the same.
 */

/** A cell of an answer; null is what is missing. */
export type Cell = string | number | null

/** One place in an answer: its text in the question, and what was measured there. */
export type Placed = { key: string; points: readonly Point[] }

/** A mean of a whole period, over the stations of a place. */
export type PlaceMean = {
  key: string
  value: number | null
  n: number
  low: number | null
  high: number | null
  coverage: number
}

export const COLUMNS = {
  lines: ['time', 'series', 'value', 'n', 'coverage', 'low', 'high'],
  calendar: ['time', 'series', 'value', 'n', 'coverage', 'low', 'high'],
  compare: ['series', 'value', 'n', 'coverage', 'low', 'high'],
  day: ['hour', 'series', 'value', 'n', 'low', 'high'],
  week: ['weekday', 'hour', 'series', 'value', 'n', 'low', 'high'],
  distribution: ['from', 'to', 'series', 'count', 'share'],
  scatter: ['time', 'series', 'value', 'against'],
  rose: ['direction', 'series', 'value', 'n', 'share'],
} as const satisfies Record<ChartKind, readonly string[]>

/** An answer as a table. */
export type ShapedTable = { columns: readonly string[]; rows: Cell[][] }

/** What an answer is made of. */
export type Found = {
  places: readonly Placed[]
  /** For a comparison: the mean of each place over the period. */
  means: readonly PlaceMean[]
  /** What the values are set out against, per place. */
  against: readonly Placed[]
}

/** Makes the table of a kind of chart. */
export function shapeAnswer(chart: ChartKind, found: Found): ShapedTable {
  return { columns: COLUMNS[chart], rows: SHAPES[chart](found) }
}

const SHAPES: Record<ChartKind, (found: Found) => Cell[][]> = {
  lines: ({ places }) => listSteps(places),
  calendar: ({ places }) => listSteps(places),
  compare: ({ means }) =>
    means.map(({ key, value, n, coverage, low, high }) => [key, value, n, round(coverage), low, high]),
  day: ({ places }) => listPattern(places, 24, (hour) => [hour]),
  week: ({ places }) => listPattern(places, 168, (at) => [1 + Math.floor(at / 24), at % 24]),
  distribution: ({ places }) => listBins(places),
  scatter: (found) => {
    const isoOf = openIso()
    return pair(found).map(({ key, start, value, against }) => [isoOf(start), key, value, against])
  },
  rose: (found) => listDirections(found),
}

function listSteps(places: readonly Placed[]): Cell[][] {
  const isoOf = openIso()
  return places.flatMap(({ key, points }) =>
    points.map(({ start, value, n, coverage, low, high }) => [
      isoOf(start),
      key,
      value,
      n,
      round(coverage),
      low,
      high,
    ]),
  )
}

const DAY = 86_400_000

/** Writes moments as `toISOString` does. Those of one day share their date, and a year of hours is written five times as fast. */
function openIso(): (moment: number) => string {
  let day = Number.NaN
  let date = ''
  return (moment) => {
    if (Math.floor(moment / DAY) !== day) {
      day = Math.floor(moment / DAY)
      date = new Date(moment).toISOString().slice(0, 'yyyy-mm-ddT'.length)
    }
    const within = moment - day * DAY
    const two = (part: number, of: number) => String(Math.floor(within / part) % of).padStart(2, '0')
    const thousandths = String(within % 1000).padStart(3, '0')
    return `${date}${two(3_600_000, 24)}:${two(60_000, 60)}:${two(1000, 60)}.${thousandths}Z`
  }
}

const round = (share: number) => Math.round(share * 1000) / 1000

/**
 * What is usual at each hour of the clock of a day or a week: the mean of the values at that hour, and between which values eight of ten
 * lie. Week begin on Monday.
 */
function listPattern(places: readonly Placed[], slots: number, name: (slot: number) => number[]): Cell[][] {
  return places.flatMap(({ key, points }) => {
    const values: number[][] = Array.from({ length: slots }, () => [])
    for (const { start, value } of known(points)) values[slotOf(start, slots)]?.push(value)
    return values.map((list, slot) => {
      const sorted = list.toSorted((one, other) => one - other)
      const mean = sorted.length > 0 ? sorted.reduce((sum, value) => sum + value, 0) / sorted.length : null
      const bounds = sorted.length > 0 ? [quantile(sorted, 0.1), quantile(sorted, 0.9)] : [null, null]
      return [...name(slot), key, mean, sorted.length, ...bounds]
    })
  })
}

function slotOf(start: number, slots: number): number {
  const local = new Date(toLocal(start))
  return slots === 24 ? local.getUTCHours() : ((local.getUTCDay() + 6) % 7) * 24 + local.getUTCHours()
}

const BINS = 20

/** How often which values came, in steps of a round number that all places share. */
function listBins(places: readonly Placed[]): Cell[][] {
  const values = places.map(({ points }) => known(points).map(({ value }) => value))
  const [least, most] = extentOf(values.flat())
  if (least === undefined || most === undefined) return []
  // No finer than a value can be told from the next.
  const finest = Math.max(Math.abs(least), Math.abs(most)) * 1e-9
  const width = roundWidth(Math.max((most - least) / BINS, finest))
  const first = Math.floor(least / width)
  const count = Math.floor(most / width) - first + 1
  return places.flatMap(({ key }, index) => {
    const list = values[index] ?? []
    const counts = Array.from({ length: count }, () => 0)
    for (const value of list) {
      const bin = Math.floor(value / width) - first
      counts[bin] = (counts[bin] ?? 0) + 1
    }
    return counts.map((times, bin) => [
      tidy((first + bin) * width),
      tidy((first + bin + 1) * width),
      key,
      times,
      list.length > 0 ? round(times / list.length) : 0,
    ])
  })
}

/** The least and the most of a list that can be long. */
export function extentOf(values: readonly number[]): [number, number] | [undefined, undefined] {
  if (values.length === 0) return [undefined, undefined]
  return [
    values.reduce((least, value) => Math.min(least, value)),
    values.reduce((most, value) => Math.max(most, value)),
  ]
}

/** The nearest 1, 2 or 5 times a power of ten that is no smaller. */
function roundWidth(width: number): number {
  const power = width > 0 ? 10 ** Math.floor(Math.log10(width)) : 0
  if (power === 0) return 1
  return power * ([1, 2, 5].find((step) => step * power >= width) ?? 10)
}

/** Without the last digits that binary fractions leave. */
const tidy = (value: number) => Number(value.toPrecision(12))

type Pair = { key: string; start: number; value: number; against: number }

/** Values and what they are set out against, of the same place and step. */
export function pair({ places, against }: Pick<Found, 'places' | 'against'>): Pair[] {
  return places.flatMap(({ key, points }) => {
    const other = against.find((each) => each.key === key)
    const beside = new Map(known(other?.points ?? []).map(({ start, value }) => [start, value]))
    return known(points).flatMap(({ start, value }) => {
      const found = beside.get(start)
      return found === undefined ? [] : [{ key, start, value, against: found }]
    })
  })
}

/** Directions of a rose: of 30 degrees each, the first around north. */
export const DIRECTIONS = 12

/** Which direction of a rose an angle in degrees is in. */
function sectorOf(angle: number): number {
  const turned = ((angle % 360) + 360) % 360
  return Math.round((turned * DIRECTIONS) / 360) % DIRECTIONS
}

/** The mean with wind from each direction, and how often it came from there. */
function listDirections(found: Found): Cell[][] {
  const pairs = pair(found)
  const width = 360 / DIRECTIONS
  return found.places.flatMap(({ key }) => {
    const own = pairs.filter((each) => each.key === key)
    const values: number[][] = Array.from({ length: DIRECTIONS }, () => [])
    for (const { value, against } of own) values[sectorOf(against)]?.push(value)
    return values.map((list, index) => [
      index * width,
      key,
      list.length > 0 ? list.reduce((sum, value) => sum + value, 0) / list.length : null,
      list.length,
      own.length > 0 ? round(list.length / own.length) : 0,
    ])
  })
}

/** Pearson's correlation of the pairs; undefined with fewer than three, or when one of both never differs. */
export function correlation(pairs: readonly { value: number; against: number }[]): number | undefined {
  const n = pairs.length
  if (n < 3) return undefined
  const meanOf = (pick: (pair: { value: number; against: number }) => number) =>
    pairs.reduce((sum, each) => sum + pick(each), 0) / n
  const [mx, my] = [meanOf(({ against }) => against), meanOf(({ value }) => value)]
  let [xx, yy, xy] = [0, 0, 0]
  for (const { value, against } of pairs) {
    xx += (against - mx) ** 2
    yy += (value - my) ** 2
    xy += (against - mx) * (value - my)
  }
  return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : undefined
}
