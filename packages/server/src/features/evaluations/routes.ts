import { Type } from 'typebox'
import { type Actor, organisationsOf } from '../../platform/actor.ts'
import { explainEmpty } from '../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { findNamedAreas } from '../areas/index.ts'
import { findNamedChallenge } from '../challenges/index.ts'
import { listOrganisationsByIds } from '../parties/index.ts'
import { tellChoices } from './choices.ts'
import type { Citing } from './cite-check.ts'
import { DAYS_TO_PUBLISH, WRITERS } from './lists.ts'
import { present, tellComputation } from './present.ts'
import { missingComputation } from './refuse.ts'
import {
  ArrearQuery,
  Arrears,
  Choices,
  Computation,
  Evaluation,
  EvaluationChange,
  EvaluationPage,
  EvaluationQuery,
  KeyParams,
  NewEvaluation,
  Publication,
  Withdrawal,
} from './schema.ts'
import {
  askComputation,
  cancelComputation,
  changeEvaluation,
  createEvaluation,
  publishEvaluation,
  removeEvaluation,
  requireReadable,
  withdrawEvaluation,
} from './steps.ts'
import { listArrears, listComputations } from './store/computations.ts'
import { listEvaluations } from './store/evaluations.ts'

const tags = ['evaluations']
const PATH = '/api/v1/evaluations'
const ONE = `${PATH}/:key`
const DAY = 86_400_000
const write = { access: WRITERS } as const

/** The routes of evaluations: chosen, computed, published, read. */
export function addRoutes(http: Http, platform: Platform & Citing): void {
  const { db, clock } = platform
  const app = typed(http)
  const answer = async (actor: Actor, key: string): Promise<Evaluation> =>
    present(platform, actor, await requireReadable(db, actor, key))

  app.get(
    PATH,
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List evaluations, the one published last first, whatever their answer',
        tags,
        operationId: 'listEvaluations',
        querystring: EvaluationQuery,
        response: { 200: EvaluationPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { cursor, pageSize = 50, challengeId, area, mine } = query
      const rows = await listEvaluations(db, query, {
        organisations: organisationsOf(actor),
        after: decodeCursor(cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [
        findNamedChallenge(db, actor, challengeId),
        findNamedAreas(db, '/area', area),
      ])
      return toPage(rows, pageSize, ({ publishedAt, updatedAt, id }) => [
        mine ? updatedAt : (publishedAt ?? updatedAt),
        id,
      ])
    },
  )

  app.get(
    '/api/v1/evaluation-arrears',
    {
      config: { access: 'anyone' },
      schema: {
        summary: `Interventions of which an effect was computed over ${DAYS_TO_PUBLISH} days ago that was not published`,
        description: 'So that nobody keeps an outcome back because it disappoints.',
        tags,
        operationId: 'listEvaluationArrears',
        querystring: ArrearQuery,
        response: { 200: Arrears, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { interventionId } }) => {
      const before = new Date(clock().getTime() - DAYS_TO_PUBLISH * DAY)
      const rows = await listArrears(db, { before, interventionId })
      const owners = await listOrganisationsByIds(db, [...new Set(rows.map(({ ownerId }) => ownerId))])
      return {
        items: rows.map(({ interventionId: id, slug, title, ownerId, computedAt }) => ({
          interventionId: id,
          intervention: { id, slug, title },
          ownerName: owners.find((owner) => owner.id === ownerId)?.name ?? '',
          computedAt: computedAt.toISOString(),
          dueAt: new Date(computedAt.getTime() + DAYS_TO_PUBLISH * DAY).toISOString(),
        })),
      }
    },
  )

  app.get(
    ONE,
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read an evaluation: the answer, and all that it rests on',
        tags,
        operationId: 'getEvaluation',
        params: KeyParams,
        response: { 200: Evaluation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => answer(actor, params.key),
  )

  app.get(
    `${ONE}/text`,
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read the text of an evaluation as it was published: `sha256sum` of it gives its hash',
        tags,
        operationId: 'getEvaluationText',
        params: KeyParams,
        response: {
          200: {
            description: 'Canonical JSON (RFC 8785)',
            content: { 'application/json': { schema: Type.Any() } },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params, actor }, reply) => {
      const { body } = await requireReadable(db, actor, params.key)
      if (body === null) throw missingComputation()
      return reply.type('application/json; charset=utf-8').send(body as never)
    },
  )

  app.post(
    PATH,
    {
      config: write,
      schema: {
        summary:
          'Start an evaluation of an intervention that has begun, as it was planned but for what is given',
        tags,
        operationId: 'createEvaluation',
        body: NewEvaluation,
        response: { 201: Evaluation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const slug = await createEvaluation(platform, actor, body)
      reply.code(201).header('location', `${PATH}/${slug}`)
      return answer(actor, slug)
    },
  )

  app.patch(
    ONE,
    {
      config: write,
      schema: {
        summary: 'Change the given fields of an evaluation that is not published',
        tags,
        operationId: 'changeEvaluation',
        params: KeyParams,
        body: EvaluationChange,
        response: { 200: Evaluation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) =>
      answer(actor, await changeEvaluation(platform, actor, params.key, body)),
  )

  app.delete(
    ONE,
    {
      config: write,
      schema: {
        summary: 'Remove an evaluation of which nothing was computed',
        tags,
        operationId: 'deleteEvaluation',
        params: KeyParams,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }, reply) => {
      await removeEvaluation(platform, actor, params.key)
      return reply.code(204).send(null)
    },
  )

  app.get(
    `${ONE}/choices`,
    {
      config: write,
      schema: {
        summary: 'Which designs the figures allow and why others do not fit, and what would be looked at',
        tags,
        operationId: 'listEvaluationChoices',
        params: KeyParams,
        response: { 200: Choices, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => tellChoices(platform, actor, await requireReadable(db, actor, params.key)),
  )

  app.get(
    `${ONE}/computation`,
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read how far the newest computation is, and what came of it',
        tags,
        operationId: 'getEvaluationComputation',
        params: KeyParams,
        response: { 200: Computation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      const { id, content } = await requireReadable(db, actor, params.key)
      const [newest] = await listComputations(db, id)
      if (!newest) throw missingComputation()
      return tellComputation(newest, content)
    },
  )

  app.put(
    `${ONE}/computation`,
    {
      config: write,
      schema: {
        summary: 'Compute what is chosen now, with the figures of now',
        description:
          'It takes seconds; read it to know how far it is. Every time that it is computed stays visible.',
        tags,
        operationId: 'computeEvaluation',
        params: KeyParams,
        response: { 202: Evaluation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }, reply) => {
      const slug = await askComputation(platform, actor, params.key)
      reply.code(202)
      return answer(actor, slug)
    },
  )

  app.delete(
    `${ONE}/computation`,
    {
      config: write,
      schema: {
        summary: 'End what is being computed',
        tags,
        operationId: 'cancelEvaluationComputation',
        params: KeyParams,
        response: { 200: Evaluation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => answer(actor, await cancelComputation(platform, actor, params.key)),
  )

  app.post(
    `${ONE}/publication`,
    {
      config: write,
      schema: {
        summary: 'Publish what was computed: from now on it is frozen',
        tags,
        operationId: 'publishEvaluation',
        params: KeyParams,
        body: Publication,
        response: { 200: Evaluation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) =>
      answer(actor, await publishEvaluation(platform, actor, params.key, body)),
  )

  app.post(
    `${ONE}/withdrawal`,
    {
      config: write,
      schema: {
        summary: 'Say of a published evaluation that it no longer holds; it stays readable',
        tags,
        operationId: 'withdrawEvaluation',
        params: KeyParams,
        body: Withdrawal,
        response: { 200: Evaluation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) =>
      answer(actor, await withdrawEvaluation(platform, actor, params.key, body.reason)),
  )
}
