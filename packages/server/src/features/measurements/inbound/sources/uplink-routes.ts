import { Type } from 'typebox'
import { Id, PROBLEM_RESPONSES } from '../../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../../platform/http/server.ts'
import type { Platform } from '../../../../platform/slice.ts'
import type { Intake } from '../../ingest/intake.ts'
import { doerOf, WRITERS } from '../../writers.ts'
import { keepDeadLetters } from '../dead-letters/keep.ts'
import { Undeliverable } from '../dead-letters/reasons.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { deliverUplink, IGNORED } from './deliver.ts'
import { requireSource } from './routes.ts'
import { UplinkOutcome } from './schema.ts'

/**
 * Adds the address to which network servers send. In a scope of its own, because it takes the bytes as they come: what
 * cannot be stored is kept exactly so, and answered as taken, or the network server would send it again and again.
 */
export async function addUplinkRoute(
  http: Http,
  platform: Platform & { sandbox: Sandbox; intake: Intake },
): Promise<void> {
  const { db, clock, sandbox, intake } = platform
  http.removeAllContentTypeParsers()
  http.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body)
  typed(http).post(
    '/api/v1/inbound-sources/:id/uplinks',
    {
      config: { access: WRITERS, boundTokens: true },
      schema: {
        summary: 'Send an uplink: the webhook of The Things Stack 3 or the HTTP integration of ChirpStack 4',
        description:
          'With an API token, which can be bound to the dataset. The same uplink sent again is stored once. What cannot be stored is kept with the dead letters and answered with 202.',
        tags: ['measurements'],
        operationId: 'sendUplink',
        params: Type.Object({ id: Id }),
        querystring: Type.Object(
          {
            event: Type.Optional(
              Type.String({ maxLength: 50, description: 'ChirpStack: kind of event; only `up` is stored' }),
            ),
          },
          // The network server makes the address, and loses the measurement when it is refused.
          { additionalProperties: true },
        ),
        body: {
          content: {
            'application/json': { schema: Type.Unknown({ description: 'As the network server sends it' }) },
          },
        },
        response: { 200: UplinkOutcome, 202: UplinkOutcome, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, query: { event = 'up' }, body, actor }, reply) => {
      const source = await requireSource(platform, actor, id)
      if (event !== 'up' || source.paused) return IGNORED
      const payload = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
      const store = intake.submit
      try {
        return await deliverUplink({ db, sandbox, store, now: clock() }, source, payload)
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error
        const { reason, detail } = error
        const letter = {
          datasetId: source.datasetId,
          origin: 'webhook',
          sourceId: id,
          address: request(id),
        } as const
        await keepDeadLetters(db, [{ ...letter, sender: doerOf(actor), payload, reason, detail }], clock())
        return reply.code(202).send({ outcome: 'kept', stored: 0, corrected: 0, reason })
      }
    },
  )
}

function request(id: string): string {
  return `/api/v1/inbound-sources/${id}/uplinks`
}
