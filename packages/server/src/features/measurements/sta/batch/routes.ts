import { randomUUID } from 'node:crypto'
import {
  type BatchPart,
  formatJsonBatch,
  formatMultipart,
  parseJsonBatch,
  parseMultipart,
  SensorThingsError,
  type ServiceRoot,
} from '@samenspel/standards/sensorthings'
import type { FastifyRequest } from 'fastify'
import { preferredLanguage } from '../../../../platform/http/problem.ts'
import type { Http } from '../../../../platform/http/server.ts'
import { readUtf8 } from '../../../../platform/json.ts'
import type { BeginUses } from '../../uses/recording.ts'
import type { Answering } from '../answer.ts'
import type { DescribeClient } from '../client.ts'
import { refusedBody } from '../problems.ts'
import { runBatch } from './run.ts'

const MULTIPART = 'multipart/mixed'

/**
 * Adds `$batch` (clause 11), in multipart and in JSON; the answer has the form of the request. Anyone may send one: each
 * request in it needs the rights it needs on its own.
 */
export function addBatchRoute(
  http: Http,
  platform: Answering,
  {
    path,
    root,
    bodyLimit,
    describeClient,
    beginUses,
  }: {
    path: string
    root: ServiceRoot
    bodyLimit: number
    describeClient: DescribeClient
    beginUses: BeginUses
  },
): void {
  http.addContentTypeParser(MULTIPART, { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    readUtf8(body),
  )
  http.post(
    path,
    { config: { access: 'anyone' }, schema: { hide: true }, bodyLimit },
    async (request, reply) => {
      const { dataset, prefer } = request.headers
      const continueOnError = prefersToContinue(String(prefer ?? ''))
      const answers = await runBatch(platform, {
        parts: readParts(request),
        root,
        actor: request.actor,
        dataset: typeof dataset === 'string' ? dataset : undefined,
        language: preferredLanguage(request),
        continueOnError,
        client: describeClient(request, reply),
        uses: beginUses(request),
      })
      if (continueOnError) reply.header('preference-applied', 'continue-on-error')
      if (!isMultipart(request))
        return reply.type('application/json; charset=utf-8').send(formatJsonBatch(answers))
      const boundary = `batch_${randomUUID()}`
      return reply.type(`${MULTIPART};boundary=${boundary}`).send(formatMultipart(answers, boundary))
    },
  )
}

function isMultipart(request: FastifyRequest): boolean {
  return request.headers['content-type']?.toLowerCase().startsWith(MULTIPART) ?? false
}

function readParts(request: FastifyRequest): readonly BatchPart[] {
  try {
    return isMultipart(request)
      ? parseMultipart(request.headers['content-type'] ?? '', String(request.body))
      : parseJsonBatch(request.body)
  } catch (error) {
    if (!(error instanceof SensorThingsError)) throw error
    throw refusedBody([{ path: error.path ?? '', message: error.text }])
  }
}

/** `continue-on-error`, with the prefix and the value that OData allows. */
function prefersToContinue(prefer: string): boolean {
  const found = /(?:^|[,;\s])(?:odata\.)?continue-on-error\s*(?:=\s*"?(true|false)"?)?\s*(?:$|[,;])/i.exec(
    prefer,
  )
  return found !== null && found[1]?.toLowerCase() !== 'false'
}
