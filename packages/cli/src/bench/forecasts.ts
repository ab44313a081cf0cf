/** How often the intervals of forecasts hold on real series, how much better forecasts are than repeating, and what they cost. */
import { existsSync, readFileSync } from 'node:fs'
import {
  AUGURS_FILES,
  FORECAST_SETTINGS,
  type Forecast,
  forecastSeries,
  locateAugurs,
  type Model,
  startAugurs,
} from '@samenspel/standards/forecast'
import type { Output } from '../output.ts'
import { readSets, type SeriesSet } from './series.ts'

/** What of a set was measured. Coverage is of all values that were forecast in the second half of the back-tests. */
type Measured = {
  name: string
  series: number
  tested: number
  shown: number
  coverage: number
  /** Of the last half of these values. */
  lastCoverage: number
  /**
   * At how many moments the last half was forecast, in the middle series. Series of a set are of the same days and the same weather: what holds at so
   * few moments says little of the next, however many values there are.
   */
  lastMoments: number
  /** In the time before, of series that are that long: nothing was chosen on it. Not a number when none is. */
  earlierCoverage: number
  shownCoverage: number
  values: number
  /** Error of the forecast over that of repeating, in the middle series. */
  relativeError: number
  medianMilliseconds: number
}

/** `samenspel bench-forecasts`: measures forecasts on the series in a folder; without it, it says so. */
export async function benchForecasts(output: Output, folder: string): Promise<void> {
  if (!existsSync(folder)) {
    const said = `There are no series in ${folder}, so nothing was measured.`
    return output.result({ folder, sets: [] }, [said])
  }
  const [ets, mstl] = AUGURS_FILES.map((name) => readFileSync(new URL(name, locateAugurs())))
  if (!ets || !mstl) throw new Error('The files of the forecasting library are missing.')
  const model = startAugurs([ets, mstl])
  const sets: Measured[] = []
  for (const set of readSets(folder)) {
    output.progress(`Forecasting ${set.series.length} series: ${set.name}`)
    sets.push(measure(set, model))
  }
  output.result({ folder, sets }, describe(sets))
}

function measure({ name, period, series }: SeriesSet, model: Model): Measured {
  const times: number[] = []
  const tests = series.flatMap((values) => {
    const started = performance.now()
    const test = testOf(forecastSeries(values, FORECAST_SETTINGS[period], model))
    if (test) times.push(performance.now() - started)
    return test ?? []
  })
  const shown = tests.filter(({ isShown }) => isShown)
  const { history, origins, horizon } = FORECAST_SETTINGS[period]
  const earlier = series
    .map((values) => values.slice(0, -origins * horizon))
    .filter(({ length }) => length >= history + origins * horizon)
    .flatMap((values) => testOf(forecastSeries(values, FORECAST_SETTINGS[period], model)) ?? [])
  return {
    name,
    series: series.length,
    tested: tests.length,
    shown: shown.length,
    coverage: coverageOf(tests),
    lastCoverage: coverageOf(
      tests.flatMap(({ lastCoverage, values }) =>
        lastCoverage === null ? [] : [{ coverage: lastCoverage, values }],
      ),
    ),
    lastMoments: middleOf(tests.map(({ origins: moments }) => Math.ceil(moments / 2))),
    earlierCoverage: coverageOf(earlier),
    shownCoverage: coverageOf(shown),
    values: countOf(tests),
    relativeError: middleOf(tests.map(({ error, naiveError }) => error / naiveError)),
    medianMilliseconds: middleOf(times),
  }
}

type Tested = { coverage: number; values: number }

/** A back-test of which the coverage is known, and whether the forecast would be shown. */
function testOf({ state, backTest }: Forecast) {
  if (!backTest || backTest.coverage === null) return undefined
  return { ...backTest, coverage: backTest.coverage, isShown: state === 'forecast' }
}

const countOf = (tests: readonly Tested[]) => tests.reduce((total, { values }) => total + values, 0)

function coverageOf(tests: readonly Tested[]): number {
  return tests.reduce((total, { coverage, values }) => total + coverage * values, 0) / countOf(tests)
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function describe(sets: readonly Measured[]): string[] {
  const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`)
  return [
    '| series | tested | shown | coverage of the 80 % interval | of the last half | its moments | in earlier years | of those shown | values | error against repeating | time each | target |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|',
    ...sets.map((set) =>
      [
        '',
        set.name,
        `${set.tested} of ${set.series}`,
        set.shown,
        percent(set.coverage),
        percent(set.lastCoverage),
        set.lastMoments,
        percent(set.earlierCoverage),
        percent(set.shownCoverage),
        set.values,
        set.relativeError.toFixed(2),
        `${Math.round(set.medianMilliseconds)} ms`,
        '75–85 %',
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ]
}
