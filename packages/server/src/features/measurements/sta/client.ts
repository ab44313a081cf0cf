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
 * database does one thing at a time and cannot be told to stop, so there a client has one statement at work, until its end.
 */
export function createClients(engine: Platform['engine']): DescribeClient {
  const cancels = engine === 'server'
  const turns = cancels ? createTurns() : createTurns({ atOnce: 1, waiting: 100 })
  const takeTurn = suspendAfterTooLong(turns)
  return ({ ip }, { raw }) => {
    const gone = new AbortController()
    raw.once('close', () => {
      if (!raw.writableFinished) gone.abort()
    })
    const network = subscriberOf(ip)
    return { gone: gone.signal, cancels, inTurn: (work) => takeTurn(network, work) }
  }
}
