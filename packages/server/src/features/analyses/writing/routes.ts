import { Type } from 'typebox'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { Key, Page, PageQuery, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { subscriberOf } from '../../../platform/http/subscriber.ts'
import type { TakeTurn } from '../../../platform/http/turns.ts'
import { readSoftware, SOURCE_FOLDER } from '../../../platform/software.ts'
import { countDeed } from '../../parties/index.ts'
import { recordAction } from '../activities.ts'
import type { Needs } from '../routes.ts'
import { previewDraft } from './freeze.ts'
import { present } from './present.ts'
import { authorOf } from './rules.ts'
import {
  Analysis,
  AnalysisChange,
  AnalysisSummary,
  NewAnalysis,
  OneChart,
  Preview,
  Publication,
  pickCharts,
  Withdrawal,
} from './schema.ts'
import {
  changeDraft,
  createAnalysis,
  discardDraft,
  forkAnalysis,
  missingAnalysis,
  publishAnalysis,
  startVersion,
  withdrawAnalysis,
} from './steps.ts'
import { findDraft, findPublished, listAnalyses } from './store.ts'

const Params = Type.Object({ key: Key })
const tags = ['analyses']

/** The routes of analyses: reading is public, writing is for who has an account, and for pupils, whose teacher publishes. */
export function addWritingRoutes(http: Http, platform: Needs, takeTurn: TakeTurn): void {
  const { db, clock, beginUses, record: log } = platform
  const app = typed(http)
  // At the start: later the files can be of another version than what runs.
  const software = readSoftware(SOURCE_FOLDER)
  software.catch(() => {})

  app.get(
    '/api/v1/analyses',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List published analyses, newest first; or your own, with drafts',
        operationId: 'listAnalyses',
        tags,
        querystring: Type.Object({
          ...PageQuery,
          mine: Type.Optional(Type.Boolean({ description: 'Your own, by their newest version' })),
          q: Type.Optional(
            Type.String({
              minLength: 1,
              maxLength: 200,
              description: 'Words in its text or the name with it',
            }),
          ),
          subject: Type.Optional(
            Type.String({
              maxLength: 600,
              description:
                'What a chart is about: `area:` and a code, `indicator:` and a slug, `property:` and a name',
            }),
          ),
        }),
        response: { 200: Page(AnalysisSummary), ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const pageSize = query.pageSize ?? 50
      const mine = query.mine ? authorOf(actor) : undefined
      if (query.mine && !mine) return { items: [], next: null }
      const rows = await listAnalyses(db, {
        mine,
        q: query.q,
        subject: query.subject,
        after: decodeCursor(query.cursor, 2),
        limit: pageSize + 1,
      })
      return toPage(rows, pageSize, (row) => [row.updatedAt, row.id])
    },
  )

  app.post(
    '/api/v1/analyses',
    {
      config: { access: 'person-or-pupil' },
      schema: {
        summary: 'Start an analysis: a draft that only you can read',
        operationId: 'createAnalysis',
        tags,
        body: NewAnalysis,
        response: { 201: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const { body, actor } = request
      await recordAction(log, request, 'analyse schrijven')
      const slug = await createAnalysis(platform, actor, body)
      reply.code(201).header('location', `/api/v1/analyses/${slug}/draft`)
      return present(db, actor, await findDraft(db, slug, authorOf(actor)))
    },
  )

  app.get(
    '/api/v1/analyses/:key',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read an analysis: the newest published version',
        operationId: 'getAnalysis',
        tags,
        params: Params,
        response: { 200: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => present(db, actor, await findPublished(db, params.key)),
  )

  app.patch(
    '/api/v1/analyses/:key',
    {
      config: { access: 'person-or-pupil' },
      schema: {
        summary: 'Change your draft; fields that are not given stay as they are',
        description: 'Of a published analysis only `byline` can be changed.',
        operationId: 'changeAnalysis',
        tags,
        params: Params,
        body: AnalysisChange,
        response: { 200: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      const { params, body, actor } = request
      await recordAction(log, request, 'analyse wijzigen')
      await changeDraft(platform, actor, params.key, body)
      return present(
        db,
        actor,
        (await findDraft(db, params.key, authorOf(actor))) ?? (await findPublished(db, params.key)),
      )
    },
  )

  app.get(
    '/api/v1/analyses/:key/draft',
    {
      config: { access: 'person-or-pupil' },
      schema: {
        summary: 'Read your draft',
        operationId: 'getAnalysisDraft',
        tags,
        params: Params,
        response: { 200: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => present(db, actor, await findDraft(db, params.key, authorOf(actor))),
  )

  app.delete(
    '/api/v1/analyses/:key/draft',
    {
      config: { access: 'person-or-pupil' },
      schema: {
        summary: 'Throw your draft away; what was published stays',
        operationId: 'discardAnalysisDraft',
        tags,
        params: Params,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const { params, actor } = request
      await recordAction(log, request, 'concept van een analyse weggooien')
      await discardDraft(platform, actor, params.key)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/analyses/:key/preview',
    {
      config: { access: 'person-or-pupil' },
      schema: {
        summary: 'What everybody would see of the charts of your draft, and whether you see something else',
        operationId: 'previewAnalysis',
        tags,
        params: Params,
        querystring: OneChart,
        response: { 200: Preview, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      const { params, query, actor, trace } = request
      const draft = await findDraft(db, params.key, authorOf(actor))
      if (!draft) throw missingAnalysis()
      const charts = pickCharts(draft.content.charts, query.chart)
      const { preview, uses } = await takeTurn(subscriberOf(request.ip), () =>
        previewDraft(db, { actor, now: clock() }, charts),
      )
      const recording = beginUses({ actor, trace })
      for (const found of uses) await recording.record(found)
      return preview
    },
  )

  app.post(
    '/api/v1/analyses/:key/publication',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Publish your draft: from now on the text is frozen, with its evidence',
        description:
          'The questions of its charts are answered as everybody may see them. The answers are kept, with the definitions of indicators, the version of the program and the steering check.',
        operationId: 'publishAnalysis',
        tags,
        params: Params,
        querystring: Publication,
        response: { 200: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      const { params, query, actor, trace } = request
      if (!query.check) {
        if (actor.kind === 'person')
          await countDeed(db, clock, 'analysis', { by: actor.email, address: request.ip })
        await recordAction(log, request, 'analyse publiceren')
      }
      const recording = beginUses({ actor, trace })
      const record = async (uses: Parameters<typeof recording.record>[0][]) => {
        for (const found of uses) await recording.record(found)
      }
      const { id } = await publishAnalysis(
        { ...platform, software: await software },
        { actor, record },
        params.key,
        query,
      )
      const author = authorOf(actor)
      return present(db, actor, query.check ? await findDraft(db, id, author) : await findPublished(db, id))
    },
  )

  app.post(
    '/api/v1/analyses/:key/withdrawal',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Withdraw your analysis: it stays to be read, with the reason',
        operationId: 'withdrawAnalysis',
        tags,
        params: Params,
        body: Withdrawal,
        response: { 200: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      const { params, body, actor } = request
      await recordAction(log, request, 'analyse intrekken')
      await withdrawAnalysis(platform, actor, params.key, body.reason)
      return present(db, actor, await findPublished(db, params.key))
    },
  )

  app.post(
    '/api/v1/analyses/:key/versions',
    {
      config: { access: 'person-or-pupil' },
      schema: {
        summary: 'Start a new version of your analysis, as a draft',
        operationId: 'startAnalysisVersion',
        tags,
        params: Params,
        response: { 201: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const { params, actor } = request
      await recordAction(log, request, 'nieuwe versie van een analyse beginnen')
      await startVersion(platform, actor, params.key)
      const found = await findDraft(db, params.key, authorOf(actor))
      reply.code(201).header('location', `/api/v1/analyses/${found?.slug}/draft`)
      return present(db, actor, found)
    },
  )

  app.post(
    '/api/v1/analyses/:key/versions/:number/forks',
    {
      config: { access: 'person-or-pupil' },
      schema: {
        summary: 'Make an analysis of your own from a published version, with a reference to it',
        operationId: 'forkAnalysis',
        tags,
        params: Type.Object({ key: Key, number: Type.Integer({ minimum: 1, maximum: 100_000 }) }),
        response: { 201: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const { params, actor } = request
      await recordAction(log, request, 'analyse overnemen')
      const slug = await forkAnalysis(platform, actor, { key: params.key, version: params.number })
      reply.code(201).header('location', `/api/v1/analyses/${slug}/draft`)
      return present(db, actor, await findDraft(db, slug, authorOf(actor)))
    },
  )
}
