import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import { explainEmpty } from '../../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { refuseStale } from '../../../platform/http/revision.ts'
import { Id, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { findNamedDataset } from '../../catalogue/index.ts'
import { chooseDataset } from '../imports/choose-dataset.ts'
import { WRITERS, writableDatasets } from '../writers.ts'
import {
  Connector,
  ConnectorChange,
  ConnectorPage,
  ConnectorQuery,
  NewConnector,
  type Settings,
} from './schema.ts'
import {
  deleteConnector,
  hastenConnector,
  insertConnector,
  listConnectors,
  lockConnector,
  updateConnector,
} from './store.ts'

const tags = ['measurements']
const config = { access: WRITERS }
const params = Type.Object({ id: Id })
const HOUR = 60

/** The job that runs connectors. */
export const CONNECTOR_JOB = 'measurements.run-connectors'

/** Adds what people do with connectors: make, change, pause, run now, look at, remove. */
export function addConnectorRoutes(http: Http, platform: Platform): void {
  const { db, clock } = platform

  typed(http).get(
    '/api/v1/connectors',
    {
      config,
      schema: {
        summary: 'List the servers that are fetched into your datasets, with their health',
        tags,
        operationId: 'listConnectors',
        querystring: ConnectorQuery,
        response: { 200: ConnectorPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { cursor, pageSize = 50, dataset }, actor }) => {
      const writable = writableDatasets(actor)
      const after = decodeCursor(cursor, 2)
      const rows = await listConnectors(db, { writable, dataset, after, limit: pageSize + 1 })
      await explainEmpty(rows, () => [findNamedDataset(db, actor, dataset)])
      return toPage(rows, pageSize, ({ name, id }) => [name, id])
    },
  )

  typed(http).post(
    '/api/v1/connectors',
    {
      config,
      schema: {
        summary: 'Fetch measurements of another server, on a schedule',
        tags,
        operationId: 'createConnector',
        body: NewConnector,
        response: { 201: Connector, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const { dataset: key, name, settings, intervalMinutes = HOUR, paused = false } = body
      const dataset = await chooseDataset(db, actor, { key, in: 'body' }, clock())
      checkHost(settings)
      const { id: datasetId } = await dataset.open(db)
      const id = await insertConnector(db, { datasetId, name, settings, intervalMinutes, paused }, clock())
      return reply
        .code(201)
        .header('location', `/api/v1/connectors/${id}`)
        .send(await requireConnector(actor, id))
    },
  )

  typed(http).get(
    '/api/v1/connectors/:id',
    {
      config,
      schema: {
        summary: 'Get a connector with its health',
        tags,
        operationId: 'getConnector',
        params,
        response: { 200: Connector, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => requireConnector(actor, id),
  )

  typed(http).patch(
    '/api/v1/connectors/:id',
    {
      config,
      schema: {
        summary: 'Rename, pause or resume a connector, or change how often it runs',
        tags,
        operationId: 'changeConnector',
        params,
        body: ConnectorChange,
        response: { 200: Connector, ...PROBLEM_RESPONSES },
      },
    },
    ({ params: { id }, body, actor }) =>
      db.transaction().execute(async (transaction) => {
        await lockConnector(transaction, id)
        refuseStale(ConnectorChange, await requireConnector(actor, id, transaction), body.revision)
        await updateConnector(transaction, id, body, clock())
        return requireConnector(actor, id, transaction)
      }),
  )

  typed(http).delete(
    '/api/v1/connectors/:id',
    {
      config,
      schema: {
        summary: 'Remove a connector; what it fetched stays',
        tags,
        operationId: 'deleteConnector',
        params,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      await requireConnector(actor, id)
      await deleteConnector(db, id)
      return reply.code(204).send(null)
    },
  )

  typed(http).post(
    '/api/v1/connectors/:id/runs',
    {
      config,
      schema: {
        summary: 'Run a connector as soon as possible',
        tags,
        operationId: 'runConnector',
        params,
        response: { 202: Connector, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      const { paused } = await requireConnector(actor, id)
      if (paused) throw isPaused()
      await hastenConnector(db, id, clock())
      await platform.enqueue(CONNECTOR_JOB, {}, id)
      return reply.code(202).send(await requireConnector(actor, id))
    },
  )

  async function requireConnector(actor: Actor, id: string, asked: Db = db): Promise<Connector> {
    const [found] = await listConnectors(asked, { writable: writableDatasets(actor), id, limit: 1 })
    if (!found) throw notFound({ nl: 'Deze koppeling', en: 'This connector' })
    return found
  }

  /** Says it at once when the operator does not allow a server, rather than at the first run. */
  function checkHost(settings: Settings) {
    const host = settings.kind === 'sensorthings' ? URL.parse(settings.root)?.host : undefined
    if (settings.kind !== 'sensorthings' || platform.config.connectorHosts.includes(host ?? '')) return
    const detail = {
      nl: `${host ?? settings.root} staat niet op de lijst van de beheerder. Vraag of die het adres aan CONNECTOR_HOSTS toevoegt.`,
      en: `${host ?? settings.root} is not on the operator's list. Ask the operator to add it to CONNECTOR_HOSTS.`,
    }
    throw new Problem('invalid-request', detail, [{ in: 'body', pointer: '/settings/root', detail }])
  }
}

function isPaused(): Problem {
  return new Problem('conflict', {
    nl: 'Deze koppeling staat op pauze. Zet die eerst weer aan.',
    en: 'This connector is paused. Resume it first.',
  })
}
