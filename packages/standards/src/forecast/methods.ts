/** The ways to forecast, and the simple ones that they have to beat. */
import type { Ahead, Method, Model, Setting } from './model.ts'
import { forecastUsual } from './usual.ts'

/** Smoothing forgets what is longer ago, and takes more time for it. */
const MOST_SMOOTHED = 240

/** Gaps of more than this share of the history make a forecast a guess. */
const MOST_MISSING = 0.2

/** Fills gaps: from the same place in the season before or after when that is known, otherwise by a straight line. */
export function fillGaps(
  values: readonly (number | null)[],
  season: number | undefined,
): Float64Array | undefined {
  const missing = values.filter((value) => value === null).length
  if (values.length === 0 || missing > MOST_MISSING * values.length) return undefined
  const filled = Float64Array.from(values, (value) => value ?? Number.NaN)
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] !== null) continue
    const around =
      season === undefined
        ? []
        : [values[index - season], values[index + season]].flatMap((each) => each ?? [])
    const before = index === 0 ? Number.NaN : (filled[index - 1] ?? Number.NaN)
    const next = values.findIndex((value, place) => place > index && value !== null)
    const after = next < 0 ? before : (values[next] ?? before)
    const between = Number.isNaN(before) ? after : before + (after - before) / Math.max(next - index + 1, 1)
    filled[index] = around.length > 0 ? around.reduce((a, b) => a + b, 0) / around.length : between
  }
  return filled
}

/** Forecasts what comes after `values`; undefined when the method cannot. */
export function forecastBy(
  method: Method,
  values: Float64Array,
  { seasons, horizon }: Pick<Setting, 'seasons' | 'horizon'>,
  model: Model,
): Ahead | undefined {
  if (method === 'repeat-last') return repeat(values, 1, horizon)
  if (method === 'usual') return forecastUsual(values, seasons, horizon)
  const season = seasons.at(-1)
  if (method === 'smoothing') return model(values.slice(-MOST_SMOOTHED), [], horizon)
  if (season === undefined) return undefined
  if (method === 'repeat-season')
    return values.length < 2 * season ? undefined : repeat(values, season, horizon)
  const known = seasons.filter((each) => values.length >= 2 * each + 1)
  return known.length === 0 ? undefined : model(values, known, horizon)
}

/** The values of one season ago again, as often as needed; how far off that usually is grows with each season. */
function repeat(values: Float64Array, season: number, horizon: number): Ahead {
  const start = values.length - season
  const differences = Float64Array.from({ length: Math.max(values.length - season, 1) }, (_, index) =>
    Math.abs((values[index + season] ?? 0) - (values[index] ?? 0)),
  )
  const usual = differences.reduce((total, value) => total + value, 0) / differences.length
  const point = Array.from({ length: horizon }, (_, ahead) => values[start + (ahead % season)] ?? Number.NaN)
  return { point, spread: point.map((_, ahead) => usual * Math.sqrt(Math.floor(ahead / season) + 1)) }
}
