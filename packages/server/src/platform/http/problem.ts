import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { DatabaseAway } from '../database/away.ts'
import { hasSqlstate, SQLSTATE } from '../database/sqlstate.ts'
import { type InputMistake, PROBLEMS, Problem } from '../errors.ts'
import type { Reporter } from '../report.ts'
import { mistakesOf } from './schema-mistakes.ts'

/** Content-Type of a problem (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json'

/** What a client sent that PostgreSQL cannot take although the schema allowed it: the client's fault, not ours. */
const INPUT_STATES: ReadonlySet<string> = new Set([
  SQLSTATE.numericOutOfRange,
  SQLSTATE.invalidTextRepresentation,
  SQLSTATE.characterNotInRepertoire,
  SQLSTATE.untranslatableCharacter,
  SQLSTATE.datetimeOverflow,
  SQLSTATE.invalidDatetime,
  SQLSTATE.divisionByZero,
])

/** What the server itself says of an address. */
const ADDRESS_ERRORS: ReadonlySet<string> = new Set(['FST_ERR_BAD_URL', 'FST_ERR_MAX_PARAM_LENGTH'])

/** Turns anything thrown while a request is handled into the problem to answer. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof DatabaseAway) return AWAY
  if (hasSqlstate(error, 'queryCanceled')) return TOOK_TOO_LONG
  if (hasSqlstate(error, 'deadlockDetected', 'serializationFailure')) return MET_ANOTHER
  const thrown = error as FastifyError
  if (thrown.validation) return new Problem('invalid-request', INVALID, mistakesOf(thrown))
  if (thrown.statusCode === 413) {
    return new Problem('too-large', {
      nl: 'Het verzoek is groter dan hier mag. Stuur het in kleinere delen.',
      en: 'The request is larger than allowed here. Send it in smaller parts.',
    })
  }
  if (thrown.statusCode === 415) return unsupportedType(undefined, [JSON_TYPE])
  if (thrown.statusCode === 429) {
    return new Problem('too-many-requests', {
      nl: 'U deed te veel verzoeken in korte tijd. Probeer het over een minuut opnieuw.',
      en: 'You made too many requests in a short time. Try again in a minute.',
    })
  }
  if (ADDRESS_ERRORS.has(thrown.code)) {
    return new Problem('invalid-request', {
      nl: 'Dit adres is niet te lezen: het is te lang of de codering met % klopt niet.',
      en: 'This address cannot be read: it is too long, or its encoding with % is wrong.',
    })
  }
  if (thrown.statusCode === 400) {
    return new Problem('invalid-json', {
      nl: 'De inhoud van het verzoek is geen geldige JSON. Controleer haakjes, komma’s en aanhalingstekens.',
      en: `The body of the request is not valid JSON: ${thrown.message}`,
    })
  }
  if (typeof thrown.code === 'string' && INPUT_STATES.has(thrown.code)) {
    return new Problem('invalid-request', {
      nl: 'Een waarde in het verzoek valt buiten wat opgeslagen of berekend kan worden.',
      en: 'A value in the request is outside what can be stored or computed.',
    })
  }
  return new Problem('internal-error', {
    nl: 'Er ging iets mis bij ons. Probeer het later opnieuw; blijft het misgaan, meld het dan.',
    en: 'Something went wrong on our side. Try again later; if it keeps failing, please report it.',
  })
}

/** What was being changed may have been done, or not. */
const AWAY = new Problem(
  'unavailable',
  {
    nl: 'De database is even niet bereikbaar. Probeer het zo weer, en kijk dan eerst of uw wijziging er al is.',
    en: 'The database cannot be reached for the moment. Try again soon, and look first whether your change is there already.',
  },
  [],
  { retryAfter: 5 },
)

const TOOK_TOO_LONG = new Problem(
  'unavailable',
  {
    nl: 'Dit duurde te lang en is gestopt; er is niets gewijzigd. Vraag minder tegelijk, of probeer het op een rustiger moment.',
    en: 'This took too long and was ended; nothing was changed. Ask for less at once, or try again when it is less busy.',
  },
  [],
  { retryAfter: 30 },
)

const MET_ANOTHER = new Problem(
  'unavailable',
  {
    nl: 'Iemand anders wijzigde tegelijk hetzelfde. Er is niets gewijzigd; probeer het nog eens.',
    en: 'Somebody else changed the same at the same time. Nothing was changed; try it again.',
  },
  [],
  { retryAfter: 1 },
)

const JSON_TYPE = 'application/json'

/** The problem for a Content-Type that an address does not read: which it is, and those it reads. */
function unsupportedType(given: string | undefined, taken: readonly string[]): Problem {
  const shown = given === undefined ? '' : ` “${given.slice(0, 100)}”`
  const listed = (or: string) => taken.join(', ').replace(/, ([^,]*)$/, ` ${or} $1`)
  const elsewhere = given && isNdjson(given) ? NDJSON_GOES : { nl: '', en: '' }
  return new Problem('unsupported-media-type', {
    nl: `Het Content-Type${shown} kan hier niet. Stuur ${listed('of')}, en zeg dat in het Content-Type.${elsewhere.nl}`,
    en: `The Content-Type${shown} is not supported here. Send ${listed('or')}, and say so in the Content-Type.${elsewhere.en}`,
  })
}

const isNdjson = (type: string) => /^application\/(x-ndjson|jsonl|x-jsonlines)\b/i.test(type.trim())

const NDJSON_GOES = {
  nl: ' Waarnemingen als NDJSON gaan naar /api/v1/observation-uploads, met "format": "ndjson".',
  en: ' Observations as NDJSON go to /api/v1/observation-uploads, with "format": "ndjson".',
}

/** The media types that the schema of a route names for its body; JSON when it names none. */
function typesTaken({ routeOptions }: FastifyRequest): string[] {
  const body = routeOptions.schema?.body
  const content = typeof body === 'object' && body !== null && 'content' in body ? body.content : undefined
  return typeof content === 'object' && content !== null ? Object.keys(content) : [JSON_TYPE]
}

/** As `asProblem`, with what only the request tells. */
function problemOf(error: unknown, request: FastifyRequest): Problem {
  const isOfType = !(error instanceof Problem) && (error as FastifyError).statusCode === 415
  return isOfType ? unsupportedType(request.headers['content-type'], typesTaken(request)) : asProblem(error)
}

const INVALID = {
  nl: 'Een of meer gegevens kloppen niet. Bij elke fout staat waar die zit.',
  en: 'One or more values are not valid. Each mistake says where it is.',
}

const inLanguage =
  (language: 'nl' | 'en') =>
  ({ detail, ...place }: InputMistake) => ({
    ...place,
    detail: detail[language],
  })

/** Picks the language of an answer: Dutch when the client prefers it, else English. */
export function preferredLanguage(request: FastifyRequest): 'nl' | 'en' {
  const wanted = request.headers['accept-language'] ?? ''
  const nl = wanted.search(/\bnl\b/i)
  const en = wanted.search(/\ben\b/i)
  return nl >= 0 && (en < 0 || nl < en) ? 'nl' : 'en'
}

/** Reports a problem when the fault is ours. What we do not have is not a fault. */
export function reportProblem(
  report: Reporter,
  { code, detail }: Problem,
  { error, ...request }: { method: string; route: string; error: unknown },
): void {
  const { status } = PROBLEMS[code]
  if (status === 501) report({ kind: 'request-not-implemented', ...request, detail: detail.en })
  else if (status >= 500) report({ kind: 'request-failed', ...request, error })
}

/** Answers a problem as RFC 9457 problem details; reports it when the fault is ours. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, report: Reporter) {
  const problem = problemOf(error, request)
  const { status } = PROBLEMS[problem.code]
  const language = preferredLanguage(request)
  const { method } = request
  const route = request.routeOptions.url ?? 'unknown'
  reportProblem(report, problem, { method, route, error })
  if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter)
  if (problem.allow !== undefined) reply.header('allow', problem.allow.join(', '))
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="Samenspel"')
  return reply
    .code(status)
    .type(PROBLEM_TYPE)
    .header('content-language', language)
    .send(describeProblem(problem, language, request.url))
}

/** A problem as the JSON of RFC 9457, for the request to an address. */
export function describeProblem({ code, detail, mistakes }: Problem, language: 'nl' | 'en', address: string) {
  const { status, title } = PROBLEMS[code]
  return {
    type: `urn:samenspel:problem:${code}`,
    title: title[language],
    status,
    detail: detail[language],
    instance: address.split('?')[0],
    ...(mistakes.length > 0 ? { errors: mistakes.map(inLanguage(language)) } : {}),
  }
}
