import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { notFound } from '../../../platform/errors.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { findChallenge } from '../../challenges/index.ts'
import { ChallengeIdParams, Muted, OutcomePage, OutcomeQuery } from './schema.ts'
import { listMuted, listTold, muteChallenge, unmuteChallenge } from './store.ts'

const tags = ['messages']
const config = { access: 'person' } as const

/** The routes with which someone reads what came of what they contributed to or follow, and stops hearing of it. */
export function addOutcomeRoutes(http: Http, { db, clock }: Platform): void {
  typed(http).get(
    '/api/v1/me/outcomes',
    {
      config,
      schema: {
        summary: 'Read what came of what you follow, take part in or contributed to',
        description: 'The newest first: what is in your digests, from the moment that it happened.',
        tags,
        operationId: 'listMyOutcomes',
        querystring: OutcomeQuery,
        response: { 200: OutcomePage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { cursor, pageSize = 50 }, actor }) => {
      const rows = await listTold(db, personOf(actor), {
        after: decodeCursor(cursor, 1),
        limit: pageSize + 1,
      })
      const names = await nameAll(db, rows)
      const told = rows.map(({ challengeId, at, ...rest }) => ({
        ...rest,
        at: at.toISOString(),
        challenge: names.get(challengeId) ?? null,
      }))
      return toPage(told, pageSize, ({ id }) => [id])
    },
  )

  typed(http).get(
    '/api/v1/me/muted-challenges',
    {
      config,
      schema: {
        summary: 'Read of which challenges you stopped hearing',
        tags,
        operationId: 'listMutedChallenges',
        response: { 200: Muted, ...PROBLEM_RESPONSES },
      },
    },
    async ({ actor }) => {
      const rows = await listMuted(db, personOf(actor))
      const names = await nameAll(db, rows)
      return {
        items: rows.map(({ challengeId, since }) => ({
          challengeId,
          since: since.toISOString(),
          challenge: names.get(challengeId) ?? null,
        })),
      }
    },
  )

  typed(http).put(
    '/api/v1/me/muted-challenges/:challengeId',
    {
      config,
      schema: {
        summary: 'Stop hearing of a challenge',
        description: 'You follow it no longer, and are not told what comes of what you contributed to it.',
        tags,
        operationId: 'muteChallenge',
        params: ChallengeIdParams,
        response: {
          204: Type.Null({ description: 'It is done, or was done before' }),
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params: { challengeId }, actor }, reply) => {
      if (!(await findChallenge(db, actor, challengeId)))
        throw notFound({ nl: 'Deze opgave', en: 'This challenge' })
      await muteChallenge(db, { personId: personOf(actor) }, challengeId, clock())
      return reply.code(204).send(null)
    },
  )

  typed(http).delete(
    '/api/v1/me/muted-challenges/:challengeId',
    {
      config,
      schema: {
        summary: 'Hear of a challenge again',
        description: 'From now on. To follow it, add it to the subjects of your digest.',
        tags,
        operationId: 'unmuteChallenge',
        params: ChallengeIdParams,
        response: { 204: Type.Null({ description: 'It is done' }), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { challengeId }, actor }, reply) => {
      await unmuteChallenge(db, personOf(actor), challengeId)
      return reply.code(204).send(null)
    },
  )
}

function personOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.personId : ''
}

/** The public challenges among these, by id. */
async function nameAll(db: Db, rows: readonly { challengeId: string }[]) {
  const names = new Map<string, { id: string; slug: string; title: string }>()
  for (const challengeId of new Set(rows.map((row) => row.challengeId))) {
    const found = await findChallenge(db, ANONYMOUS, challengeId)
    if (found) names.set(challengeId, { id: found.id, slug: found.slug, title: found.title })
  }
  return names
}
