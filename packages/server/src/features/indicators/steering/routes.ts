import {
  type Check,
  type Claim,
  type ClaimKind,
  describeCheck,
  describeFinding,
} from '@samenspel/standards/steering'
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
import { type CheckedClaim, type RESPECTS, type SteeringAnswer, SteeringCheck } from './schema.ts'
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
      const end = await findEnd(db, indicator, area.code, clock())
      if (end === undefined) return showChecks(indicator, area, [])
      const key = ['check', indicator.id, indicator.version, area.code, end].join()
      const check = await recall(key, () => checkArea(db, calculator, { indicator, area, end }))
      return addAnswers(check, await listAnswers(db, indicator.id))
    },
  )
}

async function checkArea(
  db: Db,
  calculator: Calculator,
  { indicator, area, end }: { indicator: Indicator; area: { code: string; name: string }; end: number },
): Promise<SteeringCheck> {
  const read = { area: area.code, others: true, ...timeToRead(indicator, end) }
  const places = (await listSeries(db, indicator, read)).map(toPlace)
  const own = places.filter(({ key }) => key === area.code)
  const checked = listClaims(indicator, area.code, places, end).map(async (claim) => {
    const concerned = claim.place === undefined ? own : places
    const check = await calculator.compute({ kind: 'check', claim, places: concerned })
    return showCheck(indicator, area.name, claim, check)
  })
  return showChecks(indicator, area, await Promise.all(checked))
}

function showChecks(
  { unit }: Indicator,
  area: { code: string; name: string },
  claims: CheckedClaim[],
): SteeringCheck {
  return { areaCode: area.code, areaName: area.name, unit, claims }
}

const RESPECT_OF = {
  rises: 'trend',
  falls: 'trend',
  steady: 'trend',
  higher: 'comparison',
  lower: 'comparison',
  above: 'line',
  below: 'line',
} as const satisfies Record<ClaimKind, (typeof RESPECTS)[number]>

/** The check with what its authors say to the findings: they are not kept with it, so that an answer is there at once. */
function addAnswers(check: SteeringCheck, answers: readonly SteeringAnswer[]): SteeringCheck {
  const claims = check.claims.map((claim) => ({
    ...claim,
    findings: claim.findings.map((found) => ({
      ...found,
      answer:
        answers.find(({ respect, finding }) => respect === claim.respect && finding === found.kind) ?? null,
    })),
  }))
  return { ...check, claims }
}

function showCheck(indicator: Indicator, area: string, claim: Claim, check: Check): CheckedClaim {
  const line = indicator.lines.find(({ value }) => value === claim.line)?.title
  return {
    kind: claim.kind,
    respect: RESPECT_OF[claim.kind],
    line: claim.line ?? null,
    conclusion: describeClaim(claim, indicator, {
      area,
      line: line === undefined ? undefined : { nl: line, en: line },
    }),
    sentence: describeCheck(check),
    supporting: check.supporting,
    contradicting: check.contradicting,
    total: check.curve.length,
    findings: check.findings.map((finding) => ({
      kind: finding.kind,
      answer: null,
      sentence: describeFinding(finding),
    })),
    specifications: check.curve.map(
      ({ window, windowChoice, p: _p, count: _c, effective: _e, spread: _s, ...each }) => ({
        ...each,
        from: toMoment(window.from),
        to: toMoment(window.to),
        window: windowChoice,
      }),
    ),
  }
}

function toMoment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z')
}
