import { profileAt, writeAgreement } from '@samenspel/standards/odrl'
import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { explainEmpty } from '../../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { findNamedKnownDataset } from '../../catalogue/index.ts'
import { findNamedChallenge } from '../../challenges/index.ts'
import { findNamedOrganisation } from '../../parties/index.ts'
import { irisAt } from '../iris.ts'
import { EDITORS } from '../lists.ts'
import { isNamedFor } from '../named.ts'
import type { Needs } from '../needs.ts'
import { toAgreement } from '../odrl.ts'
import { present } from '../present.ts'
import { missingAgreement, readerOf } from '../refuse.ts'
import { listDatasetIds } from '../rules/content.ts'
import {
  Agreement,
  AgreementChange,
  AgreementPage,
  AgreementQuery,
  KeyParams,
  NewAgreement,
  NewVersion,
  OdrlQuery,
  VersionParams,
} from '../schema/agreements.ts'
import {
  changeDraft,
  createAgreement,
  removeDraft,
  startVersion,
  unknownInAgreement,
} from '../steps/drafts.ts'
import { findAgreement, listAgreements } from '../store/agreements.ts'
import { findOwners } from '../store/versions.ts'

const tags = ['agreements']

/** Routes to read agreements and to write their text; those with which parties sign are in signing.ts. */
export function addAgreementRoutes(http: Http, needs: Needs): void {
  const { db, config } = needs
  const app = typed(http)

  async function read(actor: Actor, key: string, version?: number): Promise<Agreement> {
    return present(needs, await findAgreement(db, key, readerOf(needs, actor), version))
  }

  app.get(
    '/api/v1/agreements',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List agreements about data, last changed first',
        operationId: 'listAgreements',
        tags,
        querystring: AgreementQuery,
        response: { 200: AgreementPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { cursor, pageSize = 50, challengeId, organisationId, dataset, state } = query
      const rows = await listAgreements(db, {
        ...readerOf(needs, actor),
        challengeId,
        organisationId,
        dataset,
        state,
        after: decodeCursor(cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [
        findNamedChallenge(db, actor, challengeId),
        findNamedOrganisation(db, '/organisationId', organisationId),
        findNamedKnownDataset(db, { actor, isNamedFor }, dataset),
      ])
      return toPage(rows, pageSize, ({ updatedAt, id }) => [updatedAt, id])
    },
  )

  app.get(
    '/api/v1/agreements/:key',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read an agreement: the newest text that one may read, in fields and in plain sentences',
        operationId: 'getAgreement',
        tags,
        params: KeyParams,
        response: { 200: Agreement, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => read(actor, params.key),
  )

  app.get(
    '/api/v1/agreements/:key/versions/:number',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read one version of an agreement',
        operationId: 'getAgreementVersion',
        tags,
        params: VersionParams,
        response: { 200: Agreement, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => read(actor, params.key, params.number),
  )

  app.get(
    '/api/v1/agreements/:key/odrl',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read an agreement as JSON-LD, in the profile of ODRL 2.2 that the platform evaluates',
        operationId: 'getAgreementOdrl',
        tags,
        params: KeyParams,
        querystring: OdrlQuery,
        response: {
          200: {
            description: 'The agreement; as an offer as long as not all have accepted it',
            content: { 'application/ld+json': { schema: Type.Object({}, { additionalProperties: true }) } },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params, query, actor }, reply) => {
      const found = await findAgreement(db, params.key, readerOf(needs, actor), query.version)
      if (!found) throw missingAgreement()
      const { id: agreementId, version, versionState, content } = found
      const owners = await findOwners(db, listDatasetIds(content))
      const accepted = versionState === 'accepted'
      const agreement = toAgreement(
        { agreementId, version, accepted, content, owners },
        irisAt(config.publicUrl),
      )
      return reply
        .type('application/ld+json')
        .send(writeAgreement(agreement, profileAt(config.publicUrl)) as never)
    },
  )

  app.post(
    '/api/v1/agreements',
    {
      config: {
        access: EDITORS,
        unknownIn: (body, actor) => unknownInAgreement(needs, actor, body, true),
      },
      schema: {
        summary: 'Start an agreement as a draft',
        operationId: 'createAgreement',
        tags,
        body: NewAgreement,
        response: { 201: Agreement, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const slug = await createAgreement(needs, actor, body)
      reply.code(201).header('location', `/api/v1/agreements/${slug}`)
      return read(actor, slug)
    },
  )

  app.patch(
    '/api/v1/agreements/:key',
    {
      config: {
        access: EDITORS,
        unknownIn: (body, actor) => unknownInAgreement(needs, actor, body, false),
      },
      schema: {
        summary: 'Change the draft; fields that are not given stay as they are',
        operationId: 'changeAgreement',
        tags,
        params: KeyParams,
        body: AgreementChange,
        response: { 200: Agreement, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => {
      await changeDraft(needs, actor, params.key, body)
      return read(actor, params.key)
    },
  )

  app.delete(
    '/api/v1/agreements/:key',
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Remove a draft that was never offered',
        operationId: 'deleteAgreement',
        tags,
        params: KeyParams,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }, reply) => {
      await removeDraft(needs, actor, params.key)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/agreements/:key/versions',
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Change an offered or accepted agreement: a new draft with the reason for it',
        description:
          'An offer that waits for answers is withdrawn. A version in force stays so until all have accepted the new one.',
        operationId: 'startAgreementVersion',
        tags,
        params: KeyParams,
        body: NewVersion,
        response: { 201: Agreement, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }, reply) => {
      await startVersion(needs, actor, params.key, body.reason)
      const agreement = await read(actor, params.key)
      reply.code(201).header('location', `/api/v1/agreements/${agreement.slug}`)
      return agreement
    },
  )
}
