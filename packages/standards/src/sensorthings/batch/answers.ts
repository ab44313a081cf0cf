/** The answer to one request of a batch. */
export interface BatchResponse {
  readonly id?: string
  readonly status: number
  /** Of the status, such as `Created`. */
  readonly reason: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

/**
 * The answer to one part of a batch: that of a request, or those of all requests of a change set. A change set of which
 * nothing was done has one answer, `failed`, for the whole of it.
 */
export type BatchAnswer =
  | { readonly kind: 'request'; readonly response: BatchResponse }
  | { readonly kind: 'changeSet'; readonly id?: string; readonly responses: readonly BatchResponse[] }
  | {
      readonly kind: 'failed'
      readonly id?: string
      /** The request that could not be done. */
      readonly response: BatchResponse
      /** In JSON every request has an answer: those of the others, which were undone or not begun. */
      readonly others: readonly BatchResponse[]
    }

const CRLF = '\r\n'

/** The answer to a batch as multipart/mixed (clause 11.3). `boundary` must not occur in any body. */
export function formatMultipart(answers: readonly BatchAnswer[], boundary: string): string {
  const parts = answers.map((answer, index) => {
    if (answer.kind !== 'changeSet') return formatPart(answer.response)
    const inner = `${boundary}_${index}`
    return [
      `Content-Type: multipart/mixed;boundary=${inner}`,
      '',
      joinParts(answer.responses.map(formatPart), inner),
    ].join(CRLF)
  })
  return joinParts(parts, boundary)
}

function joinParts(parts: readonly string[], boundary: string): string {
  return `${parts.map((part) => `--${boundary}${CRLF}${part}${CRLF}`).join('')}--${boundary}--${CRLF}`
}

function formatPart({ id, status, reason, headers, body }: BatchResponse): string {
  const length = new TextEncoder().encode(body).length
  return [
    'Content-Type: application/http',
    ...(id === undefined ? [] : [`Content-ID: ${id}`]),
    '',
    `HTTP/1.1 ${status} ${reason}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${length}`,
    '',
    body,
  ].join(CRLF)
}

/** The answer to a batch as JSON: `{"responses":[{id, status, headers, body}]}`. Bodies that are JSON are put in as they are. */
export function formatJsonBatch(answers: readonly BatchAnswer[]): string {
  const responses = answers.flatMap((answer) => {
    if (answer.kind === 'request') return [formatResponse(answer.response)]
    const list = answer.kind === 'failed' ? [answer.response, ...answer.others] : answer.responses
    return list.map((response) => formatResponse(response, answer.id))
  })
  return `{"responses":[${responses.join(',')}]}`
}

function formatResponse({ id, status, headers, body }: BatchResponse, group?: string): string {
  const named = headers.map(([name, value]) => [name.toLowerCase(), value] as const)
  const type = named.find(([name]) => name === 'content-type')?.[1] ?? ''
  const fields = [
    ...(id === undefined ? [] : [`"id":${JSON.stringify(id)}`]),
    ...(group === undefined ? [] : [`"atomicityGroup":${JSON.stringify(group)}`]),
    `"status":${status}`,
    ...(named.length === 0 ? [] : [`"headers":${JSON.stringify(Object.fromEntries(named))}`]),
    ...(body === '' ? [] : [`"body":${/[/+]json\b/.test(type) ? body : JSON.stringify(body)}`]),
  ]
  return `{${fields.join(',')}}`
}
