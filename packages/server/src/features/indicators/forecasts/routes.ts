import { organisationsOf } from '../../../platform/actor.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { subscriberOf } from '../../../platform/http/subscriber.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Calculations } from '../calculations/index.ts'
import { IndicatorKey, OfArea } from '../calculations/schema.ts'
import { readAskedArea } from '../calculations/series.ts'
import { missingIndicator } from '../steps.ts'
import { findIndicator } from '../store/indicators.ts'
import { forecastIndicator } from './forecast-area.ts'
import { IndicatorForecast } from './schema.ts'

/** The route of the forecast of an indicator in one area. */
export function addForecastRoutes(http: Http, { db, clock }: Platform, calculations: Calculations): void {
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
    async ({ params, query, actor, ip }) => {
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      const area = await readAskedArea(db, query.area)
      return calculations.takeTurn(subscriberOf(ip), () =>
        forecastIndicator(db, calculations, { indicator, area, now: clock() }),
      )
    },
  )
}
