import { Type } from 'typebox'
import { notFound } from '../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { begin, end, registerPlan } from './course.ts'
import { WRITERS } from './lists.ts'
import { answer } from './routes.ts'
import { Ending, Intervention, KeyParams, PlanParams, Registration, Start, Withdrawal } from './schema.ts'
import { requireReadable, withdrawIntervention } from './steps.ts'
import { findPlan } from './store/interventions.ts'

const tags = ['interventions']
const config = { access: WRITERS }
const response = { 200: Intervention, ...PROBLEM_RESPONSES }

/** The routes of the course of an intervention. */
export function addCourseRoutes(http: Http, platform: Platform): void {
  const app = typed(http)

  app.post(
    '/api/v1/interventions/:key/plans',
    {
      config,
      schema: {
        summary: 'Register the plan before the start, or register it again with what changes and why',
        description:
          'The plan is frozen as one canonical JSON text (RFC 8785) with its SHA-256, and public from now on. After the start this is refused.',
        tags,
        operationId: 'registerInterventionPlan',
        params: KeyParams,
        body: Registration,
        response,
      },
    },
    async ({ params, body, actor }) =>
      answer(platform, actor, await registerPlan(platform, actor, params.key, body)),
  )

  app.get(
    '/api/v1/interventions/:key/plans/:number',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Download a registered plan: one canonical JSON text (RFC 8785)',
        description: 'Its SHA-256 is in `plans`: `sha256sum` of the file gives the same.',
        tags,
        operationId: 'getInterventionPlan',
        params: PlanParams,
        response: {
          200: {
            description: 'The plan',
            content: { 'application/json': { schema: Type.Object({}, { additionalProperties: true }) } },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params: { key, number }, actor }, reply) => {
      const { id, slug } = await requireReadable(platform, actor, key)
      const plan = await findPlan(platform.db, id, number)
      if (!plan) throw notFound({ nl: 'Deze versie van het plan', en: 'This version of the plan' })
      return reply
        .headers({
          'content-disposition': `inline; filename="${slug}-${number}-plan.json"`,
          'content-type': 'application/json; charset=utf-8',
          etag: `"${plan.sha256}"`,
        })
        .send(plan.body as never)
    },
  )

  app.post(
    '/api/v1/interventions/:key/start',
    {
      config,
      schema: {
        summary: 'Tell that it began',
        tags,
        operationId: 'startIntervention',
        params: KeyParams,
        body: Start,
        response,
      },
    },
    async ({ params, body, actor }) =>
      answer(platform, actor, await begin(platform, actor, params.key, body)),
  )

  app.post(
    '/api/v1/interventions/:key/end',
    {
      config,
      schema: {
        summary: 'Tell that it is finished, scaled or stopped, why, and by which decision',
        tags,
        operationId: 'endIntervention',
        params: KeyParams,
        body: Ending,
        response,
      },
    },
    async ({ params, body, actor }) => answer(platform, actor, await end(platform, actor, params.key, body)),
  )

  app.post(
    '/api/v1/interventions/:key/withdrawal',
    {
      config,
      schema: {
        summary: 'Withdraw what should not have been public; it stays readable with the reason',
        tags,
        operationId: 'withdrawIntervention',
        params: KeyParams,
        body: Withdrawal,
        response,
      },
    },
    async ({ params, body, actor }) =>
      answer(platform, actor, await withdrawIntervention(platform, actor, params.key, body.reason)),
  )
}
