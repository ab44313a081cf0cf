import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { WRITERS } from './lists.ts'
import { addCost, addDeviation, addMilestone, changeMilestone, removeMilestone } from './part-steps.ts'
import { answer } from './routes.ts'
import { Intervention, KeyParams, PartParams } from './schema.ts'
import { MilestoneChange, NewCost, NewDeviation, NewMilestone } from './schema-parts.ts'

const tags = ['interventions']
const config = { access: WRITERS }
const response = { 200: Intervention, ...PROBLEM_RESPONSES }
const made = { 201: Intervention, ...PROBLEM_RESPONSES }

/** The routes of what comes along the way. Each answers with the whole intervention. */
export function addPartRoutes(http: Http, platform: Platform): void {
  const app = typed(http)

  app.post(
    '/api/v1/interventions/:key/deviations',
    {
      config,
      schema: {
        summary: 'Write down where it goes otherwise than the plan, since when, and why',
        tags,
        operationId: 'addInterventionDeviation',
        params: KeyParams,
        body: NewDeviation,
        response: made,
      },
    },
    async ({ params, body, actor }, reply) => {
      const slug = await addDeviation(platform, actor, params.key, body)
      return reply.code(201).send(await answer(platform, actor, slug))
    },
  )

  app.post(
    '/api/v1/interventions/:key/milestones',
    {
      config,
      schema: {
        summary: 'Add a milestone',
        tags,
        operationId: 'addInterventionMilestone',
        params: KeyParams,
        body: NewMilestone,
        response: made,
      },
    },
    async ({ params, body, actor }, reply) => {
      const slug = await addMilestone(platform, actor, params.key, body)
      return reply.code(201).send(await answer(platform, actor, slug))
    },
  )

  app.patch(
    '/api/v1/interventions/:key/milestones/:id',
    {
      config,
      schema: {
        summary: 'Change a milestone; of one of the plan only the day on which it was reached',
        tags,
        operationId: 'changeInterventionMilestone',
        params: PartParams,
        body: MilestoneChange,
        response,
      },
    },
    async ({ params, body, actor }) =>
      answer(platform, actor, await changeMilestone(platform, actor, params, body)),
  )

  app.delete(
    '/api/v1/interventions/:key/milestones/:id',
    {
      config,
      schema: {
        summary: 'Remove a milestone of a draft',
        tags,
        operationId: 'deleteInterventionMilestone',
        params: PartParams,
        response,
      },
    },
    async ({ params, actor }) => answer(platform, actor, await removeMilestone(platform, actor, params)),
  )

  app.post(
    '/api/v1/interventions/:key/costs',
    {
      config,
      schema: {
        summary: 'Write down what it costs',
        tags,
        operationId: 'addInterventionCost',
        params: KeyParams,
        body: NewCost,
        response: made,
      },
    },
    async ({ params, body, actor }, reply) => {
      const slug = await addCost(platform, actor, params.key, body)
      return reply.code(201).send(await answer(platform, actor, slug))
    },
  )
}
