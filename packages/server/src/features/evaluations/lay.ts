/** From figures of areas to the study that is computed. */
import type { Incident } from '@samenspel/standards/effects'
import type { Period } from '@samenspel/standards/times'
import { findConversion, isKnownUnit } from '@samenspel/standards/units'
import type { Indicator } from '../indicators/index.ts'
import type { Study, StudyArea } from './compute/study.ts'
import type { Material } from './designs.ts'
import { type Design, STEPS_IN_YEAR, type Step } from './lists.ts'
import { countPeriods, nextStep, startOfStep } from './steps-in-time.ts'

/** The figures of one area by step: the mean of those that there are, and how many. */
export type AreaFigures = {
  code: string
  name: string
  neighbours: string[]
  figures: readonly { start: string; mean: number; count: number }[]
}

/** What changed the measuring in an area, and on which day it was so for the first time. */
export type DatedIncident = { area: string; kind: Incident['kind']; day: string }

/** Of a step this part of its figures must be there: of fewer, the mean is of another time than it says. */
const LEAST_PART = 0.5

export type Chosen = {
  design: Design
  shape: Study['shape']
  step: Step
  /** The days from and before which there are figures in it. */
  from: string
  until: string
}

export type About = {
  period: Period
  unit: string
  hoped: 'up' | 'down'
  expected: Study['expected']
  /** The day until which there must be figures to judge by. */
  enoughUntil: string
  /** The day on which it began, by area; the others are compared with. */
  starts: ReadonlyMap<string, string>
}

/**
 * Lays the figures of areas on one axis of whole steps. The step in which it began counts for neither before nor after, unless it
 * began on the first day of it.
 */
export function layStudy(
  areas: readonly AreaFigures[],
  { design, shape, step, from, until }: Chosen,
  { period, unit, hoped, expected, enoughUntil, starts }: About,
  incidents: readonly DatedIncident[],
): Study {
  const isInside = ({ start, count }: { start: string; count: number }) =>
    start >= from && nextStep(start, step) <= until && count >= LEAST_PART * countPeriods(start, step, period)
  const known = areas.flatMap(({ figures }) => figures.filter(isInside).map(({ start }) => start)).sort()
  const periods: string[] = []
  const last = known.at(-1) ?? ''
  for (let at = known[0] ?? ''; at !== '' && at <= last; at = nextStep(at, step)) periods.push(at)
  const firstAfter = (day: string) => {
    const place = periods.findIndex((start) => start >= day)
    return place < 0 ? periods.length : place
  }
  const begun = new Set(starts.values())
  const halfway = new Set(
    [...begun].map((day) => startOfStep(day, step)).filter((start) => !begun.has(start)),
  )
  const first = [...begun].sort()[0] ?? until
  const laid = areas.map(({ code, name, neighbours, figures }): StudyArea => {
    const values = new Map(figures.filter(isInside).map(({ start, mean }) => [start, mean]))
    const start = starts.get(code)
    return {
      code,
      name,
      startedAt: start === undefined ? null : firstAfter(start),
      neighbours: neighbours.filter((each) => areas.some((area) => area.code === each)),
      values: periods.map((at) => (halfway.has(at) ? null : (values.get(at) ?? null))),
    }
  })
  // Where something was done; where that has no figures at all there is nothing to judge either.
  const treated = areas.filter(({ code }) => starts.has(code))
  const lasts = treated.map(({ figures }) => figures.findLast(isInside)?.start ?? from)
  const end = lasts.sort()[0] ?? from
  return {
    design,
    shape,
    season: STEPS_IN_YEAR[step],
    unit,
    hoped,
    from,
    until,
    ...(expected !== undefined && { expected }),
    enough: { until: enoughUntil, are: end === from ? from : nextStep(end, step) },
    periods,
    start: firstAfter(first),
    areas: laid,
    incidents: incidents
      .filter(({ day, area }) => day >= from && day < until && areas.some(({ code }) => code === area))
      .map(({ area, kind, day }) => ({ area, kind, at: firstAfter(startOfStep(day, step)) })),
  }
}

/**
 * Whether the figures of an indicator are numbers of things, as the definition says: how often a norm was passed, or what is added up in a unit
 * that is no measure (reports, vehicles). Degrees or decibels that happen to be whole are no counts.
 */
export function isOfCounts({
  what,
  statistic,
  unit,
}: Pick<Indicator, 'what' | 'statistic' | 'unit'>): boolean {
  const isNumber = findConversion({ symbol: unit }, { symbol: '1' }) !== undefined || !isKnownUnit(unit)
  if (what === 'property') return TIMES.includes(statistic) || (statistic === 'sum' && isNumber)
  return what === 'area-statistic' && isNumber
}

/** Statistics that count how often. */
const TIMES: readonly Indicator['statistic'][] = ['count-above', 'count-from', 'count-below']

/**
 * What there is to look with, of a study.
 * @param mayCount whether the figures are counts when they are whole, see {@link isOfCounts}
 */
export function weighMaterial({ areas, start, periods }: Omit<Study, 'design'>, mayCount: boolean): Material {
  const withFigures = areas.filter(({ values }) => values.some((value) => value !== null))
  const treated = withFigures.filter(({ startedAt }) => startedAt !== null)
  const places = periods.flatMap((_, at) =>
    treated.length > 0 && treated.every(({ values }) => (values[at] ?? null) !== null) ? [at] : [],
  )
  const values = treated.flatMap((area) => area.values.filter((value) => value !== null))
  return {
    treated: treated.length,
    compared: withFigures.length - treated.length,
    before: places.filter((at) => at < start).length,
    after: places.filter((at) => at >= start).length,
    isCounts: mayCount && values.length > 0 && values.every((value) => Number.isInteger(value) && value >= 0),
    startsDiffer: new Set(treated.map(({ startedAt }) => startedAt)).size > 1,
  }
}
