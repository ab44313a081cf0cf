import type { FastifyReply, FastifyRequest } from 'fastify'
import { explainRefusal } from './answers.ts'
import type { Auth } from './auth.ts'

/**
 * Lets better-auth answer a request: hands over method, address, body and cookies, and nothing else of the client;
 * sends back status, cookies and either a redirect or the parsed body, which the route's schema trims.
 * @throws Problem what better-auth refuses
 */
export async function forward(auth: Auth, request: FastifyRequest, reply: FastifyReply, publicUrl: string) {
  const { method, url, body, headers } = request
  const sent = new Headers()
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
  if (answer.status >= 400) throw explainRefusal(answer.status, parsed)
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  const location = answer.headers.get('location')
  if (answer.status >= 300 && location) return reply.redirect(location, answer.status)
  return reply.code(answer.status).send(parsed)
}
