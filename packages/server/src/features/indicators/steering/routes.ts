import { type Check, type Claim, describeCheck, describeFinding } from '@samenspel/standards/steering'
import { organisationsOf } from '../../../platform/actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Calculator } from '../calculations/calculator.ts'
import { IndicatorKey, OfArea } from '../calculations/schema.ts'
import { findEnd, listSeries } from '../calculations/series.ts'
import type { Indicator } from '../schema.ts'
import { missingIndicator } from '../steps.ts'
import { findIndicator } from '../store/indicators.ts'
import { listClaims, timeToRead, toPlace } from './claims.ts'
import { describeClaim } from './describe.ts'
import { type CheckedClaim, SteeringCheck } from './schema.ts'

/** The route of the steering check: of a draft for its editors, and beside a published indicator for everybody. */
export function addSteeringRoutes(http: Http, { db, clock }: Platform, calculator: Calculator): void {
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
      const found = await findEnd(db, indicator, query.area, clock())
      if (!found) throw noFigures()
      const series = await listSeries(db, indicator, {
        area: query.area,
        others: true,
        ...timeToRead(indicator, found.end),
      })
      const area = series.find(({ code }) => code === query.area)
      if (!area) throw noFigures()
      const places = series.map(toPlace)
      const claims = listClaims(indicator, area.code, places, found.end)
      const checked = await Promise.all(
        claims.map(async (claim) => {
          const concerned = claim.place === undefined ? places.filter(({ key }) => key === area.code) : places
          const check = await calculator.compute({ kind: 'check', claim, places: concerned })
          return showCheck(indicator, area.name, claim, check)
        }),
      )
      const [first] = claims
      return {
        areaCode: area.code,
        areaName: area.name,
        from: toMoment(first?.window.from ?? found.end),
        to: toMoment(found.end),
        unit: indicator.unit,
        claims: checked,
      }
    },
  )
}

function showCheck(indicator: Indicator, area: string, claim: Claim, check: Check): CheckedClaim {
  const line = indicator.lines.find(({ value }) => value === claim.line)?.title
  return {
    kind: claim.kind,
    line: claim.line ?? null,
    conclusion: describeClaim(claim, indicator, {
      area,
      line: line === undefined ? undefined : { nl: line, en: line },
    }),
    sentence: describeCheck(check),
    supporting: check.supporting,
    contradicting: check.contradicting,
    total: check.curve.length,
    findings: check.findings.map((finding) => ({ kind: finding.kind, sentence: describeFinding(finding) })),
    specifications: check.curve.map(({ window, windowChoice, p: _p, count: _c, effective: _e, ...each }) => ({
      ...each,
      from: toMoment(window.from),
      to: toMoment(window.to),
      window: windowChoice,
    })),
  }
}

function toMoment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z')
}

function noFigures() {
  return notFound({
    nl: 'Een cijfer van deze indicator in dit gebied',
    en: 'A figure of this indicator in this area',
  })
}
