/** A mistake in what was sent: `pointer` is a JSON pointer in the part of the request that `in` names. */
export type Mistake = { in: string; pointer: string; detail: string }

/** What the API answers when it refuses (RFC 9457 problem details). */
export type ProblemDetails = {
  type?: string
  title: string
  status: number
  detail: string
  errors?: Mistake[]
}

/** The API refused a request. The message says what, why, and where in the request. */
export class ApiError extends Error {
  readonly problem: ProblemDetails
  /** Seconds after which to try again, when the server says so. */
  readonly retryAfter: number | undefined

  constructor(problem: ProblemDetails, retryAfter?: number) {
    const places = (problem.errors ?? []).map(({ pointer, detail }) => `  ${pointer}: ${detail}`)
    super([problem.detail || problem.title, ...places].join('\n'))
    this.name = 'ApiError'
    this.problem = problem
    this.retryAfter = retryAfter
  }

  /** HTTP status, such as 404. */
  get status(): number {
    return this.problem.status
  }
}

/** Reads a refusal; an answer that is no problem document becomes one, with the start of its text. */
export async function readError(response: Response): Promise<ApiError> {
  const text = await response.text()
  const retryAfter = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
  return new ApiError(
    parseProblem(text) ?? describeAnswer(response, text),
    Number.isNaN(retryAfter) ? undefined : retryAfter,
  )
}

function parseProblem(text: string): ProblemDetails | undefined {
  try {
    const problem: unknown = JSON.parse(text)
    const isProblem =
      typeof problem === 'object' && problem !== null && 'status' in problem && 'detail' in problem
    return isProblem ? (problem as ProblemDetails) : undefined
  } catch {
    return undefined
  }
}

function describeAnswer({ status, statusText }: Response, text: string): ProblemDetails {
  const start = text.replace(/\s+/g, ' ').trim().slice(0, 200)
  return { title: statusText, status, detail: `The server answered ${status} ${statusText} ${start}`.trim() }
}
