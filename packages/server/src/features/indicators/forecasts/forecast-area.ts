/** What is expected of an indicator in an area. */
import { type BackTest, FORECAST_SETTINGS, type Forecast } from '@samenspel/standards/forecast'
import type { Db } from '../../../platform/database/connect.ts'
import type { Calculator } from '../calculations/calculator.ts'
import type { Calculations } from '../calculations/index.ts'
import { findStanding, listSeries } from '../calculations/series.ts'
import type { Indicator } from '../schema.ts'
import { describeForecast } from './describe.ts'
import { listSteps, timeOfHistory, toGrid } from './rules.ts'
import type { IndicatorForecast } from './schema.ts'

/** The forecast of an indicator in an area, or why there is none. */
export async function forecastIndicator(
  db: Db,
  { calculator, recall }: Calculations,
  { indicator, area, now }: { indicator: Indicator; area: { code: string; name: string }; now: Date },
): Promise<IndicatorForecast> {
  const { end, revision } = await findStanding(db, indicator, area.code, now)
  const key = ['forecast', indicator.id, indicator.version, area.code, end, revision].join()
  const forecast = await recall(key, () => forecastArea(db, calculator, { indicator, area: area.code, end }))
  const { period, unit } = indicator
  const steps = listSteps(forecast, period, { end: end ?? 0, now: now.getTime() })
  const isOutdated = forecast.state === 'forecast' && steps.length === 0
  const said = {
    unit,
    period,
    state: isOutdated ? ('outdated' as const) : forecast.state,
    backTest: forecast.backTest && showBackTest(forecast.backTest),
  }
  return {
    areaCode: area.code,
    areaName: area.name,
    ...said,
    method: forecast.state === 'forecast' && !isOutdated ? forecast.method : null,
    steps,
    sentence: describeForecast(said),
  }
}

async function forecastArea(
  db: Db,
  calculator: Calculator,
  { indicator, area, end }: { indicator: Indicator; area: string; end: number | undefined },
): Promise<Forecast> {
  const { period } = indicator
  const setting = FORECAST_SETTINGS[period]
  if (end === undefined) return NO_FIGURES
  const from = timeOfHistory(setting, period, end)
  const [series] = await listSeries(db, indicator, { area, others: false, from, to: new Date(end) })
  if (!series) return NO_FIGURES
  return calculator.compute({ kind: 'forecast', values: toGrid(series, period, end), setting })
}

const NO_FIGURES: Forecast = { state: 'too-short', backTest: null }

function showBackTest({ steps, lastCoverage: _, ...test }: BackTest) {
  return { ...test, periods: steps }
}
