import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readUtf8, refuseJson } from '../json.ts'

type Done = (error: Error | null, body?: unknown) => void

/** Reads bodies that a route takes in a form of its own; undefined for any other, right or wrong. */
export type ReadShort = (request: FastifyRequest, bytes: Buffer) => unknown

/**
 * Has a server read a content type as JSON in UTF-8, and refuse what is not with the place of the mistake.
 * @param readShort tried first: for bodies that are so large and so alike that they need not become objects
 */
export function addJsonParser(http: FastifyInstance, type: string, readShort?: ReadShort): void {
  const parse = http.getDefaultJsonParser('error', 'error')
  http.addContentTypeParser(
    type,
    { parseAs: 'buffer' },
    (request: FastifyRequest, bytes: Buffer, done: Done) => {
      // Many programs always say that they send JSON, also where there is nothing to send.
      if (bytes.length === 0 && !request.routeOptions.schema?.body) return done(null)
      const short = readShort?.(request, bytes)
      if (short !== undefined) return done(null, short)
      const text = readUtf8(bytes)
      parse(request, text, (error, body) => (error ? done(refuseJson(text)) : done(null, body)))
    },
  )
}
