import { type App, INTERNAL_HEADER } from '@samenspel/server'

/**
 * Sends requests to the public API inside this process, without a network and without the rate limit. What may be done is
 * checked as for any other request. The address in `x-forwarded-for` counts as the one the request came from.
 */
export function createInternalFetch({ http, internalKey }: Pick<App, 'http' | 'internalKey'>) {
  return async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    const headers: Record<string, string> = Object.fromEntries(request.headers)
    const from = headers['x-forwarded-for']?.split(',')[0]?.trim()
    const answer = await http.inject({
      method: request.method as 'GET',
      url: `${pathname}${search}`,
      headers: { ...headers, host: new URL(request.url).host, [INTERNAL_HEADER]: internalKey },
      ...(from === undefined ? {} : { remoteAddress: from }),
      ...(request.body === null ? {} : { payload: Buffer.from(await request.arrayBuffer()) }),
    })
    const answered = new Headers()
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const part of Array.isArray(value) ? value : [value]) {
        if (part !== undefined && !HOP.has(name)) answered.append(name, String(part))
      }
    }
    const isEmpty = answer.statusCode === 204 || answer.statusCode === 304
    return new Response(isEmpty ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: answered,
    })
  }
}

/** Headers about the connection, which there is none of. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding'])
