import { organisationsOf } from '../../platform/actor.ts'
import { explainEmpty } from '../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { findNamedAreas } from '../areas/index.ts'
import { WRITERS } from './lists.ts'
import {
  Challenge,
  ChallengeChange,
  ChallengePage,
  ChallengeQuery,
  KeyParams,
  NewChallenge,
} from './schema.ts'
import {
  changeChallenge,
  createChallenge,
  findChallenge,
  requireChallenge,
  unknownInChallenge,
} from './steps.ts'
import { listChallenges } from './store/challenges.ts'

const tags = ['challenges']

/** Routes of challenges themselves; those of their parts are in goal-, source- and party-routes.ts. */
export function addChallengeRoutes(http: Http, platform: Platform): void {
  const { db } = platform

  typed(http).get(
    '/api/v1/challenges',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List challenges, the newest first',
        tags,
        operationId: 'listChallenges',
        querystring: ChallengeQuery,
        response: { 200: ChallengePage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { cursor, pageSize = 50, phase, area, q } = query
      const rows = await listChallenges(db, {
        organisations: organisationsOf(actor),
        phase,
        area,
        q,
        after: decodeCursor(cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [findNamedAreas(db, '/area', area)])
      return toPage(rows, pageSize, ({ createdAt, id }) => [createdAt, id])
    },
  )

  typed(http).get(
    '/api/v1/challenges/:key',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get a challenge with its sources, goals and parties',
        tags,
        operationId: 'getChallenge',
        params: KeyParams,
        response: { 200: Challenge, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => requireChallenge(await findChallenge(db, actor, params.key)),
  )

  typed(http).post(
    '/api/v1/challenges',
    {
      config: {
        access: WRITERS,
        unknownIn: (body, actor) => unknownInChallenge(db, actor, body, true),
      },
      schema: {
        summary: 'Start a challenge as a draft',
        tags,
        operationId: 'createChallenge',
        body: NewChallenge,
        response: { 201: Challenge, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const challenge = await createChallenge(platform, actor, body)
      return reply.code(201).header('location', `/api/v1/challenges/${challenge.slug}`).send(challenge)
    },
  )

  typed(http).patch(
    '/api/v1/challenges/:key',
    {
      config: {
        access: WRITERS,
        unknownIn: (body, actor) => unknownInChallenge(db, actor, body, false),
      },
      schema: {
        summary: 'Change the given fields of a challenge, or publish it',
        description:
          'Publishing is refused as long as something is missing; the answer names everything at once.',
        tags,
        operationId: 'updateChallenge',
        params: KeyParams,
        body: ChallengeChange,
        response: { 200: Challenge, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => changeChallenge(platform, actor, params.key, body),
  )
}
