/** What a forecast is made of, and what it says. */

/** A way to forecast. The last two are what every forecast has to beat. */
export const METHODS = ['smoothing', 'seasonal', 'usual', 'repeat-season', 'repeat-last'] as const
export type Method = (typeof METHODS)[number]

/** The figures of what comes next, at the same steps as the series. */
export type Ahead = { point: number[]; spread: number[] }

/**
 * Forecasts a series by a model of a library.
 * @param values without gaps
 * @param seasons lengths of patterns that come back, in steps; empty for a method without them
 * @returns undefined when the model cannot be fitted
 */
export type Model = (values: Float64Array, seasons: readonly number[], horizon: number) => Ahead | undefined

export type Setting = {
  /** Lengths of patterns that come back, in steps, the shortest first. */
  seasons: readonly number[]
  /** Steps ahead. */
  horizon: number
  /** Steps of which a forecast is made at most. */
  history: number
  /** Times that the past is forecast, at most. */
  origins: number
}

/** One step ahead, with an 80 % interval. */
export type Step = { point: number; low: number; high: number }

/** How well the method would have done, at moments of which the outcome is known. */
export type BackTest = {
  /** Mean absolute error of the forecast, and of the better of the two that it has to beat. */
  error: number
  naiveError: number
  naive: 'repeat-season' | 'repeat-last'
  /** Share of the values that lay in the interval; null when there were too few. */
  coverage: number | null
  /** The same of the last half of these forecasts, on which nothing was chosen. */
  lastCoverage: number | null
  /** Forecasts and values that this rests on. */
  origins: number
  values: number
  /** Steps between the first and the last value that was forecast. */
  steps: number
}

/** Why there is no forecast. */
export const NO_FORECAST = ['too-short', 'too-many-gaps', 'not-better', 'band-too-narrow'] as const

export type Forecast =
  | { state: 'forecast'; method: Method; steps: Step[]; backTest: BackTest }
  | { state: (typeof NO_FORECAST)[number]; backTest: BackTest | null }
