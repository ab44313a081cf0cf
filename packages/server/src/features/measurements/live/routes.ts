import { Type } from 'typebox'
import { refuseUnknown } from '../../../platform/http/named.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { subscriberOf } from '../../../platform/http/subscriber.ts'
import type { Platform } from '../../../platform/slice.ts'
import { findNamedReadable } from '../plan/refusals.ts'
import { LiveHeaders, LiveQuery } from './schema.ts'
import type { LiveStreams } from './streams.ts'

/** Adds the stream that tells pages of new values while they are shown. */
export function addLiveRoutes(http: Http, { db, clock }: Platform, streams: LiveStreams): void {
  http.addHook('preClose', async () => streams.stop())

  typed(http).get(
    '/api/v1/latest-values',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Follow the latest values as they change',
        description:
          'Server-sent events. Each event `latest` has a JSON list of at most 1000 values: `datastreamId`, `thingId`, `property`, `unit`, `value`, `quality` and `time`. At most one event a second; of a datastream that changed more often in between only the last is told. With `Last-Event-ID`, as browsers send it after a break, the stream begins with the latest values of all. A stream ends after ten minutes, within half a minute when the token or session it was opened with ends or loses a role, and at once for a client that does not keep up: connect again.',
        tags: ['measurements'],
        operationId: 'followLatestValues',
        querystring: LiveQuery,
        headers: LiveHeaders,
        response: {
          200: {
            description: 'Events for as long as the connection is open',
            content: { 'text/event-stream': { schema: Type.String() } },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ query, headers, actor, trace, ip }, reply) => {
      await refuseUnknown(findNamedReadable(db, { actor, now: clock() }, query.dataset))
      const resumed = headers['last-event-id'] !== undefined
      const stream = await streams.open({
        actor,
        trace,
        resolveAgain: () => http.resolveActor(headers),
        query,
        address: subscriberOf(ip),
        resumed,
      })
      return (
        reply
          .type('text/event-stream; charset=utf-8')
          // Proxies that hold back an answer until it is whole would hold it back for ever.
          .header('x-accel-buffering', 'no')
          .send(stream as never)
      )
    },
  )
}
