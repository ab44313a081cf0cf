import type { FastifyReply, FastifyRequest } from 'fastify'
import { subscriberOf } from '../../../platform/http/subscriber.ts'
import type { TakeTurn } from '../../../platform/http/turns.ts'
import type { Client } from './read.ts'

/** Who waits for the answer to a request; gone when the connection closes before that was sent. */
export function describeClient({ ip }: FastifyRequest, { raw }: FastifyReply, takeTurn: TakeTurn): Client {
  const gone = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort()
  })
  const network = subscriberOf(ip)
  return { gone: gone.signal, inTurn: (work) => takeTurn(network, work) }
}
