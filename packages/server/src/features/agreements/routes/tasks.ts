import { ROLES } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { explainEmpty, findNamed } from '../../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { findNamedOrganisation } from '../../parties/index.ts'
import { EDITORS } from '../lists.ts'
import { readerOf } from '../refuse.ts'
import { Completion, Task, TaskPage, TaskParams, TaskQuery } from '../schema/tasks.ts'
import { doTask, requireTask } from '../steps/tasks.ts'
import { findAgreement, type Reader } from '../store/agreements.ts'
import { findTask, listTasks } from '../store/tasks.ts'

const tags = ['agreements']

/** Routes of what parties promised to do, for officials of the parties to the agreement. */
export function addTaskRoutes(http: Http, platform: Platform): void {
  const { db } = platform
  const app = typed(http)

  app.get(
    '/api/v1/agreement-tasks',
    {
      config: { access: ROLES },
      schema: {
        summary: 'List what parties to one’s agreements must do, first what is due first',
        tags,
        operationId: 'listAgreementTasks',
        querystring: TaskQuery,
        response: { 200: TaskPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { cursor, pageSize = 50, agreement, organisationId, state } = query
      const reader = readerOf(platform, actor)
      const rows = await listTasks(db, {
        ...reader,
        agreement,
        organisationId,
        state,
        after: decodeCursor(cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [
        findNamedAgreement(db, reader, agreement),
        findNamedOrganisation(db, '/organisationId', organisationId),
      ])
      return toPage(rows, pageSize, ({ dueAt, id }) => [dueAt ?? 'infinity', id])
    },
  )

  app.get(
    '/api/v1/agreement-tasks/:id',
    {
      config: { access: ROLES },
      schema: {
        summary: 'Get a task',
        tags,
        operationId: 'getAgreementTask',
        params: TaskParams,
        response: { 200: Task, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => requireTask(await findTask(db, params.id, readerOf(platform, actor))),
  )

  app.post(
    '/api/v1/agreement-tasks/:id/completion',
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Tell that a task is done, and how',
        tags,
        operationId: 'completeAgreementTask',
        params: TaskParams,
        body: Completion,
        response: { 200: Task, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => doTask(platform, actor, params.id, body.note),
  )
}

/** That the agreement which a filter names is there for who asks. */
function findNamedAgreement(db: Db, reader: Reader, key: string | undefined) {
  const what = { nl: 'Deze afspraak', en: 'This agreement' }
  return findNamed('/agreement', what, key, (asked) => findAgreement(db, asked, reader))
}
