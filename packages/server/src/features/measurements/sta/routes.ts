import {
  type BatchMethod,
  REQUIREMENTS_1_1,
  readPlainRows,
  SENSING_COLLECTIONS,
  type ServiceRoot,
  serviceDocument,
  serviceRoot,
  VERSIONS,
  type Version,
} from '@samenspel/standards/sensorthings'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { addJsonParser } from '../../../platform/http/json-body.ts'
import { preferredLanguage } from '../../../platform/http/problem.ts'
import type { Http } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Intake } from '../ingest/intake.ts'
import type { BeginUses } from '../uses/recording.ts'
import { WRITERS } from '../writers.ts'
import { type Answering, answerRequest } from './answer.ts'
import { addBatchRoute } from './batch/routes.ts'
import { createClients, type DescribeClient } from './client.ts'
import { createQuestions } from './questions.ts'

/** Bytes of the body of one request: about 200,000 observations in data arrays. */
const LARGEST_BODY = 20 * 1024 * 1024

/** Requirements classes that the service meets, for its root document. */
const CLASSES = [
  'datamodel',
  'resource-path/resource-path-to-entities',
  'request-data',
  'create-update-delete/create-entity',
  'create-update-delete/link-to-existing-entities',
  'create-update-delete/deep-insert',
  'create-update-delete/deep-insert-status-code',
  'create-update-delete/update-entity',
  'create-update-delete/update-entity-put',
  'create-update-delete/update-entity-jsonpatch',
  'create-update-delete/delete-entity',
  'create-update-delete/historical-location-auto-creation',
  'batch-request/batch-request',
  'multi-datastream',
  'data-array/data-array',
  'create-observations-via-mqtt/observations-creation',
  'receive-updates-via-mqtt/receive-updates',
] as const

const COLLECTIONS_SERVED = [...SENSING_COLLECTIONS, 'MultiDatastreams'] as const

/** Requirements that say where clients find MQTT (clause 14). */
const MQTT = [
  'create-observations-via-mqtt/observations-creation',
  'receive-updates-via-mqtt/receive-updates',
] as const

/** The routes of the SensorThings API: every address of the standard under `/sta/<version>`. */
export function addSensorThingsRoutes(
  http: Http,
  slice: Platform & { intake: Intake },
  { mqttEndpoints, beginUses }: { mqttEndpoints: () => string[]; beginUses: BeginUses },
): void {
  const platform = { ...slice, questions: createQuestions(slice.reading) }
  const describeClient = createClients(platform.engine)
  for (const version of VERSIONS) {
    const root = serviceRoot(`${platform.config.publicUrl}/sta`, version)
    // A scope of its own: JSON Patch is a content type of this standard only, and of data arrays no row becomes an object.
    http.register(async (scope) => {
      addJsonParser(scope, 'application/json-patch+json')
      scope.removeContentTypeParser('application/json')
      addJsonParser(scope, 'application/json', ({ url }, bytes) =>
        url.endsWith('/CreateObservations') ? readPlainRows(bytes) : undefined,
      )
      addRoutes(scope, platform, version, root, { mqttEndpoints, describeClient, beginUses })
      addBatchRoute(scope, platform, {
        path: `/sta/${version}/$batch`,
        root,
        bodyLimit: LARGEST_BODY,
        describeClient,
        beginUses,
      })
    })
  }
}

function addRoutes(
  http: Http,
  platform: Answering,
  version: Version,
  root: ServiceRoot,
  {
    mqttEndpoints,
    describeClient,
    beginUses,
  }: { mqttEndpoints: () => string[]; describeClient: DescribeClient; beginUses: BeginUses },
): void {
  const prefix = `/sta/${version}`
  const schema = { hide: true }
  const anyone = { config: { access: 'anyone' }, schema } as const
  const writers = { config: { access: WRITERS, boundTokens: true }, schema, bodyLimit: LARGEST_BODY } as const

  const conformance = CLASSES.map((name) => `${REQUIREMENTS_1_1}${name}`)
  const sendDocument = (_: FastifyRequest, reply: FastifyReply) => {
    const endpoints = mqttEndpoints()
    const settings = {
      conformance,
      ...Object.fromEntries(MQTT.map((name) => [`${REQUIREMENTS_1_1}${name}`, { endpoints }])),
    }
    return openToAll(reply)
      .type(JSON_TYPE)
      .send(JSON.stringify(serviceDocument(root, version, settings, COLLECTIONS_SERVED)))
  }
  http.get(prefix, anyone, sendDocument)
  http.get(`${prefix}/`, anyone, sendDocument)

  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const { status, type, body, entity, filename } = await answerRequest(platform, root, {
      method: request.method === 'HEAD' ? 'GET' : (request.method as BatchMethod),
      address: request.url.slice(prefix.length),
      actor: request.actor,
      resolveAgain: () => http.resolveActor(request.headers),
      body: request.body,
      contentType: request.headers['content-type'] ?? '',
      dataset: headerOf(request, 'dataset'),
      accept: request.headers.accept,
      language: preferredLanguage(request),
      client: describeClient(request, reply),
      uses: beginUses(request),
    })
    if (entity && status === 201) reply.header('location', entity['@iot.selfLink'])
    if (type !== undefined) reply.type(type)
    if (filename !== undefined) reply.header('content-disposition', `attachment; filename="${filename}"`)
    // As bytes, what is long is gone through once.
    if (typeof body === 'string') return reply.code(status).send(body === '' ? body : Buffer.from(body))
    if (request.method !== 'HEAD') return reply.code(status).send(body)
    body.destroy()
    return reply.code(status).send()
  }
  http.get(`${prefix}/*`, anyone, (request, reply) =>
    answer(request, openToAll(reply).header('vary', 'accept, accept-language')),
  )
  http.post(`${prefix}/*`, writers, answer)
  http.patch(`${prefix}/*`, writers, answer)
  http.put(`${prefix}/*`, writers, answer)
  http.delete(`${prefix}/*`, writers, answer)
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** What anyone may read, pages of other sites may read too. */
function openToAll(reply: FastifyReply): FastifyReply {
  return reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
}
