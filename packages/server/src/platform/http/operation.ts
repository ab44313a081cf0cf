import { sql } from 'kysely'
import type { Registry } from 'prom-client'
import type { Db } from '../database/connect.ts'
import { Problem } from '../errors.ts'
import type { Http } from './server.ts'

/** Health, metrics and the API description: what operators and developers ask for. */
export function addOperationRoutes(http: Http, db: Db, metrics: Registry, isStopping: () => boolean): void {
  const config = { access: 'anyone' } as const
  const schema = { hide: true }

  http.get('/health/live', { config, schema }, async () => ({ status: 'ok' }))

  http.get('/health/ready', { config, schema }, async () => {
    if (isStopping()) throw unavailable()
    await sql`select 1`.execute(db).catch(() => {
      throw unavailable()
    })
    return { status: 'ok' }
  })

  http.get('/metrics', { config, schema }, async (_request, reply) => {
    reply.type(metrics.contentType)
    return metrics.metrics()
  })

  http.get('/api/v1/openapi.json', { config, schema }, async (_request, reply) => {
    reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
    return http.swagger()
  })
}

function unavailable() {
  return new Problem('unavailable', {
    nl: 'De dienst is even niet bereikbaar. Probeer het zo weer.',
    en: 'The service is not available for a moment. Try again soon.',
  })
}
