import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { inBody, notFound, Problem } from '../../../platform/errors.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { refuseStale } from '../../../platform/http/revision.ts'
import { Id, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { chooseOwner } from '../../../platform/owner.ts'
import type { Platform } from '../../../platform/slice.ts'
import { access, importingFor, type ListOwnMunicipalities } from '../import-routes.ts'
import { findForeignArea } from '../rules.ts'
import {
  NewStatLineTable,
  StatLineTable,
  StatLineTableChange,
  StatLineTablePage,
  StatLineTableQuery,
} from './schema.ts'
import { deleteTable, hastenTable, insertTable, listTables, lockTable, updateTable } from './store.ts'

const tags = ['areas']
const config = { access }
const params = Type.Object({ id: Id })
const MONTH = 30

/** The job that fetches tables. */
export const STATLINE_JOB = 'areas.fetch-statline'

/** Adds what people do with tables of StatLine: make, change, pause, fetch now, look at, remove. */
export function addStatLineRoutes(
  http: Http,
  platform: Platform,
  listOwnMunicipalities: ListOwnMunicipalities,
): void {
  const { db, clock } = platform

  typed(http).get(
    '/api/v1/statline-tables',
    {
      config,
      schema: {
        summary: 'List the tables of StatLine of which figures are fetched, with their health',
        tags,
        operationId: 'listStatLineTables',
        querystring: StatLineTableQuery,
        response: { 200: StatLineTablePage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { cursor, pageSize = 50 }, actor }) => {
      const after = decodeCursor(cursor, 2)
      const rows = await listTables(db, { ownerIds: importingFor(actor), after, limit: pageSize + 1 })
      return toPage(rows, pageSize, ({ name, id }) => [name, id])
    },
  )

  typed(http).post(
    '/api/v1/statline-tables',
    {
      config,
      schema: {
        summary: 'Fetch figures of areas from a table of StatLine, again and again',
        tags,
        operationId: 'createStatLineTable',
        body: NewStatLineTable,
        response: { 201: StatLineTable, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const { ownerId: asked, name, everyDays = MONTH, paused = false, ...given } = body
      const { service = 'cbs-v4', year = null, measures = [], categories = {}, ...rest } = given
      const owner = chooseOwner(actor, access, asked)
      if (!('ownerId' in owner)) throw refuseBody([owner])
      const own = await listOwnMunicipalities(db, actor, access)
      const foreign = findForeignArea(body.municipalities, own)
      if (foreign !== undefined) throw refuseBody([notOwn(body.municipalities.indexOf(foreign), foreign)])
      refuseDouble(measures)
      const settings = { ...rest, service, year, measures, categories }
      const id = await insertTable(db, { ...owner, name, settings, everyDays, paused }, clock())
      return reply
        .code(201)
        .header('location', `/api/v1/statline-tables/${id}`)
        .send(await requireTable(actor, id))
    },
  )

  typed(http).get(
    '/api/v1/statline-tables/:id',
    {
      config,
      schema: {
        summary: 'Get a table of StatLine with its health',
        tags,
        operationId: 'getStatLineTable',
        params,
        response: { 200: StatLineTable, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => requireTable(actor, id),
  )

  typed(http).patch(
    '/api/v1/statline-tables/:id',
    {
      config,
      schema: {
        summary: 'Rename, pause or resume a table of StatLine, or change how often it is fetched',
        tags,
        operationId: 'changeStatLineTable',
        params,
        body: StatLineTableChange,
        response: { 200: StatLineTable, ...PROBLEM_RESPONSES },
      },
    },
    ({ params: { id }, body, actor }) =>
      db.transaction().execute(async (transaction) => {
        await lockTable(transaction, id)
        refuseStale(StatLineTableChange, await requireTable(actor, id, transaction), body.revision)
        await updateTable(transaction, id, body, clock())
        return requireTable(actor, id, transaction)
      }),
  )

  typed(http).delete(
    '/api/v1/statline-tables/:id',
    {
      config,
      schema: {
        summary: 'Fetch a table of StatLine no longer; the figures stay',
        tags,
        operationId: 'deleteStatLineTable',
        params,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      await requireTable(actor, id)
      await deleteTable(db, id)
      return reply.code(204).send(null)
    },
  )

  typed(http).post(
    '/api/v1/statline-tables/:id/runs',
    {
      config,
      schema: {
        summary: 'Fetch a table of StatLine as soon as possible',
        tags,
        operationId: 'runStatLineTable',
        params,
        response: { 202: StatLineTable, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      const { paused } = await requireTable(actor, id)
      if (paused) {
        throw new Problem('conflict', {
          nl: 'Deze tabel staat op pauze. Zet die eerst weer aan.',
          en: 'This table is paused. Resume it first.',
        })
      }
      await hastenTable(db, id, clock())
      await platform.enqueue(STATLINE_JOB, {}, id)
      return reply.code(202).send(await requireTable(actor, id))
    },
  )

  async function requireTable(actor: Actor, id: string, asked: Db = db): Promise<StatLineTable> {
    const [found] = await listTables(asked, { ownerIds: importingFor(actor), id, limit: 1 })
    if (!found) throw notFound({ nl: 'Deze tabel', en: 'This table' })
    return found
  }
}

function refuseDouble(measures: readonly { key: string }[]): void {
  const index = measures.findIndex(({ key }, at) => measures.findIndex((each) => each.key === key) < at)
  if (index === -1) return
  throw refuseBody([
    {
      pointer: `/measures/${index}/key`,
      nl: 'Deze naam staat er al. Geef elk onderwerp een eigen naam.',
      en: 'This name is there already. Give each measure a name of its own.',
    },
  ])
}

function notOwn(index: number, code: string) {
  return {
    pointer: `/municipalities/${index}`,
    nl: `${code} is niet uw eigen gemeente. Kies uw eigen gemeente, of vraag de beheerder van het platform.`,
    en: `${code} is not your own municipality. Choose your own, or ask the administrator of the platform.`,
  }
}

const refuseBody = (mistakes: Parameters<typeof inBody>[0]) =>
  new Problem(
    'invalid-request',
    {
      nl: 'Er is niets bewaard. Bij elke fout staat waar die zit.',
      en: 'Nothing was saved. Each mistake says where it is.',
    },
    inBody(mistakes),
  )
