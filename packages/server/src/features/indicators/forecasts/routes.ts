import { type BackTest, FORECAST_SETTINGS } from '@samenspel/standards/forecast'
import { organisationsOf } from '../../../platform/actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Calculator } from '../calculations/calculator.ts'
import { IndicatorKey, OfArea } from '../calculations/schema.ts'
import { findEnd, listSeries } from '../calculations/series.ts'
import { missingIndicator } from '../steps.ts'
import { findIndicator } from '../store/indicators.ts'
import { describeForecast } from './describe.ts'
import { listSteps, timeOfHistory, toGrid } from './rules.ts'
import { IndicatorForecast } from './schema.ts'

/** The route of the forecast of an indicator in one area. */
export function addForecastRoutes(http: Http, { db, clock }: Platform, calculator: Calculator): void {
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
      const { period, unit } = indicator
      const now = clock()
      const setting = FORECAST_SETTINGS[period]
      const found = await findEnd(db, indicator, query.area, now)
      if (!found) throw noFigures()
      const { end } = found
      const [series] = await listSeries(db, indicator, {
        area: query.area,
        others: false,
        from: timeOfHistory(setting, period, end),
        to: new Date(end),
      })
      if (!series) throw noFigures()
      const values = toGrid(series, period, end)
      const forecast = await calculator.compute({ kind: 'forecast', values, setting })
      const steps = listSteps(forecast, period, { end, now: now.getTime() })
      const isOutdated = forecast.state === 'forecast' && steps.length === 0
      const said = {
        unit,
        period,
        state: isOutdated ? ('outdated' as const) : forecast.state,
        backTest: forecast.backTest && showBackTest(forecast.backTest),
      }
      return {
        areaCode: series.code,
        areaName: series.name,
        ...said,
        method: forecast.state === 'forecast' && !isOutdated ? forecast.method : null,
        steps,
        sentence: describeForecast(said),
      }
    },
  )
}

function showBackTest({ steps, ...test }: BackTest) {
  return { ...test, periods: steps }
}

function noFigures() {
  return notFound({
    nl: 'Een cijfer van deze indicator in dit gebied',
    en: 'A figure of this indicator in this area',
  })
}
