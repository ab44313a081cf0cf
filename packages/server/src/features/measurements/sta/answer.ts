import type { Readable } from 'node:stream'
import type { BatchMethod, ServiceRoot } from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../platform/actor.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Intake } from '../ingest/intake.ts'
import { isGrouped } from '../query/groups.ts'
import type { ListRequest, ReadRequest } from '../query/statement.ts'
import type { Uses } from '../uses/recording.ts'
import { deleteList } from './delete-list.ts'
import { chooseFormat } from './formats/choose.ts'
import { openDownload } from './formats/download.ts'
import { notAllowedHere } from './problems.ts'
import type { Questions } from './questions.ts'
import { answerRead, type Client, readAddress, readRequest } from './read.ts'
import { changeEntity, deleteEntity, postEntity, postObservations, type Written } from './write.ts'

/** A request to the service, on its own or in a batch. */
export type ServiceRequest = {
  method: BatchMethod
  /** What follows the service root, with its query. */
  address: string
  actor: Actor
  /** Finds out again who asks, for what is written while it is sent: a token may have been revoked meanwhile. */
  resolveAgain(): Promise<Actor>
  body: unknown
  contentType: string
  /** The header `Accept`. */
  accept: string | undefined
  /** The header `Dataset`: id or slug. */
  dataset: string | undefined
  /** Of what is said of single rows, and of a list in which nothing is. */
  language: 'nl' | 'en'
  client: Client
  /** Where what is used of residents is recorded. */
  uses: Uses
}

export type ServiceAnswer = {
  status: number
  /** Content-Type; undefined without a body. */
  type: string | undefined
  /** A stream for what is written while it is sent. */
  body: string | Readable
  /** Of a download. */
  filename?: string
  /** What was made or changed. */
  entity?: Written
}

/** What answering needs of the platform, where observations are handed in, and what others asked before. */
export type Answering = Platform & { intake: Intake; questions: Questions }

const JSON_TYPE = 'application/json; charset=utf-8'

/** Answers any request but a batch. @throws Problem */
export async function answerRequest(
  platform: Answering,
  root: ServiceRoot,
  request: ServiceRequest,
): Promise<ServiceAnswer> {
  const { questions } = platform
  const { method, actor, body, dataset } = request
  const address = readAddress(request.address)
  if (method === 'GET') {
    const asked = questions.read(address, root, actor, platform.clock())
    const hasEntities = isList(asked) && !isGrouped(asked.query)
    const format = hasEntities ? chooseFormat(asked.query.resultFormat, request.accept) : undefined
    const { client, uses, language, resolveAgain } = request
    if (!format || !isList(asked)) {
      const compile = () => questions.compile(asked)
      return answerRead(platform.reading, asked, { client, uses, language, compile })
    }
    const { report, clock } = platform
    const download = await openDownload(platform.reading, asked, format, {
      report,
      clock,
      client,
      uses,
      resolveAgain,
    })
    return { status: 200, ...download }
  }
  const write = { path: address.path, root, actor, body, dataset }
  if (method === 'POST') {
    if (write.path.kind === 'action') {
      if (write.path.action === '$batch') throw notAllowedHere('POST', address.path)
      const body = await postObservations(platform, write, request.language)
      return { status: 201, type: JSON_TYPE, body }
    }
    return withEntity(201, await postEntity(platform, write))
  }
  if (method === 'DELETE' && address.path.kind === 'collection') {
    const asked = readRequest(address, root, actor, platform.clock())
    if (!isList(asked)) throw notAllowedHere('DELETE', address.path)
    return {
      status: 200,
      type: JSON_TYPE,
      body: JSON.stringify(await deleteList(platform, asked, request.uses)),
    }
  }
  if (method === 'DELETE') {
    await deleteEntity(platform, write)
    return { status: 200, type: undefined, body: '' }
  }
  const isPatch = request.contentType.startsWith('application/json-patch+json')
  return withEntity(
    200,
    await changeEntity(platform, write, method === 'PATCH' && isPatch ? 'JSON Patch' : method),
  )
}

function isList(request: ReadRequest): request is ListRequest {
  return request.path.kind === 'collection' && request.path.suffix === undefined
}

function withEntity(status: 200 | 201, entity: Written): ServiceAnswer {
  return { status, type: JSON_TYPE, body: JSON.stringify(entity), entity }
}
