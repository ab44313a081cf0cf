import { Type } from 'typebox'
import type { Actor } from '../../../../platform/actor.ts'
import { namedNotFound, notFound, Problem } from '../../../../platform/errors.ts'
import { decodeCursor, toPage } from '../../../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../../platform/http/server.ts'
import type { Platform } from '../../../../platform/slice.ts'
import { seesExactly } from '../../plan/reader.ts'
import { IN_FILTER, refuseKnown } from '../../plan/refusals.ts'
import { StationParams } from '../../reading/schema.ts'
import { findMeasured } from '../store.ts'
import { askHost, confirmHost, forgetHost } from './hosts.ts'
import { HealthHistory, HealthPage, HealthQuery, KeyQuery, NewHost, StopQuery } from './schema.ts'
import { findHealth, findThing, listHealth } from './store.ts'

const tags = ['measurements']
const anyone = { access: 'anyone' } as const
const DONE = Type.Null({ description: 'It is done, or was done before' })

/** How sensors are, and messages to who looks after them. */
export function addHealthRoutes(http: Http, platform: Platform): void {
  const { db, clock } = platform
  addMessageRoutes(http, platform)

  typed(http).get(
    '/api/v1/station-health',
    {
      config: anyone,
      schema: {
        summary: 'How the stations of a dataset are',
        description: 'Computed every ten minutes.',
        tags,
        operationId: 'listStationHealth',
        querystring: HealthQuery,
        response: { 200: HealthPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const dataset = await findMeasured(db, query.dataset)
      if (!dataset || !seesExactly(actor, dataset, null)) {
        await refuseKnown(db, { actor, now: clock() }, query.dataset, IN_FILTER)
        throw namedNotFound({ nl: 'Deze dataset', en: 'This dataset' }, IN_FILTER)
      }
      const { state, cursor, pageSize = 50 } = query
      const [after] = decodeCursor(cursor, 1) ?? []
      const rows = await listHealth(db, { datasetId: dataset.id, state, after, limit: pageSize + 1 })
      return toPage(rows, pageSize, ({ thingId }) => [String(thingId)])
    },
  )

  typed(http).get(
    '/api/v1/stations/:thingId/health',
    {
      config: anyone,
      schema: {
        summary: 'How a station is, and how it was',
        tags,
        operationId: 'getStationHealth',
        params: StationParams,
        response: { 200: HealthHistory, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      await requireThing(platform, actor, params.thingId)
      const health = await findHealth(db, params.thingId)
      if (!health) throw notFound({ nl: 'De gezondheid van dit meetpunt', en: 'The health of this station' })
      return health
    },
  )
}

function addMessageRoutes(http: Http, platform: Platform) {
  const { db, clock } = platform

  typed(http).post(
    '/api/v1/stations/:thingId/hosts',
    {
      config: anyone,
      schema: {
        summary: 'Ask for messages when a station is not well',
        description:
          'A message with a link goes to the address; only who opens it gets messages. The answer does not tell whether the address was known.',
        tags,
        operationId: 'askStationMessages',
        params: StationParams,
        body: NewHost,
        response: {
          202: Type.Object({ sent: Type.Literal('to the address, when it is not known yet') }),
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params, body, actor }, reply) => {
      const thing = await requireThing(platform, actor, params.thingId)
      await askHost(platform, thing, body.email)
      return reply.code(202).send({ sent: 'to the address, when it is not known yet' as const })
    },
  )

  typed(http).post(
    '/api/v1/sensor-messages/confirmation',
    {
      config: anyone,
      schema: {
        summary: 'Confirm that you want messages about a station',
        tags,
        operationId: 'confirmStationMessages',
        querystring: KeyQuery,
        response: { 204: DONE, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query }, reply) => {
      if (!(await confirmHost(db, query.key, clock()))) throw oldLink()
      return reply.code(204).send(null)
    },
  )
  http.register(async (scope) => addStopRoute(scope, platform))
}

function oldLink(): Problem {
  const detail = {
    nl: 'Deze link werkt niet meer. Vraag op de pagina van het meetpunt opnieuw om berichten.',
    en: 'This link does not work any more. Ask for messages again on the page of the station.',
  }
  return new Problem('not-found', detail, [{ in: 'query', pointer: '/key', detail }])
}

/** In a scope of its own: a mail program sends `List-Unsubscribe=One-Click` as a form, which says nothing more than the address. */
async function addStopRoute(http: Http, { db }: Platform): Promise<void> {
  http.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string', bodyLimit: 1024 },
    async () => null,
  )
  typed(http).post(
    '/api/v1/sensor-messages/stop',
    {
      config: anyone,
      schema: {
        summary: 'Stop messages about a station and forget the address',
        description: 'Works without signing in; also for the button of mail programs (RFC 8058).',
        tags,
        operationId: 'stopStationMessages',
        querystring: StopQuery,
        response: { 204: DONE, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query }, reply) => {
      await forgetHost(db, query.key, query.all ?? false)
      return reply.code(204).send(null)
    },
  )
}

/**
 * The thing, when the actor may know of it, and whether that is because it belongs to their organisation.
 * @throws Problem not-found
 */
async function requireThing({ db }: Platform, actor: Actor, thingId: number) {
  const thing = await findThing(db, thingId)
  if (!thing || !seesExactly(actor, thing.dataset, thing.hostId)) {
    throw notFound({ nl: 'Dit meetpunt', en: 'This station' })
  }
  const { access, ownerId } = thing.dataset
  return { ...thing, organisationId: access === 'open' ? null : ownerId }
}
