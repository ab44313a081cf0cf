import type { FetchApi } from '../app/api.ts'

/** What an API that is asked answers: a body, made of what was sent and the query when it is a function. */
type Answer = object | ((body: unknown, query: URLSearchParams) => object)

/** A refusal in place of an answer. */
export const refusal = (status: number, errors: { pointer: string; detail: string }[] = []) =>
  new Response(
    JSON.stringify({
      type: 'about:blank',
      title: 'Geweigerd',
      status,
      detail: 'Dit kan nu niet.',
      errors: errors.map((error) => ({ in: 'body', ...error })),
    }),
    { status, headers: { 'content-type': 'application/problem+json' } },
  )

/** An API that gives these answers, each by its method and path; what has none is not found. */
export function answers(known: Record<string, Answer>): FetchApi {
  return async (address, { method = 'GET', body } = {}) => {
    const { pathname, searchParams } = new URL(address, 'http://api.example')
    const answer = known[`${method} ${pathname}`]
    if (answer === undefined) return refusal(404)
    const given =
      typeof answer === 'function'
        ? answer(body ? JSON.parse(String(body)) : undefined, searchParams)
        : answer
    return given instanceof Response ? given.clone() : Response.json(given)
  }
}
