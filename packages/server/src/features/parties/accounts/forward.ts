import type { FastifyReply, FastifyRequest } from 'fastify'
import { foreignReturns } from '../rules/return-address.ts'
import { explainRefusal, refuseReturns } from './answers.ts'
import type { Auth } from './auth.ts'

/** What better-auth answered, when it did not refuse. */
export type AuthAnswer = { status: number; cookies: string[]; location: string | null; body: unknown }

/**
 * Lets better-auth answer a request: hands over method, address, body and cookies, and nothing else of the client.
 * `headers` are our own.
 * @throws Problem what better-auth refuses
 */
export async function askAuth(
  auth: Auth,
  request: FastifyRequest,
  { publicUrl, headers: own = {} }: { publicUrl: string; headers?: Readonly<Record<string, string>> },
): Promise<AuthAnswer> {
  const { method, url, body, headers } = request
  for (const place of ['query', 'body'] as const) {
    const foreign = foreignReturns(request[place], publicUrl)
    if (foreign.length > 0) throw refuseReturns(foreign, place)
  }
  const sent = new Headers(own)
  if (headers.cookie) sent.set('cookie', headers.cookie)
  if (body !== undefined) sent.set('content-type', 'application/json')
  const answer = await auth.handler(
    new Request(new URL(url, publicUrl), {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
  const text = await answer.text()
  const parsed: unknown = text === '' ? {} : JSON.parse(text)
  if (answer.status >= 400) throw explainRefusal(answer.status, parsed, method === 'GET' ? 'query' : 'body')
  const { status, headers: given } = answer
  return { status, cookies: given.getSetCookie(), location: given.get('location'), body: parsed }
}

/** Sends it on: the cookies, and either a redirect or the body, which the route's schema trims. */
export function giveAnswer(
  reply: FastifyReply,
  { status, cookies, location, body }: AuthAnswer,
): FastifyReply {
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  if (status >= 300 && location) return reply.redirect(location, status)
  return reply.code(status).send(body)
}
