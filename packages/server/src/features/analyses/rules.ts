/** What an answer holds, worked out from what was read. */
import {
  coverageOf,
  fillSteps,
  known,
  listSteps,
  meanInterval,
  type Place,
  type PlaceMean,
  type Point,
  type Question,
  type Step,
  type Stretch,
  shapeAnswer,
  stretchOf,
  writePlace,
  writeQuestion,
} from '@samenspel/standards/explorations'
import { AMSTERDAM, listPeriods } from '@samenspel/standards/times'
import type { Indicator } from '../indicators/index.ts'
import type { PlaceFound, PlacesFound } from '../measurements/index.ts'
import type { Answer, AnswerLine, AnswerSource, AnswerSubject } from './schema.ts'

/** A place of an answer with its points, before they are given the form of a chart. */
export type AnswerPlace = {
  key: string
  name: string | null
  stations: number
  otherUnit: number
  tooCoarse: number
  points: Point[]
  mean: PlaceMean
}

/** The period of a question, as far as it is over. */
export function withinNow(question: Pick<Question, 'from' | 'to' | 'step'>, now: Date): Stretch {
  const { start, end } = stretchOf(question)
  return { start, end: Math.max(start, Math.min(end, now.getTime())) }
}

/** Puts the places that were read in the order of the question, with every step, also those that are missing. */
export function describePlaces(
  { from, to }: Pick<Question, 'from' | 'to'>,
  step: Step,
  { places, found, now }: { places: readonly Place[]; found: PlacesFound; now: Date },
): AnswerPlace[] {
  const steps = listSteps({ from, to }, step)
  const within = stretchOf({ from, to, step })
  return places.map((place, index) => {
    const here = found.places[index]
    const {
      name = null,
      stations = 0,
      otherUnit = 0,
      tooCoarse = 0,
      measured = [],
      dailyHours = 0,
    } = here ?? {}
    const points = fillSteps(measured, steps, { within, dailyHours, step, now: now.getTime() })
    const key = writePlace(place)
    return { key, name, stations, otherUnit, tooCoarse, points, mean: meanOfStations(key, here, points) }
  })
}

/** The mean of a whole period: over stations, of the mean of each, so that a station with gaps counts no less. */
function meanOfStations(key: string, found: PlaceFound | undefined, points: readonly Point[]): PlaceMean {
  const values = found?.means ?? []
  const coverage = coverageOf(points)
  if (values.length === 0) return { key, value: null, n: 0, low: null, high: null, coverage }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const spread = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null
  const { low, high } = meanInterval(mean, values.length, spread) ?? { low: null, high: null }
  return { key, value: mean, n: values.length, low, high, coverage }
}

/** A figure of an indicator, as its slice gives it. */
type Figure = {
  areaName: string
  periodStart: string
  periodEnd: string
  value: number | null
  stations: number
  coverage: number
}

/** How many periods an indicator has in a stretch of time. */
export function countPeriods(period: Indicator['period'], { start, end }: Stretch): number {
  return Math.ceil((end - start) / LENGTHS[period])
}

const DAY = 86_400_000
const LENGTHS = { hour: DAY / 24, day: DAY, month: 30 * DAY, year: 365 * DAY } as const

/** The figures of one area, with every period, also those without one, and their mean. */
export function describeFigures(
  key: string,
  figures: readonly Figure[],
  period: Indicator['period'],
  { start: first, end: last }: Stretch,
  now: Date,
): AnswerPlace {
  const found = new Map(figures.map((figure) => [Date.parse(figure.periodStart), figure]))
  const points = [...listPeriods(first, last, period, AMSTERDAM)]
    // Up to now: a period that is not over is there when it has a figure.
    .filter(({ start, end }) => start >= first && (end <= last || found.has(start)))
    .map(({ start, end }): Point => {
      const { value = null, stations: n = 0, coverage = 0 } = found.get(start) ?? {}
      const provisional = end > now.getTime()
      return { start, end, value, n, coverage, provisional, low: null, high: null }
    })
  const values = known(points).map(({ value }) => value)
  const value = values.length > 0 ? values.reduce((sum, each) => sum + each, 0) / values.length : null
  const stations = points.reduce((most, { n }) => Math.max(most, n), 0)
  const mean = { key, value, n: values.length, low: null, high: null, coverage: coverageOf(points) }
  return { key, name: figures[0]?.areaName ?? null, stations, otherUnit: 0, tooCoarse: 0, points, mean }
}

const FITS_STEP = { hour: ['hour'], day: ['day'], week: [], month: ['month'] } as const satisfies Record<
  Step,
  readonly Indicator['period'][]
>

/**
 * The lines to judge values by: those of published indicators that are a mean of the same property, in the same unit and over the same time. A
 * line for a year says nothing of an hour.
 */
export function linesFor(
  question: Question,
  unit: string,
  indicators: readonly Pick<Indicator, 'property' | 'unit' | 'statistic' | 'period' | 'lines' | 'slug'>[],
): AnswerLine[] {
  const { chart, what, step, from, to } = question
  if (chart !== 'lines' && chart !== 'compare' && chart !== 'distribution') return []
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1
  const overPeriod: Indicator['period'][] =
    days >= 350 ? ['year'] : days >= 28 ? ['month'] : days === 1 ? ['day'] : []
  const periods: readonly Indicator['period'][] =
    chart === 'compare' ? overPeriod : step ? FITS_STEP[step] : []
  const lines = indicators
    .filter(
      (each) =>
        each.property === what.key &&
        each.unit === unit &&
        each.statistic === 'mean' &&
        periods.includes(each.period),
    )
    .flatMap(({ lines: own, period, slug }) => own.map((line) => describeLine(line, period, slug)))
  return [...new Map(lines.map((line) => [line.value, line])).values()]
}

/** A line of an indicator, with the period of whose figure it is. */
export function describeLine(
  { title, value, kind, source }: Indicator['lines'][number],
  period: Indicator['period'],
  indicator: string,
): AnswerLine {
  return { title, value, kind, source, period, indicator }
}

/** From when on what an answer holds is of a step that is not over; null when there is none. */
function findProvisional(places: readonly AnswerPlace[]): string | null {
  const running = places.flatMap(({ points }) =>
    points.flatMap(({ start, provisional }) => (provisional ? [start] : [])),
  )
  return running.length > 0 ? new Date(Math.min(...running)).toISOString() : null
}

/** Puts an answer together: the table of its chart, and of what it was made. */
export function composeAnswer(
  question: Question,
  {
    what,
    against,
    step,
    places,
    beside,
    lines,
    sources,
  }: {
    what: AnswerSubject
    against: AnswerSubject | null
    step: Answer['step']
    places: readonly AnswerPlace[]
    /** What the values are set out against. */
    beside: readonly AnswerPlace[]
    lines: AnswerLine[]
    sources?: AnswerSource[]
  },
): Answer {
  const table = shapeAnswer(question.chart, {
    places,
    means: places.map(({ mean }) => mean),
    against: beside,
  })
  return {
    question,
    query: writeQuestion(question),
    what,
    against,
    step,
    provisionalFrom: findProvisional([...places, ...beside]),
    series: places.map(({ key, name, stations, otherUnit, tooCoarse, points }) => ({
      key,
      name,
      stations,
      otherUnit,
      tooCoarse,
      steps: points.length,
      missing: points.filter(({ value, provisional }) => value === null && !provisional).length,
      coverage: Math.round(coverageOf(points) * 1000) / 1000,
    })),
    lines,
    ...(sources && { sources }),
    columns: [...table.columns],
    rows: table.rows,
  }
}
