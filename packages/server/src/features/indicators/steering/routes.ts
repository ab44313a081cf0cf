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
import { checkIndicator } from './check-area.ts'
import { SteeringCheck } from './schema.ts'
import { withAnswers } from './show.ts'
import { listAnswers } from './store.ts'

/** The route of the steering check: of a draft for its editors, and beside a published indicator for everybody. */
export function addSteeringRoutes(http: Http, { db, clock }: Platform, calculations: Calculations): void {
  typed(http).get(
    '/api/v1/indicators/:key/steering-check',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Check how much what an indicator seems to say depends on choices',
        description:
          'The steering check tries all reasonable choices of period, measure, areas and values on the figures of an area, and tells under how many of them the conclusion holds. Intervals take into account that neighbouring values are alike.',
        operationId: 'checkIndicator',
        tags: ['indicators'],
        params: IndicatorKey,
        querystring: OfArea,
        response: { 200: SteeringCheck, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, actor, ip }) => {
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      const area = await readAskedArea(db, query.area)
      const check = await calculations.takeTurn(subscriberOf(ip), () =>
        checkIndicator(db, calculations, { indicator, area, now: clock() }),
      )
      return withAnswers(check, await listAnswers(db, indicator.id))
    },
  )
}
