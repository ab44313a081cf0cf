import type { FastifyReply, FastifyRequest } from 'fastify'
import { subscriberOf } from '../../../platform/http/subscriber.ts'
import { suspendAfterTooLong } from '../../../platform/http/suspend.ts'
import { createTurns } from '../../../platform/http/turns.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Client } from './read.ts'

/** Says who waits for the answer to a request. */
export type DescribeClient = (request: FastifyRequest, reply: FastifyReply) => Client

/**
 * Makes what tells clients apart, by their network. One is gone when the connection closes before the answer was sent. The embedded
 * database does one thing at a time and cannot be told to stop: there a client has one statement at work, until its end, and waits
 * after one that had to be ended, because everybody waited for that. A server is held up by neither.
 */
export function createClients(engine: Platform['engine']): DescribeClient {
  const cancels = engine === 'server'
  const takeTurn = cancels ? createTurns() : suspendAfterTooLong(createTurns({ atOnce: 1, waiting: 100 }))
  return ({ ip }, { raw }) => {
    const gone = new AbortController()
    raw.once('close', () => {
      if (!raw.writableFinished) gone.abort()
    })
    const network = subscriberOf(ip)
    return { gone: gone.signal, cancels, inTurn: (work) => takeTurn(network, work) }
  }
}
