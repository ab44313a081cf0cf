import { Type } from 'typebox'
import { type Actor, organisationsOf } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import { explainEmpty } from '../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { findNamedAreas } from '../areas/index.ts'
import { findNamedChallenge } from '../challenges/index.ts'
import { answerEthics } from './ethics-steps.ts'
import { WRITERS } from './lists.ts'
import { present } from './present.ts'
import { ETHICS_QUESTIONS } from './questions.ts'
import {
  Intervention,
  InterventionChange,
  InterventionPage,
  InterventionQuery,
  KeyParams,
  NewEthicsCheck,
  NewIntervention,
} from './schema.ts'
import {
  changeDraft,
  createIntervention,
  removeDraft,
  requireReadable,
  unknownInIntervention,
} from './steps.ts'
import { listInterventions } from './store/interventions.ts'

const tags = ['interventions']

/** The answer of every step: the intervention after it. */
export async function answer(platform: Platform, actor: Actor, key: string): Promise<Intervention> {
  return present(platform.db, actor, await requireReadable(platform, actor, key))
}

/** The routes of interventions as they are written and read; those of their course and parts are in files of their own. */
export function addRoutes(http: Http, platform: Platform): void {
  const { db, clock } = platform
  const app = typed(http)

  app.get(
    '/api/v1/interventions',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List interventions, the one that changed last first',
        tags,
        operationId: 'listInterventions',
        querystring: InterventionQuery,
        response: { 200: InterventionPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { cursor, pageSize = 50, challengeId, area, state, stalled, mine } = query
      const rows = await listInterventions(db, {
        organisations: organisationsOf(actor),
        ...{ challengeId, area, state, stalled, mine },
        today: calendarDay(clock()),
        after: decodeCursor(cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [
        findNamedChallenge(db, actor, challengeId),
        findNamedAreas(db, '/area', area),
      ])
      return toPage(rows, pageSize, ({ updatedAt, id }) => [updatedAt, id])
    },
  )

  app.get(
    '/api/v1/intervention-questions',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The questions of the ethics and privacy check of an intervention',
        tags,
        operationId: 'listInterventionQuestions',
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object(
                {
                  id: Type.String(),
                  text: Type.Object({ nl: Type.String(), en: Type.String() }),
                  basis: Type.Object({ nl: Type.String(), en: Type.String() }),
                },
                { title: 'EthicsQuestion' },
              ),
            ),
          }),
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async () => ({ items: [...ETHICS_QUESTIONS] }),
  )

  app.get(
    '/api/v1/interventions/:key',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read an intervention: its plan as it was registered, and what came of it',
        tags,
        operationId: 'getIntervention',
        params: KeyParams,
        response: { 200: Intervention, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => answer(platform, actor, params.key),
  )

  app.post(
    '/api/v1/interventions',
    {
      config: { access: WRITERS, unknownIn: (body, actor) => unknownInIntervention(db, actor, body, true) },
      schema: {
        summary: 'Start an intervention or a pilot as a draft',
        tags,
        operationId: 'createIntervention',
        body: NewIntervention,
        response: { 201: Intervention, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const slug = await createIntervention(platform, actor, body)
      reply.code(201).header('location', `/api/v1/interventions/${slug}`)
      return answer(platform, actor, slug)
    },
  )

  app.patch(
    '/api/v1/interventions/:key',
    {
      config: { access: WRITERS, unknownIn: (body, actor) => unknownInIntervention(db, actor, body, false) },
      schema: {
        summary: 'Change the given fields of a draft',
        tags,
        operationId: 'changeIntervention',
        params: KeyParams,
        body: InterventionChange,
        response: { 200: Intervention, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) =>
      answer(platform, actor, await changeDraft(platform, actor, params.key, body)),
  )

  app.delete(
    '/api/v1/interventions/:key',
    {
      config: { access: WRITERS },
      schema: {
        summary: 'Remove a draft; what was public is withdrawn',
        tags,
        operationId: 'deleteIntervention',
        params: KeyParams,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }, reply) => {
      await removeDraft(platform, actor, params.key)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/api/v1/interventions/:key/ethics-check',
    {
      config: { access: WRITERS },
      schema: {
        summary: 'Answer the ethics and privacy check',
        description:
          'Of a draft it replaces the answers before. When the plan is registered it is a new version, with the reason: the sealed one stays, and a deviation beside the plan says what was answered otherwise.',
        tags,
        operationId: 'putInterventionEthicsCheck',
        params: KeyParams,
        body: NewEthicsCheck,
        response: { 200: Intervention, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) =>
      answer(platform, actor, await answerEthics(platform, actor, params.key, body)),
  )
}
