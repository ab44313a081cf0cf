import { Type } from 'typebox'
import { organisationsOf } from '../../../platform/actor.ts'
import { explainEmpty } from '../../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { findNamedChallenge } from '../../challenges/index.ts'
import { findNamedOrganisation } from '../../parties/index.ts'
import { ALLIANCE_WRITERS } from '../lists.ts'
import {
  Alliance,
  AllianceChange,
  AlliancePage,
  AllianceQuery,
  KeyParams,
  NewAlliance,
} from '../schema/alliances.ts'
import {
  changeAlliance,
  createAlliance,
  removeAlliance,
  requireAlliance,
  unknownInAlliance,
} from '../steps/alliances.ts'
import { findVisibleAlliance, listAlliances } from '../store/alliances.ts'

const tags = ['alliances']

/** Routes of alliances themselves; those of their members are in members.ts. */
export function addAllianceRoutes(http: Http, platform: Platform): void {
  const { db } = platform
  const app = typed(http)

  app.get(
    '/api/v1/alliances',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List alliances, the newest first',
        tags,
        operationId: 'listAlliances',
        querystring: AllianceQuery,
        response: { 200: AlliancePage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { cursor, pageSize = 50, challengeId, organisationId } = query
      const rows = await listAlliances(db, {
        organisations: organisationsOf(actor),
        challengeId,
        organisationId,
        after: decodeCursor(cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [
        findNamedChallenge(db, actor, challengeId),
        findNamedOrganisation(db, '/organisationId', organisationId),
      ])
      return toPage(rows, pageSize, ({ createdAt, id }) => [createdAt, id])
    },
  )

  app.get(
    '/api/v1/alliances/:key',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get an alliance with its members, also those who left',
        tags,
        operationId: 'getAlliance',
        params: KeyParams,
        response: { 200: Alliance, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) =>
      requireAlliance(await findVisibleAlliance(db, params.key, organisationsOf(actor))),
  )

  app.post(
    '/api/v1/alliances',
    {
      config: {
        access: ALLIANCE_WRITERS,
        unknownIn: (body, actor) => unknownInAlliance(db, actor, body),
      },
      schema: {
        summary: 'Start an alliance around a challenge',
        tags,
        operationId: 'createAlliance',
        body: NewAlliance,
        response: { 201: Alliance, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const alliance = await createAlliance(platform, actor, body)
      return reply.code(201).header('location', `/api/v1/alliances/${alliance.slug}`).send(alliance)
    },
  )

  app.patch(
    '/api/v1/alliances/:key',
    {
      config: { access: ALLIANCE_WRITERS },
      schema: {
        summary: 'Change the given fields of an alliance',
        tags,
        operationId: 'changeAlliance',
        params: KeyParams,
        body: AllianceChange,
        response: { 200: Alliance, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => changeAlliance(platform, actor, params.key, body),
  )

  app.delete(
    '/api/v1/alliances/:key',
    {
      config: { access: ALLIANCE_WRITERS },
      schema: {
        summary: 'Remove an alliance without agreements',
        tags,
        operationId: 'deleteAlliance',
        params: KeyParams,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }, reply) => {
      await removeAlliance(platform, actor, params.key)
      return reply.code(204).send(null)
    },
  )
}
