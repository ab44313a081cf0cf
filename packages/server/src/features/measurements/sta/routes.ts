import {
  REQUIREMENTS_1_1,
  type ServiceRoot,
  serviceDocument,
  serviceRoot,
  type Version,
} from '@samenspel/standards/sensorthings'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Role } from '../../../platform/actor.ts'
import { Problem } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Intake } from '../ingest/intake.ts'
import { answerRead, readAddress, readRequest } from './read.ts'
import { changeEntity, deleteEntity, postEntity, postObservations, type WriteRequest } from './write.ts'

/** The versions of the standard that have an address here. */
const SERVED = ['v1.1'] as const satisfies readonly Version[]

const WRITERS = ['administrator', 'policy-officer', 'data-expert'] as const satisfies readonly Role[]
/** For data arrays: about 200,000 observations. */
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
  'data-array/data-array',
] as const

/** The routes of the SensorThings API: every address of the standard under `/sta/<version>`. */
export function addSensorThingsRoutes(http: Http, platform: Platform & { intake: Intake }): void {
  for (const version of SERVED) {
    const root = serviceRoot(`${platform.config.publicUrl}/sta`, version)
    // A scope of its own: JSON Patch is a content type of this standard only.
    http.register(async (scope) => {
      scope.addContentTypeParser(
        'application/json-patch+json',
        { parseAs: 'string' },
        scope.getDefaultJsonParser('error', 'error'),
      )
      addRoutes(scope, platform, version, root)
    })
  }
}

function addRoutes(
  http: Http,
  platform: Platform & { intake: Intake },
  version: Version,
  root: ServiceRoot,
): void {
  const prefix = `/sta/${version}`
  const schema = { hide: true }
  const anyone = { config: { access: 'anyone' }, schema } as const
  const writers = { config: { access: WRITERS }, schema, bodyLimit: LARGEST_BODY } as const
  const rest = (request: FastifyRequest) => request.url.slice(prefix.length)

  const document = JSON.stringify(
    serviceDocument(root, version, { conformance: CLASSES.map((name) => `${REQUIREMENTS_1_1}${name}`) }),
  )
  const sendDocument = (_: FastifyRequest, reply: FastifyReply) =>
    openToAll(reply).type(JSON_TYPE).send(document)
  http.get(prefix, anyone, sendDocument)
  http.get(`${prefix}/`, anyone, sendDocument)

  http.get(`${prefix}/*`, anyone, async (request, reply) => {
    const address = readAddress(rest(request))
    const asked = readRequest(address, root, request.actor, platform.clock())
    const { status, type, body } = await answerRead(platform.reading, asked)
    return openToAll(reply).code(status).type(type).send(body)
  })

  const writeRequest = (request: FastifyRequest): WriteRequest => {
    const { path } = readAddress(rest(request))
    const dataset = request.headers.dataset
    return {
      path,
      root,
      actor: request.actor,
      body: request.body,
      dataset: typeof dataset === 'string' ? dataset : undefined,
    }
  }

  http.post(`${prefix}/*`, writers, async (request, reply) => {
    const asked = writeRequest(request)
    if (asked.path.kind === 'action') {
      if (asked.path.action !== 'CreateObservations') throw noBatch()
      return reply.code(201).send(await postObservations(platform, asked))
    }
    const made = await postEntity(platform, asked)
    return reply.code(201).header('location', made['@iot.selfLink']).send(made)
  })

  http.patch(`${prefix}/*`, writers, async (request) => {
    const isPatch = request.headers['content-type']?.startsWith('application/json-patch+json') ?? false
    return changeEntity(platform, writeRequest(request), isPatch ? 'JSON Patch' : 'PATCH')
  })

  http.put(`${prefix}/*`, writers, async (request) => changeEntity(platform, writeRequest(request), 'PUT'))

  http.delete(`${prefix}/*`, writers, async (request, reply) => {
    await deleteEntity(platform, writeRequest(request))
    return reply.code(200).send()
  })
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** What anyone may read, pages of other sites may read too. */
function openToAll(reply: FastifyReply): FastifyReply {
  return reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
}

function noBatch(): Problem {
  return new Problem('not-implemented', {
    nl: 'Deze dienst kent geen $batch. Stuur de verzoeken los, of waarnemingen samen naar CreateObservations.',
    en: 'This service has no $batch. Send the requests one by one, or observations together to CreateObservations.',
  })
}
