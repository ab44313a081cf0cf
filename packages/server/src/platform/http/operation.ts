import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Registry } from 'prom-client'
import type { Database } from '../database/connect.ts'
import { notFound, Problem } from '../errors.ts'
import type { Http } from './server.ts'

/** Health, metrics and the API description: what operators and developers ask for. */
export function addOperationRoutes(
  http: Http,
  {
    database,
    metrics,
    metricsToken,
  }: { database: Database; metrics: Registry; metricsToken: string | undefined },
  isStopping: () => boolean,
): void {
  const config = { access: 'anyone' } as const
  const schema = { hide: true }

  // Rather a quick answer than one that waits for what nobody can stop.
  http.addHook('onRequest', async ({ url }) => {
    if (/^\/(api|sta)\/|^\/health\/ready/.test(url) && database.isBlocked()) throw unavailable()
  })

  http.get('/health/live', { config, schema }, async () => ({ status: 'ok' }))

  http.get('/health/ready', { config, schema }, async () => {
    if (isStopping()) throw unavailable()
    await sql`select 1`.execute(database.db).catch(() => {
      throw unavailable()
    })
    return { status: 'ok' }
  })

  http.get('/metrics', { config: { access: 'operator' }, schema }, async (request, reply) => {
    if (!mayReadMetrics(request, metricsToken)) throw notFound({ nl: 'Dit', en: 'This' })
    reply.type(metrics.contentType)
    return metrics.metrics()
  })

  http.get('/api/v1/openapi.json', { config, schema }, async (_request, reply) => {
    reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
    return http.swagger()
  })
}

/** With a token that is set only who has it; else only who asks from this machine, not through a proxy on it. */
function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) {
    const digest = (text: string) => createHash('sha256').update(text).digest()
    return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))
  }
  // As they came: the site writes headers of its own.
  const forwarded = request.raw.rawHeaders.some((name) => /^(x-forwarded-for|forwarded|via)$/i.test(name))
  return !forwarded && isLoopback(request.raw.socket.remoteAddress ?? '')
}

function isLoopback(address: string): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(address)
}

function unavailable() {
  return new Problem(
    'unavailable',
    {
      nl: 'De dienst is even niet bereikbaar. Probeer het zo weer.',
      en: 'The service is not available for a moment. Try again soon.',
    },
    [],
    { retryAfter: 10 },
  )
}
