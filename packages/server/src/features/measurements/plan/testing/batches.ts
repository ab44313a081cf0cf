import type { InjectOptions } from 'fastify'

/** What a question begins with that is many requests at once, as JSON or as multipart after it. */
const BATCH = 'BATCH '
const MULTIPART = 'MULTIPART '

const BOUNDARY = 'deel'
const CRLF = '\r\n'

/** Requests that are answered together: one of another kind before and after each, which could show what it sees. */
export function batchOf(paths: readonly string[]): string {
  return `${BATCH}${JSON.stringify(paths.map((url, n) => ({ id: String(n), method: 'get', url })))}`
}

/** The same in multipart. */
export function multipartOf(paths: readonly string[]): string {
  return `${MULTIPART}${bodyOf(paths.map((path) => partOf(`GET ${encodeURI(path)}`)))}`
}

/** Change sets, each undone by a request for what is never there, with a reading after each; the answer says which request failed. */
export function changeSetOf(stations: readonly { thingId: number; datastreamId: number }[]): string {
  const nothing = partOf('DELETE Things(999999999)')
  const phenomenonTime = '2026-03-02T10:05:00Z'
  const named = { name: 'van een ander', description: '' }
  const place = { type: 'Point', coordinates: [5.29, 52.09] }
  const located = { ...named, encodingType: 'application/geo+json', location: place }
  const sets = stations.flatMap(({ thingId, datastreamId }) => [
    setOf([partOf(`PATCH Things(${thingId})`, named), nothing]),
    partOf(`GET Things(${thingId})?$expand=Locations,Datastreams`),
    setOf([
      partOf(`POST Datastreams(${datastreamId})/Observations`, { result: 1, phenomenonTime }, `o${thingId}`),
      partOf(`PATCH $o${thingId}`, { parameters: { n: 1 } }),
      nothing,
    ]),
    partOf(`GET Datastreams(${datastreamId})/Observations?$count=true&$top=3`),
    setOf([
      partOf('POST Locations', { ...located, Things: [{ '@iot.id': thingId }] }, `l${thingId}`),
      nothing,
    ]),
    partOf(`GET $l${thingId}/Things`),
    setOf([partOf(`DELETE Datastreams(${datastreamId})`), nothing]),
  ])
  return `${MULTIPART}${bodyOf(sets)}`
}

/** The request of a question, on behalf of who sends these headers. */
export function requestOf(question: string, headers: Record<string, string>): InjectOptions {
  const batch = { method: 'POST', url: '/sta/v1.1/$batch' } as const
  if (question.startsWith(BATCH))
    return { ...batch, headers, payload: { requests: JSON.parse(question.slice(BATCH.length)) } }
  if (!question.startsWith(MULTIPART)) return { url: question, headers }
  const type = `multipart/mixed;boundary=${BOUNDARY}`
  return {
    ...batch,
    headers: { ...headers, 'content-type': type, prefer: 'continue-on-error' },
    payload: question.slice(MULTIPART.length),
  }
}

/** An answer without what is drawn by lot in it: the boundary of its parts. */
export function withoutBoundary(answer: string): string {
  return answer.replaceAll(/batch_[0-9a-f-]{36}/g, 'batch')
}

function partOf(line: string, body?: object, id?: string): string {
  return [
    'Content-Type: application/http',
    ...(id === undefined ? [] : [`Content-ID: ${id}`]),
    '',
    `${line} HTTP/1.1`,
    'Content-Type: application/json',
    '',
    body === undefined ? '' : JSON.stringify(body),
  ].join(CRLF)
}

const setOf = (parts: readonly string[]) =>
  `Content-Type: multipart/mixed;boundary=set${CRLF}${CRLF}${joined(parts, 'set')}`

const bodyOf = (parts: readonly string[]) => joined(parts, BOUNDARY)

const joined = (parts: readonly string[], boundary: string) =>
  `${parts.map((part) => `--${boundary}${CRLF}${part}${CRLF}`).join('')}--${boundary}--${CRLF}`
