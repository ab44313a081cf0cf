import { Readable } from 'node:stream'
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

/** Bytes up to which a body counts as a whole before it has come: less work than counting its pieces. */
const SMALL = 64 * 1024

/**
 * A chunk of a body costs as much work as one of 64 KB, however small it is. So from this many on they may not be smaller, on average,
 * than so many bytes: less than any line of a file that is sent line by line.
 */
const CHUNKS = { few: 10_000, bytes: 8 } as const

/** Seconds after which a sender that was refused may try again. */
const RETRY_AFTER = 1

/** Gives the body as it is to be read. */
type TakeBody = (request: FastifyRequest, reply: FastifyReply, body: Readable) => Readable

/**
 * Makes a hook that keeps the bodies of all requests under way within a room, so that many large ones at once cannot fill
 * memory. What has come counts, not what may still come: who sends slowly keeps nobody out. A body whose length says that it
 * does not fit beside the others is refused before it is read, any other when it no longer fits. One request is always taken,
 * however large its route allows it to be.
 */
export function createBodyRoom(room = ROOM): TakeBody {
  let held = 0
  return ({ headers, routeOptions }, reply, sent) => {
    const isChunked = headers['transfer-encoding'] !== undefined
    const body = isChunked ? Readable.from(refuseCrumbs(sent, reply), { objectMode: false }) : sent
    const length = Number(headers['content-length'] ?? 0)
    if ((!isChunked && !length) || routeOptions.config.streamsBody) return body
    let own = 0
    let released = false
    const fits = (size: number) => held === own || held + size <= room
    const take = (size: number) => {
      if (released) return true
      if (!fits(size)) return false
      held += size
      own += size
      return true
    }
    const release = () => {
      if (!released) held -= own
      released = true
    }
    // The second when the client is gone before its answer.
    reply.raw.once('finish', release)
    reply.raw.once('close', release)
    // A body that is too large for its route is refused as such.
    const size = Math.min(length, routeOptions.bodyLimit)
    if (!isChunked && size <= SMALL) {
      if (!take(size)) throw noRoom()
      return body
    }
    if (!fits(size)) throw noRoom()
    return Readable.from(count(body, take), { objectMode: false })
  }
}

/** The pieces of a body, until they are so many and so small that its connection ends with the answer. */
async function* refuseCrumbs(body: Readable, reply: FastifyReply): AsyncGenerator<Uint8Array> {
  let chunks = 0
  let bytes = 0
  // The connection must stay open for the answer.
  for await (const piece of body.iterator({ destroyOnReturn: false })) {
    chunks += 1
    bytes += piece.length
    if (chunks > CHUNKS.few && bytes < chunks * CHUNKS.bytes) {
      reply.header('connection', 'close')
      body.resume()
      throw new Problem('too-large', {
        nl: `Dit verzoek komt in te veel te kleine stukjes: meer dan ${CHUNKS.few}, van gemiddeld minder dan ${CHUNKS.bytes} bytes. Stuur grotere stukken.`,
        en: `This request comes in too many pieces that are too small: more than ${CHUNKS.few}, of less than ${CHUNKS.bytes} bytes on average. Send larger pieces.`,
      })
    }
    yield piece
  }
}

/** The pieces of a body, until one is not taken. */
async function* count(body: Readable, take: (size: number) => boolean): AsyncGenerator<Uint8Array> {
  let isFull = false
  // The connection must stay open for the answer.
  for await (const piece of body.iterator({ destroyOnReturn: false })) {
    isFull = !take(piece.length)
    if (isFull) break
    yield piece
  }
  if (!isFull) return
  // Read and forgotten: only then does a client that is still sending listen to the answer.
  body.resume()
  throw noRoom()
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
