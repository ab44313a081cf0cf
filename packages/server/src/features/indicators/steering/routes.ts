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
import { listClaims, timeToRead, toPlace } from './claims.ts'
import { describeClaim } from './describe.ts'
import { countDoubtful } from './doubtful.ts'
import { type CheckedClaim, SteeringCheck } from './schema.ts'
import { checkText, showCheck, withAnswers } from './show.ts'
import { listAnswers } from './store.ts'

/** The route of the steering check: of a draft for its editors, and beside a published indicator for everybody. */
export function addSteeringRoutes(
  http: Http,
  { db, clock }: Platform,
  { calculator, recall }: Calculations,
): void {
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
    async ({ params, query, actor }) => {
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      const area = await readAskedArea(db, query.area)
      const now = clock()
      const end = await findEnd(db, indicator, area.code, now)
      const answers = await listAnswers(db, indicator.id)
      if (end === undefined) return withAnswers(showChecks(indicator, area, []), answers)
      const key = ['check', indicator.id, indicator.version, area.code, end].join()
      const check = await recall(key, () => checkArea(db, calculator, { indicator, area, end, now }))
      return withAnswers(check, answers)
    },
  )
}

async function checkArea(
  db: Db,
  calculator: Calculator,
  {
    indicator,
    area,
    end,
    now,
  }: { indicator: Indicator; area: { code: string; name: string }; end: number; now: Date },
): Promise<SteeringCheck> {
  const read = { area: area.code, others: true, ...timeToRead(indicator, end) }
  const doubtful = await countDoubtful(db, indicator, { ...read, now })
  const places = (await listSeries(db, indicator, read)).map((series) =>
    toPlace(series, series.code === area.code ? doubtful : undefined),
  )
  const own = places.filter(({ key }) => key === area.code)
  const checked = listClaims(indicator, area.code, places, end).map(async (claim) => {
    const concerned = claim.place === undefined ? own : places
    const check = await calculator.compute({ kind: 'check', claim, places: concerned })
    const line = indicator.lines.find(({ value }) => value === claim.line)?.title
    const named = { area: area.name, line: line === undefined ? undefined : { nl: line, en: line } }
    return showCheck(claim, check, describeClaim(claim, indicator, named))
  })
  return showChecks(indicator, area, await Promise.all(checked))
}

function showChecks(
  { title, description, unit }: Indicator,
  area: { code: string; name: string },
  claims: CheckedClaim[],
): SteeringCheck {
  const findings = checkText(`${title}.\n${description}`)
  return { areaCode: area.code, areaName: area.name, unit, claims, findings }
}
