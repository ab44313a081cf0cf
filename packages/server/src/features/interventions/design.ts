/**
 * Help with choosing how an effect will be looked for, from figures of before the start alone: with which areas can be compared, and which of the designs of an
 * evaluation that leaves. Pure code; what is computed of it is in `@samenspel/standards/effects`.
 */
import { type Comparison, type Panel, rankComparisons } from '@samenspel/standards/effects'

/** Figures on one axis of periods; null where there is none. */
export type Values = readonly (number | null)[]

/** Which way of looking for an effect the areas allow, as an evaluation has them. */
export const PLANNED_DESIGNS = [
  'interrupted-series',
  'difference-series',
  'difference-in-differences',
  'controlled-series',
] as const
export type PlannedDesign = (typeof PLANNED_DESIGNS)[number]

/** Assignments of areas of which the real one must be the most extreme for a p of 0.05. */
export const LEAST_ASSIGNMENTS = 20

/** Periods before the start from which each area can have a trend of its own. */
const LEAST_FOR_TREND = 6

/** The design that tells most: by areas when there are enough of them, else by time. */
export function chooseDesign(treated: number, compared: number, before: number): PlannedDesign {
  if (compared === 0) return 'interrupted-series'
  if (countAssignments(treated + compared, treated) < LEAST_ASSIGNMENTS) return 'difference-series'
  return before >= LEAST_FOR_TREND ? 'controlled-series' : 'difference-in-differences'
}

/** In how many ways so many areas can be chosen out of all; of very many only that they are many. */
export function countAssignments(all: number, chosen: number): number {
  let ways = 1
  for (let each = 1; each <= Math.min(chosen, all - chosen) && ways <= 1e9; each += 1)
    ways = (ways * (all - each + 1)) / each
  return Math.round(ways)
}

/** Steps that a series has at most: more makes it slow, and no surer. */
const MOST_STEPS = 160

/** How many periods can go together in a step, by kind of period, with how many such steps a year has. */
const STEPS: Record<string, readonly { size: number; inYear: number }[]> = {
  hour: [
    { size: 24, inYear: 365 },
    { size: 168, inYear: 52 },
    { size: 730, inYear: 12 },
  ],
  day: [
    { size: 1, inYear: 365 },
    { size: 7, inYear: 52 },
    { size: 30, inYear: 12 },
  ],
  month: [{ size: 1, inYear: 12 }],
  year: [{ size: 1, inYear: 1 }],
}
const ONE = { size: 1, inYear: 1 }

/** The smallest step in which so many periods are a series of a workable length. */
export function chooseStep(period: string, periods: number): { size: number; inYear: number } {
  const fitting = STEPS[period] ?? [ONE]
  return fitting.find(({ size }) => periods / size <= MOST_STEPS) ?? fitting.at(-1) ?? ONE
}

/** Puts so many periods together, counted back from the last: the mean of those that there are, if these are half of them. */
export function joinPeriods(values: Values, size: number): (number | null)[] {
  if (size === 1) return [...values]
  const count = Math.floor(values.length / size)
  const first = values.length - count * size
  return Array.from({ length: count }, (_, step) => {
    const part = values.slice(first + step * size, first + (step + 1) * size)
    const present = part.filter((value) => value !== null)
    return 2 * present.length >= size ? meanOf(present) : null
  })
}

/** The mean of several areas per period; null where one of them has no figure, or it would be a mean of others each time. */
export function meanSeries(all: readonly Values[]): (number | null)[] {
  const [first] = all
  if (!first) return []
  return first.map((_, index) => {
    const present = all.flatMap((values) => values[index] ?? [])
    return present.length === all.length ? meanOf(present) : null
  })
}

/** The one series less the other, per period. */
export function difference(left: Values, right: Values): (number | null)[] {
  return left.map((value, index) => {
    const beside = right[index] ?? null
    return value === null || beside === null ? null : value - beside
  })
}

/** An area that lacks more of the periods than this cannot be compared with. */
const MOST_MISSING = 0.2

/** A history as it is read, by area. */
export type Area = { code: string; isTreated: boolean; isNeighbour: boolean; values: Values }

/**
 * Ranks areas by how parallel they ran to the planned ones. Of the areas that miss few periods, only those periods count that all of them have: else hardly
 * any area of which something was once not measured could be compared with.
 * @returns the best first, those that cannot be compared with last; none when the planned areas have no period in common
 */
export function rankAreas(areas: readonly Area[]): Comparison[] {
  const planned = areas.filter(({ isTreated }) => isTreated)
  const own = meanSeries(planned.map(({ values }) => values))
  const known = own.flatMap((value, at) => (value === null ? [] : [at]))
  if (known.length === 0) return []
  const misses = ({ values }: Area) => known.filter((at) => (values[at] ?? null) === null).length
  const sound = areas.filter((area) => misses(area) <= MOST_MISSING * known.length)
  const kept = known.filter((at) => sound.every(({ values }) => (values[at] ?? null) !== null))
  return rankComparisons(panelOf(areas, kept), { planned: planned.map(({ code }) => code) }).areas
}

/** Areas as a panel, of these places on their axis. */
export function panelOf(areas: readonly Area[], places: readonly number[]): Panel {
  return {
    periods: places.map(String),
    areas: areas.map(({ code, values }) => ({ key: code, values: places.map((at) => values[at] ?? null) })),
  }
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
