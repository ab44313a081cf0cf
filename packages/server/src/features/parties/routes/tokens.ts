import { Type } from 'typebox'
import { membershipsOf } from '../../../platform/actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { Id, Page, PageQuery, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { Token, TokenBody, TokenWithSecret } from '../schema.ts'
import { findOrganisation } from '../store/organisations.ts'
import { createToken, findToken, listTokens, revokeToken } from '../store/tokens.ts'
import { getAdministered } from './organisations.ts'
import { refuse } from './refuse.ts'

const tags = ['parties']

/** Whether a dataset belongs to an organisation; known by a slice above this one. */
export type OwnsDataset = (organisationId: string, datasetId: string) => Promise<boolean>

/** Keys for programs: made and revoked by administrators. */
export function addTokenRoutes(http: Http, { db, clock }: Platform, ownsDataset: OwnsDataset): void {
  typed(http).get(
    '/api/v1/tokens',
    {
      config: { access: ['administrator'] },
      schema: {
        summary: 'List the tokens of the organisations you administer, newest first',
        tags,
        operationId: 'listTokens',
        querystring: Type.Object(PageQuery),
        response: { 200: Page(Token), ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { cursor, pageSize = 50 }, actor }) => {
      const own = membershipsOf(actor).filter(({ role }) => role === 'administrator')
      const ids = own.map(({ organisationId }) => organisationId)
      const rows = await listTokens(db, ids, decodeCursor(cursor, 2), pageSize)
      return toPage(rows, pageSize, ({ createdAt, id }) => [createdAt, id])
    },
  )

  typed(http).post(
    '/api/v1/tokens',
    {
      config: { access: ['administrator'] },
      schema: {
        summary: 'Make a token',
        description: 'The secret is in this answer only.',
        tags,
        operationId: 'createToken',
        body: TokenBody,
        response: { 201: TokenWithSecret, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      refuse((await findOrganisation(db, body.organisationId)) ? [] : [UNKNOWN_ORGANISATION])
      await getAdministered(db, actor, body.organisationId)
      const now = clock()
      const wanted = body.expiresAt ? new Date(body.expiresAt) : null
      const { datasetId, organisationId, role } = body
      refuse([
        ...(wanted && wanted <= now ? [PAST] : []),
        ...(body.purpose && !PURPOSE.test(body.purpose) ? [NO_PURPOSE] : []),
        ...(datasetId && role === 'administrator' ? [TOO_STRONG] : []),
        ...(datasetId && !(await ownsDataset(organisationId, datasetId)) ? [FOREIGN_DATASET] : []),
      ])
      const end = actor.kind === 'token' ? (await findToken(db, actor.tokenId))?.expiresAt : undefined
      // A token that ends makes none that lives longer.
      const expiresAt = end && (!wanted || wanted > new Date(end)) ? new Date(end) : wanted
      const { id, secret } = await createToken(db, { ...body, expiresAt })
      const token = await findToken(db, id)
      if (!token) throw notFound({ nl: 'Deze toegangssleutel', en: 'This token' })
      return reply
        .code(201)
        .header('location', `/api/v1/tokens/${id}`)
        .send({ ...token, secret })
    },
  )

  typed(http).delete(
    '/api/v1/tokens/:id',
    {
      config: { access: ['administrator'] },
      schema: {
        summary: 'Revoke a token',
        tags,
        operationId: 'revokeToken',
        params: Type.Object({ id: Id }),
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      const token = await findToken(db, id)
      if (!token) throw notFound({ nl: 'Deze toegangssleutel', en: 'This token' })
      await getAdministered(db, actor, token.organisationId)
      await revokeToken(db, id, clock())
      return reply.code(204).send(null)
    },
  )
}

const UNKNOWN_ORGANISATION = {
  pointer: '/organisationId',
  nl: 'Deze organisatie bestaat niet. Kies een organisatie die u beheert.',
  en: 'This organisation does not exist. Choose an organisation that you administer.',
}

const FOREIGN_DATASET = {
  pointer: '/datasetId',
  nl: 'Deze organisatie heeft deze dataset niet. Kies een dataset van de organisatie, of laat het veld leeg.',
  en: 'This organisation does not have this dataset. Choose a dataset of the organisation, or leave it empty.',
}

/** It could make a token without a bond, and so undo its own. */
/** What an agreement or a consent can be for: an IRI, or a challenge by its id. */
const PURPOSE = /^(?:https?:\/\/\S+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

const NO_PURPOSE = {
  pointer: '/purpose',
  nl: 'Dit is geen doel dat een afspraak of toestemming kent. Noem een term van DPV, zoals https://w3id.org/dpv#PublicBenefit, of het id van een opgave.',
  en: 'This is no purpose that an agreement or a consent knows. Name a term of DPV, such as https://w3id.org/dpv#PublicBenefit, or the id of a challenge.',
}

const TOO_STRONG = {
  pointer: '/role',
  nl: 'Een sleutel voor één dataset kan geen beheerder zijn. Kies een andere rol, of laat de dataset leeg.',
  en: 'A token for one dataset cannot be an administrator. Choose another role, or leave the dataset empty.',
}

const PAST = {
  pointer: '/expiresAt',
  nl: 'De einddatum is al voorbij. Kies een moment in de toekomst, of laat het veld leeg.',
  en: 'The end is in the past. Choose a moment in the future, or leave it empty.',
}
