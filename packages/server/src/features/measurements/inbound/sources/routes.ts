import { Type } from 'typebox'
import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/connect.ts'
import { notFound, Problem } from '../../../../platform/errors.ts'
import { explainEmpty } from '../../../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../../../platform/http/paging.ts'
import { refuseStale } from '../../../../platform/http/revision.ts'
import { Id, PageQuery, PROBLEM_RESPONSES } from '../../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../../platform/http/server.ts'
import type { Platform } from '../../../../platform/slice.ts'
import { canWriteDataset, findNamedDataset } from '../../../catalogue/index.ts'
import { chooseDataset } from '../../imports/choose-dataset.ts'
import { WRITERS, writableDatasets } from '../../writers.ts'
import { freeBroker } from '../brokers/store.ts'
import { DecoderFault } from '../sandbox/decoder-fault.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import {
  DevicePage,
  InboundSource,
  NewSource,
  NewTrial,
  SourceChange,
  SourcePage,
  SourceQuery,
  Trial,
  TrialResult,
} from './schema.ts'
import {
  deleteSource,
  findSource,
  insertSource,
  listDevices,
  listSources,
  lockSource,
  updateSource,
} from './store.ts'
import { tryUplink } from './try-uplink.ts'

const tags = ['measurements']
const config = { access: WRITERS }
const params = Type.Object({ id: Id })

/** Adds what people do with sources: make, change, try, look at, remove. */
export function addSourceRoutes(http: Http, platform: Platform, sandbox: Sandbox): void {
  const { db, clock } = platform

  typed(http).get(
    '/api/v1/inbound-sources',
    {
      config,
      schema: {
        summary: 'List the sources that send to your datasets',
        tags,
        operationId: 'listInboundSources',
        querystring: SourceQuery,
        response: { 200: SourcePage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { cursor, pageSize = 50, dataset }, actor }) => {
      const writable = writableDatasets(actor)
      const after = decodeCursor(cursor, 2)
      const rows = await listSources(db, { writable, dataset, after, limit: pageSize + 1 })
      await explainEmpty(rows, () => [findNamedDataset(db, actor, dataset)])
      return toPage(rows.map(withAddress), pageSize, ({ name, id }) => [name, id])
    },
  )

  typed(http).post(
    '/api/v1/inbound-sources',
    {
      config,
      schema: {
        summary: 'Take uplinks of an application at a network server',
        tags,
        operationId: 'createInboundSource',
        body: NewSource,
        response: { 201: InboundSource, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const { dataset: key, script = null, stationKey = 'eui', ...rest } = body
      const dataset = await chooseDataset(db, actor, { key, in: 'body' }, clock())
      await checkScript(script, dataset.ownerId)
      const { id: datasetId } = await dataset.open(db)
      const id = await insertSource(db, { datasetId, script, stationKey, ...rest }, clock())
      return reply
        .code(201)
        .header('location', `/api/v1/inbound-sources/${id}`)
        .send(await describeSource(db, actor, id))
    },
  )

  typed(http).get(
    '/api/v1/inbound-sources/:id',
    {
      config,
      schema: {
        summary: 'Get a source',
        tags,
        operationId: 'getInboundSource',
        params,
        response: { 200: InboundSource, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => describeSource(db, actor, id),
  )

  typed(http).patch(
    '/api/v1/inbound-sources/:id',
    {
      config,
      schema: {
        summary: 'Change a source, for instance to mend its decoder',
        tags,
        operationId: 'changeInboundSource',
        params,
        body: SourceChange,
        response: { 200: InboundSource, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor }) => {
      const { ownerId } = await requireSource(platform, actor, id)
      await checkScript(body.script ?? null, ownerId)
      return db.transaction().execute(async (transaction) => {
        await lockSource(transaction, id)
        refuseStale(SourceChange, await describeSource(transaction, actor, id), body.revision)
        await updateSource(transaction, id, body, clock())
        if (body.paused) await freeBroker(transaction, id)
        return describeSource(transaction, actor, id)
      })
    },
  )

  typed(http).delete(
    '/api/v1/inbound-sources/:id',
    {
      config,
      schema: {
        summary: 'Remove a source; what it stored stays',
        tags,
        operationId: 'deleteInboundSource',
        params,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      await requireSource(platform, actor, id)
      await deleteSource(db, id)
      return reply.code(204).send(null)
    },
  )

  typed(http).get(
    '/api/v1/inbound-sources/:id/devices',
    {
      config,
      schema: {
        summary: 'The devices that sent through a source',
        tags,
        operationId: 'listInboundDevices',
        params,
        querystring: Type.Object(PageQuery),
        response: { 200: DevicePage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, query: { cursor, pageSize = 50 }, actor }) => {
      await requireSource(platform, actor, id)
      const rows = await listDevices(db, id, decodeCursor(cursor, 1)?.[0], pageSize + 1)
      return toPage(rows, pageSize, ({ device }) => [device])
    },
  )

  typed(http).post(
    '/api/v1/inbound-sources/:id/trials',
    {
      config,
      schema: {
        summary: 'See what a decoder and mapping make of a message; nothing is stored',
        tags,
        operationId: 'tryInboundSource',
        params,
        body: Trial,
        response: { 200: TrialResult, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor }) => {
      const source = await requireSource(platform, actor, id)
      const { uplink, ...other } = body
      return tryUplink(sandbox, { ...source, ...other }, uplink)
    },
  )

  typed(http).post(
    '/api/v1/inbound-trials',
    {
      config,
      schema: {
        summary:
          'See what a decoder and mapping make of a message, before there is a source; nothing is stored',
        tags,
        operationId: 'tryInbound',
        body: NewTrial,
        response: { 200: TrialResult, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }) => {
      const { uplink, kind, dataset: key, script = null, mapping = [] } = body
      const { ownerId } = await chooseDataset(db, actor, { key, in: 'body' }, clock())
      return tryUplink(sandbox, { kind, script, mapping, ownerId }, uplink)
    },
  )

  async function describeSource(within: Db, actor: Actor, id: string): Promise<InboundSource> {
    const [found] = await listSources(within, { writable: writableDatasets(actor), id, limit: 1 })
    if (!found) throw missingSource()
    return withAddress(found)
  }

  function withAddress(source: Omit<InboundSource, 'uplinksUrl'>): InboundSource {
    return {
      ...source,
      uplinksUrl: `${platform.config.publicUrl}/api/v1/inbound-sources/${source.id}/uplinks`,
    }
  }

  async function checkScript(script: string | null, whose: string) {
    if (script === null) return
    try {
      await sandbox.check(script, whose)
    } catch (error) {
      if (!(error instanceof DecoderFault)) throw error
      const detail = {
        nl: `De decoder is niet te lezen: ${error.message}`,
        en: `The decoder cannot be read: ${error.message}`,
      }
      throw new Problem('invalid-request', detail, [{ in: 'body', pointer: '/script', detail }])
    }
  }
}

/** The source, for who may write in its dataset; for others it does not exist. */
export async function requireSource({ db }: Platform, actor: Actor, id: string) {
  const found = await findSource(db, id)
  if (!found || !canWriteDataset(actor, { ...found, id: found.datasetId })) throw missingSource()
  const { access: _access, ...source } = found
  return source
}

function missingSource(): Problem {
  return notFound({ nl: 'Deze bron', en: 'This source' })
}
