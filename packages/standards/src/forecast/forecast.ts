/** Makes a forecast, only where it would have beaten simply repeating what was. */
import { type Calibration, LEAST_SCORES, learn, reachOf, UNCALIBRATED } from './calibrate.ts'
import { fillGaps, forecastBy } from './methods.ts'
import type { Ahead, BackTest, Forecast, Method, Model, Setting, Step } from './model.ts'

/** Forecasts of the past without which nothing can be said of a method. */
const LEAST_ORIGINS = 6

/** Steps before the first forecast of the past. */
const LEAST_HISTORY = 24

/** A forecast must be at least this much better: less is chance. */
const BETTER = 0.98

/** A band that held fewer of the values than this, where it should hold 80 %, says too much. */
const LEAST_COVERAGE = 0.7

/** A forecast of the past with what came. */
type Trial = { origin: number; ahead: Ahead; actual: (number | null)[] }

/** What is known of a series: whether it can be below zero. */
type Floor = number | undefined

/**
 * Forecasts a series. The method is the one with the smallest errors in the first half of a rolling-origin back-test; whether it is shown,
 * and how often its interval held, is told by the second half, which had no say in the choice. At every moment of the back-test
 * only what came before is known: to the model, and to the widths of the intervals.
 * @param values at equal steps, null where there is none; the last one is the newest
 */
export function forecastSeries(values: readonly (number | null)[], setting: Setting, model: Model): Forecast {
  const recent = values.slice(-(setting.history + setting.origins * setting.horizon))
  const last = recent.findLastIndex((value) => value !== null) + 1
  const series = recent.slice(0, last)
  const origins = listOrigins(series.length, setting)
  if (origins.length < LEAST_ORIGINS) return { state: 'too-short', backTest: null }
  const season = setting.seasons.at(-1)
  const filled = fillGaps(series.slice(-setting.history), season)
  if (!filled) return { state: 'too-many-gaps', backTest: null }

  const floor = series.every((value) => value === null || value >= 0) ? 0 : undefined
  const half = Math.floor(origins.length / 2)
  const tryAll = (method: Method, from: number, to: number): Trial[] | undefined => {
    const tried = origins
      .slice(from, to)
      .flatMap((origin) => tryAt(series, origin, method, setting, model) ?? [])
    return tried.length === to - from ? tried : undefined
  }
  const best = (methods: readonly Method[], from: number, to: number) =>
    methods
      .flatMap((method) => {
        const trials = tryAll(method, from, to)
        return trials ? [{ method, trials, error: errorOf(trials, floor) }] : []
      })
      .toSorted((a, b) => a.error - b.error)[0]
  const chosen = best(['smoothing', 'seasonal', 'usual'], 0, half)
  const naive = best(['repeat-season', 'repeat-last'], half, origins.length)
  const late = chosen && tryAll(chosen.method, half, origins.length)
  if (!chosen || !naive || !late) return { state: 'too-short', backTest: null }

  const { calibration, coverageFrom } = calibrate([...chosen.trials, ...late], floor)
  const coverage = coverageFrom(half)
  const backTest = {
    error: errorOf(late, floor),
    naiveError: naive.error,
    naive: naive.method as BackTest['naive'],
    coverage,
    lastCoverage: coverageFrom(half + Math.floor((origins.length - half) / 2)),
    origins: origins.length - half,
    values: late.flatMap(({ actual }) => actual.flatMap((each) => each ?? [])).length,
    steps: series.length - (origins[half] ?? 0),
  }
  const reach = reachOf(calibration)
  const ahead = forecastBy(chosen.method, filled, setting, model)
  if (!(backTest.error < BETTER * backTest.naiveError) || !reach || !ahead)
    return { state: 'not-better', backTest }
  if (coverage !== null && coverage < LEAST_COVERAGE) return { state: 'band-too-narrow', backTest }
  return { state: 'forecast', method: chosen.method, steps: toSteps(ahead, reach, floor), backTest }
}

/** The moments at which the past is forecast: each begins where the one before ends, the last one at the end of what is known. */
function listOrigins(length: number, { horizon, origins, seasons }: Setting): number[] {
  const least = Math.max(LEAST_HISTORY, 2 * (seasons[0] ?? 0) + 1, horizon)
  const count = Math.min(origins, Math.floor((length - least) / horizon))
  return Array.from({ length: Math.max(count, 0) }, (_, index) => length - (count - index) * horizon)
}

function tryAt(
  series: readonly (number | null)[],
  origin: number,
  method: Method,
  setting: Setting,
  model: Model,
): Trial | undefined {
  const known = fillGaps(series.slice(Math.max(0, origin - setting.history), origin), setting.seasons.at(-1))
  const ahead = known && forecastBy(method, known, setting, model)
  return ahead && { origin, ahead, actual: series.slice(origin, origin + setting.horizon) }
}

/** Mean absolute error, of the steps that have a value. */
function errorOf(trials: readonly Trial[], floor: Floor): number {
  const errors = trials.flatMap(({ ahead, actual }) =>
    actual.flatMap((value, step) =>
      value === null ? [] : [Math.abs(value - atLeast(ahead.point[step] ?? Number.NaN, floor))],
    ),
  )
  return errors.length === 0 ? Number.POSITIVE_INFINITY : errors.reduce((a, b) => a + b, 0) / errors.length
}

/**
 * Goes through the back-test in the order of time, and tells how many values lay in the interval given before they came: of the
 * forecasts from one on.
 */
function calibrate(trials: readonly Trial[], floor: Floor) {
  let calibration: Calibration = UNCALIBRATED
  const counts = trials.map(({ ahead, actual }) => {
    const reach = reachOf(calibration)
    const steps = reach && toSteps(ahead, reach, floor)
    const known = actual.flatMap((value, step) => (value === null ? [] : [{ value, step }]))
    const held = known.filter(({ value, step }) => isWithin(value, steps?.[step])).length
    const scores = known.map(
      ({ value, step }) => (value - (ahead.point[step] ?? 0)) / (ahead.spread[step] || 1e-9),
    )
    calibration = learn(calibration, scores, steps && known.length > 0 ? held / known.length : undefined)
    return steps ? { held, known: known.length } : { held: 0, known: 0 }
  })
  const coverageFrom = (from: number): number | null => {
    const known = counts.slice(from).reduce((total, each) => total + each.known, 0)
    const held = counts.slice(from).reduce((total, each) => total + each.held, 0)
    return known < LEAST_SCORES ? null : held / known
  }
  return { calibration, coverageFrom }
}

function toSteps({ point, spread }: Ahead, reach: { low: number; high: number }, floor: Floor): Step[] {
  return point.map((value, step) => {
    const low = atLeast(value + reach.low * (spread[step] ?? 0), floor)
    const high = atLeast(value + reach.high * (spread[step] ?? 0), floor)
    return { point: Math.min(Math.max(atLeast(value, floor), low), high), low, high }
  })
}

function isWithin(value: number, step: Step | undefined): boolean {
  return step !== undefined && value >= step.low && value <= step.high
}

function atLeast(value: number, floor: Floor): number {
  return floor === undefined ? value : Math.max(value, floor)
}
