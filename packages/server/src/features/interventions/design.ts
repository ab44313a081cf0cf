/**
 * Help with choosing how an effect will be looked for, from figures of before the start alone: with which areas can be compared, and which of the designs of an
 * evaluation that leaves. Pure code; what is computed of it is in `@samenspel/standards/effects`.
 */
import { type Comparison, LEAST_DAYS_AFTER, type Panel, rankComparisons } from '@samenspel/standards/effects'
import type { Period } from '@samenspel/standards/times'
import type { STEPS as STEP_NAMES } from './lists.ts'

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

const DAYS_IN: Record<Period, number> = { hour: 1 / 24, day: 1, month: 365.25 / 12, year: 365.25 }
const DAY = 86_400_000

/**
 * How long to measure after the start, in periods of the indicator: until the pilot ends, of what has no end until the day on which the
 * effect is expected, and no shorter than {@link LEAST_DAYS_AFTER}.
 */
export function proposeAfter(
  { kind, start, end, by }: { kind: 'measure' | 'pilot'; start: string; end: string | null; by: string },
  period: Period,
): number {
  const isPilot = kind === 'pilot' && end !== null
  // The last day of a pilot is measured as well.
  const until = isPilot ? Date.parse(end) + DAY : Date.parse(by)
  const days = Math.max(LEAST_DAYS_AFTER, (until - Date.parse(start)) / DAY)
  return Math.max(1, Math.round(days / DAYS_IN[period]))
}

/** Steps that a series has at most: more makes it slow, and no surer. */
const MOST_STEPS = 160

/** How many periods can go together in a step, by kind of period, with how many such steps a year has. */
const STEPS: Record<Period, readonly Joined[]> = {
  hour: [
    { step: 'day', size: 24, inYear: 365 },
    { step: 'week', size: 168, inYear: 52 },
    { step: 'month', size: 730, inYear: 12 },
  ],
  day: [
    { step: 'day', size: 1, inYear: 365 },
    { step: 'week', size: 7, inYear: 52 },
    { step: 'month', size: 30, inYear: 12 },
  ],
  month: [
    { step: 'month', size: 1, inYear: 12 },
    { step: 'quarter', size: 3, inYear: 4 },
    { step: 'year', size: 12, inYear: 1 },
  ],
  year: [{ step: 'year', size: 1, inYear: 1 }],
}
/** How many periods go together in a step, and how many such steps a year has. */
export type Joined = { step: (typeof STEP_NAMES)[number]; size: number; inYear: number }

/** Steps of before the start from which anything can be said: see `detectableEffect` in standards/effects. */
const LEAST_STEPS_BEFORE = 8

/**
 * The step that is asked for; without one the smallest in which so many periods are a series of a workable length. Of a short history a step
 * that leaves something of it.
 */
export function chooseStep(
  period: Period,
  { before, after }: { before: number; after: number },
  asked?: string | null,
): Joined {
  const all = STEPS[period]
  const [smallest] = all
  const known = asked ? all.find(({ step }) => step === asked) : undefined
  if (known) return known
  const leaving = all.filter(({ size }) => before / size >= LEAST_STEPS_BEFORE)
  return (
    leaving.find(({ size }) => (before + after) / size <= MOST_STEPS) ??
    leaving.at(-1) ??
    (smallest as Joined)
  )
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
