import type { Bilingual } from '@samenspel/standards/language'

export type { Bilingual }

/**
 * Every problem the server can answer, by the stage at which it arises. A code is never used again for something
 * else. Each code has a section in docs/errors.md, which a test compares with this table.
 */
export const PROBLEMS = {
  // The request cannot be understood.
  'invalid-request': { status: 400, title: { nl: 'De invoer klopt niet', en: 'The input is not valid' } },
  'invalid-json': { status: 400, title: { nl: 'Dit is geen geldige JSON', en: 'This is not valid JSON' } },
  'invalid-query': { status: 400, title: { nl: 'De zoekvraag klopt niet', en: 'The query is not valid' } },
  'too-large': { status: 413, title: { nl: 'Het bestand is te groot', en: 'The content is too large' } },
  'unsupported-media-type': {
    status: 415,
    title: { nl: 'Dit soort bestand kan niet', en: 'This media type is not supported' },
  },
  'not-found': { status: 404, title: { nl: 'Niet gevonden', en: 'Not found' } },
  'method-not-allowed': { status: 405, title: { nl: 'Dit kan hier niet', en: 'Method not allowed' } },
  'not-implemented': { status: 501, title: { nl: 'Dit kan deze dienst niet', en: 'Not implemented' } },
  // The actor may not do this.
  'not-signed-in': { status: 401, title: { nl: 'Log eerst in', en: 'Sign in first' } },
  'not-allowed': { status: 403, title: { nl: 'Dit mag u niet', en: 'You may not do this' } },
  'foreign-origin': {
    status: 403,
    title: { nl: 'Verzoek van een andere site', en: 'Request from another site' },
  },
  'too-many-requests': { status: 429, title: { nl: 'Te veel verzoeken', en: 'Too many requests' } },
  // What is asked does not fit what is there.
  conflict: { status: 409, title: { nl: 'Dit past niet bij wat er al is', en: 'Conflict with what exists' } },
  'precondition-failed': {
    status: 412,
    title: { nl: 'De voorwaarde was niet vervuld', en: 'The condition was not met' },
  },
  'failed-dependency': {
    status: 424,
    title: { nl: 'Een ander verzoek lukte niet', en: 'Another request failed' },
  },
  'not-ready': { status: 422, title: { nl: 'Er ontbreekt nog iets', en: 'Something is still missing' } },
  'import-refused': {
    status: 422,
    title: { nl: 'Het bestand is niet ingelezen', en: 'The file was not imported' },
  },
  // The server cannot answer.
  'internal-error': { status: 500, title: { nl: 'Er ging iets mis bij ons', en: 'Something went wrong' } },
  unavailable: { status: 503, title: { nl: 'Even niet bereikbaar', en: 'Temporarily unavailable' } },
} as const satisfies Record<string, { status: number; title: Bilingual }>

export type ProblemCode = keyof typeof PROBLEMS

/** One mistake in the input: where it is and what to do about it. */
export type InputMistake = {
  in: 'path' | 'query' | 'header' | 'body'
  pointer: string
  detail: Bilingual
}

/** Mistakes that are told at once: who has more, has the same one many times. */
export const MOST_MISTAKES = 100

/** Mistakes in the fields of a body, as a problem names them. */
export function inBody(mistakes: readonly ({ pointer: string } & Bilingual)[]): InputMistake[] {
  return mistakes.map(({ pointer, nl, en }) => ({ in: 'body', pointer, detail: { nl, en } }))
}

/** An answer other than success. Thrown by routes and rules' callers, written as application/problem+json. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: Bilingual
  readonly mistakes: InputMistake[]
  /** Seconds after which to try again, for the header `Retry-After`. */
  readonly retryAfter: number | undefined
  /** Methods that the address has, for the header `Allow`. */
  readonly allow: readonly string[] | undefined

  constructor(
    code: ProblemCode,
    detail: Bilingual,
    mistakes: InputMistake[] = [],
    { retryAfter, allow, cause }: { retryAfter?: number; allow?: readonly string[]; cause?: unknown } = {},
  ) {
    super(detail.en, { cause })
    this.retryAfter = retryAfter
    this.allow = allow
    this.name = 'Problem'
    this.code = code
    this.detail = detail
    this.mistakes = mistakes
  }

  /** This problem, with its mistakes in the body at their place in a larger one. */
  within(pointer: string): this {
    for (const [at, mistake] of this.mistakes.entries()) {
      if (mistake.in === 'body') this.mistakes[at] = { ...mistake, pointer: `${pointer}${mistake.pointer}` }
    }
    return this
  }
}

/** Does work on a part of a body: what is wrong there is told with its place in the whole. */
export async function inPart<T>(pointer: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Problem ? error.within(pointer) : error
  }
}

/** The problem for something that does not exist, or may not be known to exist. */
export function notFound(what: Bilingual): Problem {
  return new Problem('not-found', {
    nl: `${what.nl} bestaat niet of is niet openbaar. Kijk of het adres klopt.`,
    en: `${what.en} does not exist or is not public. Check the address.`,
  })
}

/** The same for something that a value names, not the address: it says which value that is. */
export function namedNotFound(what: Bilingual, place: Omit<InputMistake, 'detail'>): Problem {
  const detail = {
    nl: `${what.nl} bestaat niet of is niet openbaar. Kijk of u de goede noemt.`,
    en: `${what.en} does not exist or is not public. Check that you name the right one.`,
  }
  return new Problem('not-found', detail, [{ ...place, detail }])
}
