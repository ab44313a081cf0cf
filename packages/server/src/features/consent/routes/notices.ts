import { Type } from 'typebox'
import { type Actor, organisationsOf } from '../../../platform/actor.ts'
import { explainEmpty, findNamed } from '../../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { revisionOf } from '../../../platform/http/revision.ts'
import { Id, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { EDITORS } from '../lists.ts'
import {
  NewNotice,
  NewVersion,
  Notice,
  NoticeChange,
  NoticePage,
  NoticeQuery,
  Publication,
} from '../schema/notices.ts'
import {
  changeDraft,
  createNotice,
  missingNotice,
  publishNotice,
  startVersion,
  unknownInNotice,
} from '../steps/notices.ts'
import {
  findNotice,
  findVersion,
  hasNoticeOf,
  listHistory,
  listNotices,
  type NoticeVersion,
} from '../store/notices.ts'

const tags = ['consent']
const params = Type.Object({ id: Id })
const PATH = '/api/v1/consent-notices'

/** The routes of notices: reading is public, writing is for officials of the owner of the dataset. */
export function addNoticeRoutes(http: Http, platform: Platform): void {
  const { db } = platform
  const app = typed(http)

  async function present(found: NoticeVersion | undefined, actor: Actor): Promise<Notice> {
    if (!found) throw missingNotice()
    const { content, ...rest } = found
    const history = await listHistory(db, found.id, organisationsOf(actor))
    return asAnswer({ ...rest, ...content, revision: revisionOf(NoticeChange, content), history })
  }

  app.get(
    PATH,
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List consent notices, most recently changed first',
        operationId: 'listConsentNotices',
        tags,
        querystring: NoticeQuery,
        response: { 200: NoticePage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { pageSize = 50, datasetId, purpose, cursor } = query
      const organisations = organisationsOf(actor)
      const after = decodeCursor(cursor, 2)
      const filter = { organisations, datasetId, purpose, after, limit: pageSize + 1 }
      const rows = await listNotices(db, filter)
      // A personal dataset is not public, but its notices are: it is there for whoever may read one.
      await explainEmpty(rows, () => [
        findNamed('/datasetId', { nl: 'Deze dataset', en: 'This dataset' }, datasetId, (asked) =>
          hasNoticeOf(db, asked, organisations),
        ),
      ])
      return toPage(rows.map(asAnswer), pageSize, (row) => [row.updatedAt, row.id])
    },
  )

  app.get(
    `${PATH}/:id`,
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read a consent notice: the published text, or the draft for those who work on it',
        operationId: 'getConsentNotice',
        tags,
        params,
        response: { 200: Notice, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => present(await findNotice(db, id, organisationsOf(actor)), actor),
  )

  app.get(
    `${PATH}/:id/versions/:number`,
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read one version of a consent notice as it was published',
        operationId: 'getConsentNoticeVersion',
        tags,
        params: Type.Object({ id: Id, number: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }),
        response: { 200: Notice, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, number }, actor }) =>
      present(await findVersion(db, id, number, organisationsOf(actor)), actor),
  )

  app.post(
    PATH,
    {
      config: { access: EDITORS, unknownIn: (body, actor) => unknownInNotice(db, actor, body, true) },
      schema: {
        summary: 'Start the notice of a dataset for one purpose',
        operationId: 'createConsentNotice',
        tags,
        body: NewNotice,
        response: { 201: Notice, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const id = await createNotice(platform, actor, body)
      reply.code(201).header('location', `${PATH}/${id}`)
      return present(await findNotice(db, id, organisationsOf(actor)), actor)
    },
  )

  app.patch(
    `${PATH}/:id`,
    {
      config: { access: EDITORS, unknownIn: (body, actor) => unknownInNotice(db, actor, body, false) },
      schema: {
        summary: 'Change the draft; fields that are not given stay as they are',
        operationId: 'changeConsentNotice',
        tags,
        params,
        body: NoticeChange,
        response: { 200: Notice, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor }) => present(await changeDraft(platform, actor, id, body), actor),
  )

  app.post(
    `${PATH}/:id/publication`,
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Publish: from now on the text is frozen, and residents choose on it',
        operationId: 'publishConsentNotice',
        tags,
        params,
        querystring: Publication,
        response: { 200: Notice, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, query, actor }) =>
      present(await publishNotice(platform, actor, id, query), actor),
  )

  app.post(
    `${PATH}/:id/versions`,
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Change a published notice: a new draft with the reason for it',
        operationId: 'startConsentNoticeVersion',
        tags,
        params,
        body: NewVersion,
        response: { 201: Notice, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor }, reply) => {
      const found = await startVersion(platform, actor, id, body.reason)
      reply.code(201).header('location', `${PATH}/${id}`)
      return present(found, actor)
    },
  )
}

/** Instants come from the database as Date and leave as text. */
function asAnswer<T extends { publishedAt: unknown; updatedAt: unknown }>(row: T): T {
  return { ...row, publishedAt: asText(row.publishedAt), updatedAt: asText(row.updatedAt) }
}

function asText(moment: unknown) {
  return moment instanceof Date ? moment.toISOString() : moment
}
