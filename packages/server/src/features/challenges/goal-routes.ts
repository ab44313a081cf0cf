import { Type } from 'typebox'
import { notFound } from '../../platform/errors.ts'
import { refuseStale } from '../../platform/http/revision.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { findUnknownArea } from '../areas/index.ts'
import { WRITERS } from './lists.ts'
import { completeGoal, findGoalMistakes } from './rules.ts'
import { type Challenge, Goal, GoalChange, KeyParams, NewGoal, PartParams } from './schema.ts'
import { findChallenge, refuse, requireChallenge, workOn } from './steps.ts'
import { deleteGoal, insertGoal, updateGoal } from './store/parts.ts'

const tags = ['challenges']
const config = { access: WRITERS }

/** Routes of goals: what is to be reached, from where and by when. */
export function addGoalRoutes(http: Http, platform: Platform): void {
  const { db } = platform

  typed(http).get(
    '/api/v1/challenges/:key/goals/:id',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get a goal of a challenge',
        tags,
        operationId: 'getGoal',
        params: PartParams,
        response: { 200: Goal, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) =>
      requireGoal(requireChallenge(await findChallenge(db, actor, params.key)), params.id),
  )

  typed(http).post(
    '/api/v1/challenges/:key/goals',
    {
      config,
      schema: {
        summary: 'Add a goal to a challenge',
        tags,
        operationId: 'createGoal',
        params: KeyParams,
        body: NewGoal,
        response: { 201: Goal, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }, reply) => {
      const content = completeGoal(body)
      const mistakes = findGoalMistakes(content)
      let id = ''
      const challenge = await workOn(platform, actor, params.key, async (transaction, current) => {
        refuse('invalid-request', [...mistakes, ...(await findUnknownArea(transaction, content.areaCode))])
        id = await insertGoal(transaction, current.id, content)
        return undefined
      })
      return reply
        .code(201)
        .header('location', `/api/v1/challenges/${challenge.slug}/goals/${id}`)
        .send(requireGoal(challenge, id))
    },
  )

  typed(http).patch(
    '/api/v1/challenges/:key/goals/:id',
    {
      config,
      schema: {
        summary: 'Change the given fields of a goal',
        tags,
        operationId: 'updateGoal',
        params: PartParams,
        body: GoalChange,
        response: { 200: Goal, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => {
      const challenge = await workOn(platform, actor, params.key, async (transaction, current) => {
        const stored = requireGoal(current, params.id)
        refuseStale(GoalChange, stored, body.revision)
        const content = { ...stored, ...body }
        refuse('invalid-request', [
          ...findGoalMistakes(content),
          ...(await findUnknownArea(transaction, body.areaCode)),
        ])
        await updateGoal(transaction, params.id, content)
        return undefined
      })
      return requireGoal(challenge, params.id)
    },
  )

  typed(http).delete(
    '/api/v1/challenges/:key/goals/:id',
    {
      config,
      schema: {
        summary: 'Take a goal off a challenge',
        description: 'The last one of a public challenge cannot be taken off.',
        tags,
        operationId: 'deleteGoal',
        params: PartParams,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }, reply) => {
      await workOn(platform, actor, params.key, async (transaction, current) => {
        await deleteGoal(transaction, requireGoal(current, params.id).id)
        return undefined
      })
      return reply.code(204).send(null)
    },
  )
}

function requireGoal({ goals }: Challenge, id: string): Goal {
  const found = goals.find((goal) => goal.id === id)
  if (!found) throw notFound({ nl: 'Dit doel', en: 'This goal' })
  return found
}
