import { Type } from 'typebox'
import { organisationsOf } from '../../../platform/actor.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { ALLIANCE_WRITERS } from '../lists.ts'
import { KeyParams, Member, MemberChange, MemberParams, NewMember } from '../schema/alliances.ts'
import {
  addMember,
  changeMember,
  removeMember,
  requireAlliance,
  requireMember,
  unknownInMember,
} from '../steps/alliances.ts'
import { findVisibleAlliance } from '../store/alliances.ts'

const tags = ['alliances']

/** Routes of the members of an alliance. */
export function addMemberRoutes(http: Http, platform: Platform): void {
  const { db } = platform
  const app = typed(http)

  app.post(
    '/api/v1/alliances/:key/members',
    {
      config: { access: ALLIANCE_WRITERS, unknownIn: (body) => unknownInMember(db, body) },
      schema: {
        summary: 'Add an organisation to an alliance',
        tags,
        operationId: 'addAllianceMember',
        params: KeyParams,
        body: NewMember,
        response: { 201: Member, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }, reply) => {
      const { alliance, member } = await addMember(platform, actor, params.key, body)
      const address = `/api/v1/alliances/${alliance.slug}/members/${member.id}`
      return reply.code(201).header('location', address).send(member)
    },
  )

  app.get(
    '/api/v1/alliances/:key/members/:id',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get a member of an alliance',
        tags,
        operationId: 'getAllianceMember',
        params: MemberParams,
        response: { 200: Member, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      const alliance = await findVisibleAlliance(db, params.key, organisationsOf(actor))
      return requireMember(requireAlliance(alliance), params.id)
    },
  )

  app.patch(
    '/api/v1/alliances/:key/members/:id',
    {
      config: { access: ALLIANCE_WRITERS },
      schema: {
        summary: 'Change the given fields of a member; a day of exit with its reason lets it leave',
        tags,
        operationId: 'changeAllianceMember',
        params: MemberParams,
        body: MemberChange,
        response: { 200: Member, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => changeMember(platform, actor, params, body),
  )

  app.delete(
    '/api/v1/alliances/:key/members/:id',
    {
      config: { access: ALLIANCE_WRITERS },
      schema: {
        summary: 'Remove a member that was added by mistake',
        tags,
        operationId: 'deleteAllianceMember',
        params: MemberParams,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }, reply) => {
      await removeMember(platform, actor, params)
      return reply.code(204).send(null)
    },
  )
}
