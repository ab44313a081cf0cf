import { Type } from 'typebox'
import { notFound, Problem } from '../../platform/errors.ts'
import { refuseStale } from '../../platform/http/revision.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { listOrganisationsByIds } from '../parties/index.ts'
import { WRITERS } from './lists.ts'
import { type Challenge, Party, PartyBody, PartyParams } from './schema.ts'
import { workOn } from './steps.ts'
import { deleteParty, storeParty } from './store/parts.ts'

const tags = ['challenges']
const config = { access: WRITERS }

/** Routes of parties: the organisations that take part in a challenge. */
export function addPartyRoutes(http: Http, platform: Platform): void {
  typed(http).put(
    '/api/v1/challenges/:key/parties/:organisationId',
    {
      config,
      schema: {
        summary: 'Let an organisation take part in a challenge, or change its part',
        tags,
        operationId: 'putChallengeParty',
        params: PartyParams,
        body: PartyBody,
        response: { 200: Party, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => {
      const { key, organisationId } = params
      const challenge = await workOn(platform, actor, key, async (transaction, current) => {
        const stored = current.parties.find((each) => each.organisationId === organisationId)
        refuseStale(PartyBody, stored, body.revision)
        const [organisation] = await listOrganisationsByIds(transaction, [organisationId])
        if (!organisation) throw unknownOrganisation()
        await storeParty(transaction, current.id, { organisationId, contribution: '', ...body })
        return undefined
      })
      return requireParty(challenge, organisationId)
    },
  )

  typed(http).delete(
    '/api/v1/challenges/:key/parties/:organisationId',
    {
      config,
      schema: {
        summary: 'Let an organisation no longer take part in a challenge',
        tags,
        operationId: 'deleteChallengeParty',
        params: PartyParams,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }, reply) => {
      const { key, organisationId } = params
      await workOn(platform, actor, key, async (transaction, current) => {
        await deleteParty(transaction, current.id, requireParty(current, organisationId).organisationId)
        return undefined
      })
      return reply.code(204).send(null)
    },
  )
}

function requireParty({ parties }: Challenge, id: string): Party {
  const found = parties.find(({ organisationId }) => organisationId === id)
  if (!found) throw notFound({ nl: 'Deze partij', en: 'This party' })
  return found
}

function unknownOrganisation(): Problem {
  const detail = {
    nl: 'Deze organisatie kennen we niet. Maak haar eerst aan.',
    en: 'This organisation is not known. Create it first.',
  }
  return new Problem('invalid-request', detail, [{ in: 'path', pointer: '/organisationId', detail }])
}
