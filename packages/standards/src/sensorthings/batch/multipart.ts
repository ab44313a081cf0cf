import { describeMistake } from '../../json/index.ts'
import type { Bilingual } from '../../language/index.ts'
import { SensorThingsError } from '../errors.ts'
import {
  type BatchLimits,
  type BatchPart,
  type BatchRequest,
  checkParts,
  DEFAULT_BATCH_LIMITS,
  readMethod,
} from './batch.ts'

/**
 * Reads a batch in multipart/mixed (clause 11.2, RFC 2046). Lines end in CRLF or LF. Lengths that are told inside are not
 * looked at: the delimiters decide.
 * @param contentType of the whole batch, with its boundary
 * @throws SensorThingsError and nothing else, for any text: a batch that is wrong as a whole is not done in part
 */
export function parseMultipart(
  contentType: string,
  text: string,
  limits: BatchLimits = DEFAULT_BATCH_LIMITS,
): readonly BatchPart[] {
  const parts: BatchPart[] = []
  for (const { headers, content } of splitParts(text, boundaryOf(contentType), limits)) {
    const type = headers.get('content-type') ?? ''
    if (!isMultipart(type)) {
      parts.push({ kind: 'request', request: readPart(headers, content, limits) })
      continue
    }
    const requests = splitParts(content, boundaryOf(type), limits).map((inner) => {
      if (isMultipart(inner.headers.get('content-type') ?? '')) {
        throw fault({
          nl: 'Een change set kan geen andere change set bevatten.',
          en: 'A change set cannot hold another change set.',
        })
      }
      return readPart(inner.headers, inner.content, limits)
    })
    parts.push({ kind: 'changeSet', requests })
  }
  return checkParts(parts, limits)
}

function fault(text: Bilingual): SensorThingsError {
  return new SensorThingsError('syntax', text)
}

function isMultipart(contentType: string): boolean {
  return /^multipart\/mixed\s*(;|$)/i.test(contentType)
}

/** The boundary of a multipart type, quoted or not (RFC 2046, clause 5.1.1). */
function boundaryOf(contentType: string): string {
  const found = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s";]{1,70}))\s*(;|$)/i.exec(contentType)
  const boundary = found?.[1] ?? found?.[2]
  if (boundary !== undefined) return boundary
  throw fault({
    nl: 'Het Content-Type van een batch heeft een boundary nodig: multipart/mixed;boundary=…',
    en: 'The Content-Type of a batch needs a boundary: multipart/mixed;boundary=…',
  })
}

type Part = { headers: ReadonlyMap<string, string>; content: string }

/** The parts between the delimiters; what stands before the first and after the last is no part. */
function splitParts(text: string, boundary: string, { headers, requests }: BatchLimits): Part[] {
  const delimiter = `--${boundary}`
  const parts: Part[] = []
  let started: number | undefined
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + 1)) {
    if (at > 0 && text[at - 1] !== '\n') continue
    const isLast = text.startsWith('--', at + delimiter.length)
    const after = at + delimiter.length + (isLast ? 2 : 0)
    const end = /[ \t]*(\r?\n|$)/y
    end.lastIndex = after
    if (!end.test(text)) continue
    if (started !== undefined) {
      if (parts.length >= requests) {
        throw new SensorThingsError('too-many', {
          nl: `Een batch kan ${requests} verzoeken hebben. Stuur het in kleinere delen.`,
          en: `A batch can have ${requests} requests. Send it in smaller parts.`,
        })
      }
      const lineEnd = text[at - 2] === '\r' ? 2 : 1
      parts.push(takeHeaders(text.slice(started, Math.max(started, at - lineEnd)), headers))
    }
    if (isLast) return parts
    started = end.lastIndex
  }
  throw fault(
    started === undefined
      ? {
          nl: `De inhoud heeft geen regel “${delimiter}”. Begin elk deel ermee.`,
          en: `The body has no line “${delimiter}”. Start each part with it.`,
        }
      : {
          nl: `De inhoud stopt voor de regel “${delimiter}--”. Stuur de hele batch opnieuw.`,
          en: `The body stops before the line “${delimiter}--”. Send the batch again as a whole.`,
        },
  )
}

/** Header lines up to the first empty line, and what comes after it. */
function takeHeaders(text: string, limit: number): Part {
  const headers = new Map<string, string>()
  let at = 0
  for (let count = 0; ; count += 1) {
    const lineEnd = text.indexOf('\n', at)
    const line = text.slice(at, lineEnd < 0 ? text.length : lineEnd).replace(/\r$/, '')
    at = lineEnd < 0 ? text.length : lineEnd + 1
    if (line === '') return { headers, content: text.slice(at) }
    const colon = line.indexOf(':')
    if (colon <= 0 || /\s/.test(line.slice(0, colon)))
      throw fault({
        nl: `“${line.slice(0, 60)}” is geen headerregel.`,
        en: `“${line.slice(0, 60)}” is no header line.`,
      })
    if (count >= limit)
      throw new SensorThingsError('too-many', {
        nl: `Een deel kan ${limit} headerregels hebben.`,
        en: `A part can have ${limit} header lines.`,
      })
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
}

/** A part that holds one HTTP request (RFC 7230, application/http). */
function readPart(partHeaders: Part['headers'], content: string, limits: BatchLimits): BatchRequest {
  if (!/^application\/http\s*(;|$)/i.test(partHeaders.get('content-type') ?? '')) {
    throw fault({
      nl: 'Een deel van een batch heeft Content-Type application/http, of is een change set: multipart/mixed.',
      en: 'A part of a batch has Content-Type application/http, or is a change set: multipart/mixed.',
    })
  }
  // A server skips empty lines before a request (RFC 7230, clause 3.5).
  const request = /^(?:\r?\n)*([A-Za-z]+) +(\S+)(?: +HTTP\/\d(?:\.\d)?)?[ \t]*(?:\r?\n|$)/.exec(content)
  if (!request)
    throw fault({
      nl: 'Een deel begint met de regel van het verzoek, zoals GET /v1.1/Things(1) HTTP/1.1',
      en: 'A part starts with a request line, such as GET /v1.1/Things(1) HTTP/1.1',
    })
  const [line, method = '', url = ''] = request
  const { headers, content: body } = takeHeaders(content.slice(line.length), limits.headers)
  const id = partHeaders.get('content-id') ?? headers.get('content-id')
  return {
    ...(id === undefined ? {} : { id }),
    method: readMethod(method),
    url,
    headers,
    ...readBody(body),
    dependsOn: [],
  }
}

const NOT_JSON = { nl: 'Dit is geen geldige JSON.', en: 'This is not valid JSON.' }

/** Places in a mistake are those in the body of the part. */
function readBody(text: string): Pick<BatchRequest, 'body' | 'fault'> {
  if (text.trim() === '') return {}
  try {
    return { body: JSON.parse(text) as unknown }
  } catch {
    return { fault: describeMistake(text) ?? NOT_JSON }
  }
}
