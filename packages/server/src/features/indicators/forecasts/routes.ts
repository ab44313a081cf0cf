import { type BackTest, FORECAST_SETTINGS, type Forecast } from '@samenspel/standards/forecast'
import { organisationsOf } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Calculator } from '../calculations/calculator.ts'
import type { Calculations } from '../calculations/index.ts'
import { IndicatorKey, OfArea } from '../calculations/schema.ts'
import { findEnd, listSeries, readAskedArea } from '../calculations/series.ts'
import type { Indicator } from '../schema.ts'
import { missingIndicator } from '../steps.ts'
import { findIndicator } from '../store/indicators.ts'
import { describeForecast } from './describe.ts'
import { listSteps, timeOfHistory, toGrid } from './rules.ts'
import { IndicatorForecast } from './schema.ts'

/** The route of the forecast of an indicator in one area. */
export function addForecastRoutes(
  http: Http,
  { db, clock }: Platform,
  { calculator, recall }: Calculations,
): void {
  typed(http).get(
    '/api/v1/indicators/:key/forecast',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read what is expected of an indicator in an area, with an 80 % interval',
        description:
          'There is a forecast only where it would have beaten repeating what was, in a back-test in which only what came before was known. The width of the interval is learnt from the errors in it.',
        operationId: 'forecastIndicator',
        tags: ['indicators'],
        params: IndicatorKey,
        querystring: OfArea,
        response: { 200: IndicatorForecast, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, actor }) => {
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      const now = clock()
      const area = await readAskedArea(db, query.area)
      const end = await findEnd(db, indicator, area.code, now)
      const key = ['forecast', indicator.id, indicator.version, area.code, end].join()
      const forecast = await recall(key, () =>
        forecastArea(db, calculator, { indicator, area: area.code, end }),
      )
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
    },
  )
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
