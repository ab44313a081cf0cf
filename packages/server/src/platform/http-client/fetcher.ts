import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Bilingual } from '../errors.ts'
import { type Trace, traceHeaders } from '../trace.ts'
import { type AddressRules, checkAddress, lookUpAs, refuseHost } from './checked-address.ts'

/** What was fetched. */
export type Fetched = { url: string; text: string }

/** Fetches from hosts that the operator allows, and never from an address inside the network. */
export type Fetcher = {
  /**
   * @param trace the action that asks, told to the other side when given
   * @throws FetchError
   */
  get(url: string, trace?: Trace): Promise<Fetched>
}

/** Something was not fetched, with the reason for people. */
export class FetchError extends Error {
  readonly detail: Bilingual
  /** Status of the answer, when there was one. */
  readonly status: number | undefined
  /** Seconds that the other side asks us to wait. */
  readonly retryAfter: number | undefined

  constructor(detail: Bilingual, answer: { status?: number; retryAfter?: number | undefined } = {}) {
    super(detail.en)
    this.name = 'FetchError'
    this.detail = detail
    this.status = answer.status
    this.retryAfter = answer.retryAfter
  }
}

export type FetcherOptions = AddressRules & {
  limits?: Partial<Limits>
}

type Limits = { bytes: number; milliseconds: number; redirects: number }
const FETCH_LIMITS: Limits = { bytes: 32 * 1024 * 1024, milliseconds: 60_000, redirects: 3 }

/** Makes a fetcher. Every address, also one that a redirect leads to, is resolved, checked, and connected to as checked. */
export function createFetcher({ hosts, ...rules }: FetcherOptions): Fetcher {
  const limits = { ...FETCH_LIMITS, ...rules.limits }

  async function get(address: string, trace?: Trace): Promise<Fetched> {
    const headers = trace ? traceHeaders(trace) : {}
    const signal = AbortSignal.timeout(limits.milliseconds)
    let url = checkUrl(address, hosts)
    for (let redirects = 0; ; redirects++) {
      const answer = await send(url, await chooseAddress(url), headers, signal)
      const location = answer.headers.location
      const status = answer.statusCode ?? 0
      if (status < 300 || status > 399 || location === undefined) return readAnswer(url, answer, signal)
      answer.destroy()
      if (redirects === limits.redirects) throw refuse(url.host, 'stuurt steeds door', 'keeps redirecting')
      url = checkUrl(URL.parse(location, url.href)?.href ?? location, hosts)
    }
  }

  async function chooseAddress(url: URL): Promise<string> {
    const found = await checkAddress(url.hostname, rules)
    if (typeof found === 'string') return found
    throw refuse(url.host, found.nl, found.en)
  }

  async function readAnswer(url: URL, answer: IncomingMessage, signal: AbortSignal): Promise<Fetched> {
    const status = answer.statusCode ?? 0
    if (status !== 200) {
      answer.destroy()
      throw new FetchError(
        { nl: `${url.host} antwoordde met ${status}.`, en: `${url.host} answered ${status}.` },
        { status, retryAfter: readRetryAfter(answer.headers['retry-after']) },
      )
    }
    const encoding = answer.headers['content-encoding'] ?? 'identity'
    if (encoding !== 'gzip' && encoding !== 'identity') {
      answer.destroy()
      throw refuse(url.host, `antwoordde in ${encoding}`, `answered in ${encoding}`)
    }
    try {
      return { url: url.href, text: await readText(answer, encoding === 'gzip', limits.bytes) }
    } catch (error) {
      answer.destroy()
      if (error instanceof FetchError) throw error
      throw unanswered(url.host, signal)
    }
  }
  return { get }
}

/** @throws FetchError when this is no plain http(s) address of an allowed host */
function checkUrl(address: string, hosts: readonly string[]): URL {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw refuse(address.slice(0, 200), 'is geen http- of https-adres', 'is not an http or https address')
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse(
      url.host,
      'heeft een naam of wachtwoord in het adres',
      'has a name or password in its address',
    )
  }
  const refusal = refuseHost(url.host, hosts)
  if (refusal) throw refuse(url.host, refusal.nl, refusal.en)
  return url
}

function send(
  url: URL,
  address: string,
  trace: Record<string, string>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolveAnswer, reject) => {
    const asked = request(url, {
      // No shared sockets: one of those may have been opened to another address.
      agent: false,
      lookup: lookUpAs(address),
      signal,
      headers: {
        accept: 'application/json, text/plain;q=0.9, */*;q=0.5',
        'accept-encoding': 'gzip',
        'user-agent': 'samenspel',
        ...trace,
      },
    })
    asked.on('response', resolveAnswer)
    // An answer that wants to talk another protocol is no response, and without a listener nothing would ever be told of it.
    asked.on('upgrade', (answer, socket) => {
      socket.destroy()
      resolveAnswer(answer)
    })
    asked.on('error', () => reject(unanswered(url.host, signal)))
    asked.end()
  })
}

async function readText(answer: IncomingMessage, zipped: boolean, limit: number): Promise<string> {
  const body: Readable = zipped ? answer.pipe(createGunzip()) : answer
  answer.on('error', (error) => body.destroy(error))
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > limit) {
      const megabytes = Math.ceil(limit / 2 ** 20)
      throw new FetchError({
        nl: `Het antwoord is groter dan ${megabytes} MB.`,
        en: `The answer is larger than ${megabytes} MB.`,
      })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Seconds (RFC 9110, 10.2.3), at most a day; a date is left to our own waiting. */
export function readRetryAfter(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,6}$/.test(text)) return undefined
  return Math.min(Number(text), 86_400)
}

function unanswered(host: string, signal: AbortSignal): FetchError {
  return signal.aborted
    ? refuse(host, 'antwoordde niet op tijd', 'did not answer in time')
    : refuse(host, 'is niet bereikbaar', 'cannot be reached')
}

function refuse(host: string, nl: string, en: string): FetchError {
  return new FetchError({ nl: `${host} ${nl}.`, en: `${host} ${en}.` })
}
