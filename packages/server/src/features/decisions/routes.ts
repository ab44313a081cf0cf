import { Type } from 'typebox'
import { organisationsOf } from '../../platform/actor.ts'
import { explainEmpty, findNamed } from '../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../platform/http/paging.ts'
import { Id, OneOf, Page, PageQuery, PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import { AreaCode, findNamedAreas } from '../areas/index.ts'
import { findNamedChallenge } from '../challenges/index.ts'
import { listMissingSignals } from '../indicators/index.ts'
import { MANDATE_FIELDS } from '../parties/index.ts'
import { EDITORS, SIGNERS } from './access.ts'
import { addBoardRoute } from './board.ts'
import { addExportRoutes } from './exports.ts'
import { addLifeRoutes } from './life-routes.ts'
import { asAnswer, presentWith } from './present.ts'
import {
  Decision,
  DecisionChange,
  DecisionSummary,
  NewDecision,
  NewVersion,
  Publication,
} from './schema/decision.ts'
import { STANDINGS, STATES } from './schema/lists.ts'
import { changeDraft, createDecision, type Deciding, publishDecision, startVersion } from './steps.ts'
import { findDecision, findVersion, listDecisions } from './store.ts'
import { unknownInDecision } from './unknown.ts'

const Key = Type.Object({ key: Type.String({ maxLength: 200, description: 'Id or slug' }) })
const ReviewUntil = Type.String({
  format: 'date',
  description: 'Only decisions to look back at on or before this day',
})
const tags = ['decisions']

/** The routes of decisions: reading is public, writing is for officials of the owner, signing for deciders. */
export function addRoutes(http: Http, platform: Deciding): void {
  const { db } = platform
  const app = typed(http)

  const present = presentWith(db)

  app.get(
    '/api/v1/decisions',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List decisions, most recently changed first',
        operationId: 'listDecisions',
        tags,
        querystring: Type.Object({
          ...PageQuery,
          challengeId: Type.Optional(Id),
          signalId: Type.Optional(Id),
          state: Type.Optional(OneOf(STATES, 'State of the newest version that one may read')),
          reviewUntil: Type.Optional(ReviewUntil),
          standing: Type.Optional(OneOf(STANDINGS, 'How it stands')),
          q: Type.Optional(
            Type.String({
              minLength: 2,
              maxLength: 200,
              description:
                'Dutch words that are all in it, by their stem; a stem of three letters or more also as the beginning of a longer word. Words in quotes stand together, `or` is either of two, and a hyphen before a word leaves out what has it',
            }),
          ),
          field: Type.Optional(OneOf(MANDATE_FIELDS, 'Policy field')),
          area: Type.Optional(AreaCode),
        }),
        response: { 200: Page(DecisionSummary), ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const pageSize = query.pageSize ?? 50
      const rows = await listDecisions(db, {
        organisations: organisationsOf(actor),
        challengeId: query.challengeId,
        signalId: query.signalId,
        state: query.state,
        reviewUntil: query.reviewUntil,
        standing: query.standing,
        q: query.q,
        field: query.field,
        area: query.area,
        after: decodeCursor(query.cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [
        findNamedChallenge(db, actor, query.challengeId),
        findNamedAreas(db, '/area', query.area),
        findNamed('/signalId', { nl: 'Dit signaal', en: 'This signal' }, query.signalId, async (id) => {
          const missing = await listMissingSignals(db, [id], organisationsOf(actor))
          return missing.length === 0
        }),
      ])
      return toPage(rows.map(asAnswer), pageSize, (row) => [row.updatedAt, row.id])
    },
  )

  app.get(
    '/api/v1/decisions/:key',
    {
      config: { access: 'anyone' },
      schema: {
        summary:
          'Read a decision: the published text, else the open draft; the draft for those who work on it',
        operationId: 'getDecision',
        tags,
        params: Key,
        response: { 200: Decision, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => present(await findDecision(db, params.key, organisationsOf(actor)), actor),
  )

  app.get(
    '/api/v1/decisions/:key/versions/:number',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read one version of a decision as it was published',
        operationId: 'getDecisionVersion',
        tags,
        params: Type.Object({ ...Key.properties, number: Type.Integer({ minimum: 1, maximum: 100_000 }) }),
        response: { 200: Decision, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) =>
      present(await findVersion(db, params.key, params.number, organisationsOf(actor)), actor),
  )

  app.post(
    '/api/v1/decisions',
    {
      config: {
        access: EDITORS,
        unknownIn: (body, actor) => unknownInDecision(db, actor, body, true),
      },
      schema: {
        summary: 'Start a decision; the do-nothing option is there from the start',
        operationId: 'createDecision',
        tags,
        body: NewDecision,
        response: { 201: Decision, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const slug = await createDecision(platform, actor, body)
      reply.code(201).header('location', `/api/v1/decisions/${slug}`)
      return present(await findDecision(db, slug, organisationsOf(actor)), actor)
    },
  )

  app.patch(
    '/api/v1/decisions/:key',
    {
      config: {
        access: EDITORS,
        unknownIn: (body, actor) => unknownInDecision(db, actor, body, false),
      },
      schema: {
        summary: 'Change the draft; fields that are not given stay as they are',
        operationId: 'changeDecision',
        tags,
        params: Key,
        body: DecisionChange,
        response: { 200: Decision, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => present(await changeDraft(platform, actor, params.key, body), actor),
  )

  app.post(
    '/api/v1/decisions/:key/publication',
    {
      config: { access: SIGNERS },
      schema: {
        summary: 'Sign and publish: from now on the text is frozen',
        operationId: 'publishDecision',
        tags,
        params: Key,
        querystring: Publication,
        response: { 200: Decision, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, actor }) =>
      present(await publishDecision(platform, actor, params.key, query), actor),
  )

  app.post(
    '/api/v1/decisions/:key/versions',
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Correct a published decision: a new draft with the reason for it',
        operationId: 'startDecisionVersion',
        tags,
        params: Key,
        body: NewVersion,
        response: { 201: Decision, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }, reply) => {
      const found = await startVersion(platform, actor, params.key, body.reason)
      reply.code(201).header('location', `/api/v1/decisions/${found.slug}`)
      return present(found, actor)
    },
  )

  addLifeRoutes(http, platform, present)
  addBoardRoute(http, platform)
  addExportRoutes(http, platform)
}
