import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readUtf8, refuseJson } from '../json.ts'

type Done = (error: Error | null, body?: unknown) => void

/** Has a server read a content type as JSON in UTF-8, and refuse what is not with the place of the mistake. */
export function addJsonParser(http: FastifyInstance, type: string): void {
  const parse = http.getDefaultJsonParser('error', 'error')
  http.addContentTypeParser(
    type,
    { parseAs: 'buffer' },
    (request: FastifyRequest, bytes: Buffer, done: Done) => {
      // Many programs always say that they send JSON, also where there is nothing to send.
      if (bytes.length === 0 && !request.routeOptions.schema?.body) return done(null)
      const text = readUtf8(bytes)
      parse(request, text, (error, body) => (error ? done(refuseJson(text)) : done(null, body)))
    },
  )
}
