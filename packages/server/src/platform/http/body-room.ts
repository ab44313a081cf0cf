import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes its body as a stream, and never has it in memory as a whole. */
    streamsBody?: boolean
  }
}

/** Bytes of bodies that are in memory at once. What is made of them while they are read is a few times as large. */
const ROOM = 64 * 1024 * 1024

/** Seconds after which a sender that was refused may try again. */
const RETRY_AFTER = 1

/**
 * Makes a hook that keeps the bodies of all requests under way within a room, so that many large ones at once cannot fill
 * memory. What does not fit is refused before it is read. One request is always taken, however large its route allows it to be.
 */
export function createBodyRoom(room = ROOM): (request: FastifyRequest, reply: FastifyReply) => void {
  let held = 0
  return ({ headers, routeOptions }, reply) => {
    const isChunked = headers['transfer-encoding'] !== undefined
    const length = isChunked ? routeOptions.bodyLimit : Number(headers['content-length'] ?? 0)
    if (!length || routeOptions.config.streamsBody) return
    // A body that is too large for its route is refused as such.
    const size = Math.min(length, routeOptions.bodyLimit)
    if (held > 0 && held + size > room) throw noRoom()
    held += size
    let released = false
    const release = () => {
      if (!released) held -= size
      released = true
    }
    // The second when the client is gone before its answer.
    reply.raw.once('finish', release)
    reply.raw.once('close', release)
  }
}

function noRoom(): Problem {
  return new Problem(
    'unavailable',
    {
      nl: 'Er wordt nu te veel tegelijk gestuurd. Stuur het verzoek straks opnieuw.',
      en: 'Too much is being sent at once. Send the request again later.',
    },
    [],
    { retryAfter: RETRY_AFTER },
  )
}
