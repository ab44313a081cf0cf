import { Type } from 'typebox'
import { notFound } from '../../platform/errors.ts'
import { refuseStale } from '../../platform/http/revision.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { WRITERS } from './lists.ts'
import { completeSource } from './rules.ts'
import { type Challenge, KeyParams, NewSource, PartParams, Source, SourceChange } from './schema.ts'
import { findChallenge, requireChallenge, workOn } from './steps.ts'
import { deleteSource, insertSource, updateSource } from './store/parts.ts'

const tags = ['challenges']
const config = { access: WRITERS }

/** Routes of sources: where a challenge came from. */
export function addSourceRoutes(http: Http, platform: Platform): void {
  const { db } = platform

  typed(http).get(
    '/api/v1/challenges/:key/sources/:id',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get a source of a challenge',
        tags,
        operationId: 'getSource',
        params: PartParams,
        response: { 200: Source, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) =>
      requireSource(requireChallenge(await findChallenge(db, actor, params.key)), params.id),
  )

  typed(http).post(
    '/api/v1/challenges/:key/sources',
    {
      config,
      schema: {
        summary: 'Add a source to a challenge',
        tags,
        operationId: 'createSource',
        params: KeyParams,
        body: NewSource,
        response: { 201: Source, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }, reply) => {
      const content = completeSource(body)
      let id = ''
      const challenge = await workOn(platform, actor, params.key, async (transaction, current) => {
        id = await insertSource(transaction, current.id, content)
        return undefined
      })
      return reply
        .code(201)
        .header('location', `/api/v1/challenges/${challenge.slug}/sources/${id}`)
        .send(requireSource(challenge, id))
    },
  )

  typed(http).patch(
    '/api/v1/challenges/:key/sources/:id',
    {
      config,
      schema: {
        summary: 'Change the given fields of a source',
        tags,
        operationId: 'updateSource',
        params: PartParams,
        body: SourceChange,
        response: { 200: Source, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => {
      const challenge = await workOn(platform, actor, params.key, async (transaction, current) => {
        const stored = requireSource(current, params.id)
        refuseStale(SourceChange, stored, body.revision)
        const content = { ...stored, ...body }
        await updateSource(transaction, params.id, content)
        return undefined
      })
      return requireSource(challenge, params.id)
    },
  )

  typed(http).delete(
    '/api/v1/challenges/:key/sources/:id',
    {
      config,
      schema: {
        summary: 'Take a source off a challenge',
        description: 'The last one of a public challenge cannot be taken off.',
        tags,
        operationId: 'deleteSource',
        params: PartParams,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }, reply) => {
      await workOn(platform, actor, params.key, async (transaction, current) => {
        await deleteSource(transaction, requireSource(current, params.id).id)
        return undefined
      })
      return reply.code(204).send(null)
    },
  )
}

function requireSource({ sources }: Challenge, id: string): Source {
  const found = sources.find((source) => source.id === id)
  if (!found) throw notFound({ nl: 'Deze bron', en: 'This source' })
  return found
}
