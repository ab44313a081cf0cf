import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { type FastifyInstance, type FastifyRequest, type FastifySchema, fastify } from 'fastify'
import { Type } from 'typebox'
import { ANONYMOUS, type ResolveActor } from '../actor.ts'
import type { Config } from '../config.ts'
import { Problem } from '../errors.ts'
import type { Reporter } from '../report.ts'
import { type Trace, takeTrace } from '../trace.ts'
import { type Access, checkAccess } from './access.ts'
import { createAddresses, isForPrograms } from './addresses.ts'
import { createBodyRoom } from './body-room.ts'
import { DOCUMENT } from './document.ts'
import { finishDocument } from './finish-document.ts'
import { addJsonParser } from './json-body.ts'
import { nameUnknown } from './name-unknown.ts'
import { sendProblem } from './problem.ts'
import { securityHeaders } from './security-headers.ts'
import { subscriberOf } from './subscriber.ts'
import { answerUnreadable } from './unreadable.ts'
import { createSerializerCompiler, createValidatorCompiler } from './validation.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Finds out who asks; for answers that go on after `request.actor` was decided. */
    resolveActor: ResolveActor
  }
  interface FastifyRequest {
    /** Of which trace the request is a part; see `takeTrace`. Level 1 of Trace Context has no header that answers it. */
    trace: Trace
  }
}

/** The HTTP server to which slices add their routes. */
export type Http = FastifyInstance

/** Routes with TypeBox schemas, typed. Every `routes.ts` starts with it. */
export function typed(http: Http) {
  return http.withTypeProvider<TypeBoxTypeProvider>()
}

/** Header with which requests from inside the process prove that they need no rate limit. */
export const INTERNAL_HEADER = 'x-samenspel-internal'

const BODY_LIMIT = 2 * 1024 * 1024
/** Bytes of an address with its headers: a question may name a thousand areas. */
const HEADER_LIMIT = 32 * 1024
/** A request must have arrived whole in this time: enough for a large file over a slow line, not for holding connections. */
const REQUEST_MILLISECONDS = 15 * 60_000
const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

export type HttpOptions = {
  config: Config
  report: Reporter
  resolveActor: ResolveActor
  /** A random value only known inside this process. */
  internalKey?: string
  /** Is told of every route that is added. */
  onRoute?: (route: RouteAccess) => void
}

/** A route as it was added: one entry per method. HEAD, which follows every GET, is left out. */
export type RouteAccess = { method: string; path: string; access: Access | undefined; boundTokens?: boolean }

/** An HTTP server with everything that holds for all routes, and no routes yet. */
export async function createHttp(options: HttpOptions) {
  const proxies = options.config.trustProxy
  const { config, report, resolveActor, internalKey = randomUUID(), onRoute } = options
  const http = fastify({
    http: { maxHeaderSize: HEADER_LIMIT },
    bodyLimit: BODY_LIMIT,
    trustProxy: typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies,
    routerOptions: { maxParamLength: 2000, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    requestTimeout: REQUEST_MILLISECONDS,
    clientErrorHandler: answerUnreadable,
    // Addresses that cannot be read come here; no route and no error handler sees them.
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply, report),
  })
  const addresses = createAddresses()
  // Nothing here is plain text.
  http.removeContentTypeParser('text/plain')
  addJsonParser(http, 'application/json')
  http.setValidatorCompiler(createValidatorCompiler())
  http.setSerializerCompiler(createSerializerCompiler())
  http.setErrorHandler(async (error, request, reply) =>
    sendProblem(await nameUnknown(error, request), request, reply, report),
  )
  http.setNotFoundHandler((request) => {
    throw addresses.refuse(request.method, pathOf(request.url))
  })
  http.decorateRequest('actor', null as never)
  addTrace(http)
  http.decorate('resolveActor', resolveActor)

  const secure = await securityHeaders()
  http.addHook('onRequest', (_, { raw }, done) => {
    raw.setHeaders(secure)
    done()
  })
  if (config.rateLimitPerMinute > 0) {
    await http.register(rateLimit, {
      max: config.rateLimitPerMinute,
      timeWindow: '1 minute',
      keyGenerator: ({ ip }) => subscriberOf(ip),
      allowList: (request) => request.headers[INTERNAL_HEADER] === internalKey,
    })
  }
  await http.register(swagger, {
    openapi: { ...DOCUMENT, servers: [...DOCUMENT.servers] },
    transformObject: (made) => finishDocument('openapiObject' in made ? { ...made.openapiObject } : {}),
  })

  http.addHook('onRoute', (route) => {
    for (const method of [route.method].flat().filter((name) => name !== 'HEAD')) {
      const { access, boundTokens = false } = route.config ?? {}
      onRoute?.({ method, path: route.url, access, boundTokens })
      addresses.add(method, route.url)
    }
    if (route.url.startsWith('/api/') && !route.config?.access) {
      throw new Error(
        `Route ${String(route.method)} ${route.url} does not say who may call it (config.access).`,
      )
    }
    if (route.url.startsWith('/api/v1/')) route.schema = closeQuery(route.schema)
  })
  http.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/sta/')) {
      reply.header('cache-control', 'no-store').header('api-version', DOCUMENT.info.version)
    }
    refuseOtherHost(request.url)
    refuseForeignOrigin(request.method, request.headers, config.publicUrl)
    // The routes of the site take any address, also one for programs that does not exist.
    const path = pathOf(request.url)
    if (isForPrograms(path) && !isForPrograms(request.routeOptions.url ?? ''))
      throw addresses.refuse(request.method, path)
    request.actor = ANONYMOUS
    const { access, boundTokens } = request.routeOptions.config
    if (access === undefined || access === 'operator' || access === 'sensor') return
    request.actor = await resolveActor(request.headers)
    checkAccess(access, request.actor, boundTokens)
  })
  const takeBody = createBodyRoom()
  http.addHook('preParsing', async (request, reply, body) => takeBody(request, reply, body as Readable))
  http.addHook('onResponse', async (request, reply) => {
    report({
      kind: 'request-finished',
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    })
  })
  return Object.assign(http, { internalKey })
}

/** Most requests never ask of which trace they are a part, and then it costs nothing. */
function addTrace(http: FastifyInstance): void {
  const traces = new WeakMap<FastifyRequest, Trace>()
  http.decorateRequest('trace', {
    getter() {
      const trace = traces.get(this) ?? takeTrace(this.headers)
      traces.set(this, trace)
      return trace
    },
  })
}

/**
 * Our own API takes no parameter that it does not know: a misspelt one would be passed over, and the answer be of another
 * question. A route whose address others put together says so itself.
 */
function closeQuery(schema: FastifySchema = {}): FastifySchema {
  const asked = (schema.querystring as object | undefined) ?? Type.Object({})
  return { ...schema, querystring: { additionalProperties: false, ...asked } }
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? url
}

/** `//host/path` and `/\\host` are read as an address of another host by whoever resolves them. */
function refuseOtherHost(url: string) {
  if (!/^[/\\]{2}/.test(url)) return
  throw new Problem('invalid-request', {
    nl: 'Dit adres klopt niet: het begint met twee schuine strepen.',
    en: 'This address is not valid: it begins with two slashes.',
  })
}

/** A browser sends its session cookie along with forms of other sites: those are refused. */
function refuseForeignOrigin(method: string, headers: Record<string, unknown>, publicUrl: string) {
  const { origin, cookie, host } = headers
  if (!UNSAFE.has(method) || typeof origin !== 'string' || !cookie) return
  if (origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === host)) return
  throw new Problem('foreign-origin', {
    nl: 'Dit verzoek komt van een andere website en is daarom geweigerd.',
    en: 'This request comes from another website and was therefore refused.',
  })
}
