import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Bilingual } from '../errors.ts'
import { type AddressRules, checkAddress, lookUpAs, refuseHost } from './checked-address.ts'
import { FetchError, readRetryAfter } from './fetcher.ts'

/** What is sent to another server. */
export type Message = {
  method: 'POST' | 'OPTIONS'
  headers: Record<string, string>
  body?: string
  /** Most bytes of the answer's text that are read. Default: none of it. */
  readAtMost?: number
}

/** What another server answered. */
export type SendAnswer = {
  status: number
  /** Empty when it was not asked for. */
  text: string
  headers: IncomingHttpHeaders
  /** Seconds that the other side asks us to wait. */
  retryAfter: number | undefined
}

/** Sends to hosts that the operator allows, over TLS, and never to an address inside the network, but for this machine itself where that is asked. Follows no redirect. */
export type Sender = {
  /** @throws FetchError when the address is refused, or there is no answer in time */
  send(address: string, message: Message): Promise<SendAnswer>
  /** Why nothing would be sent to an address, as far as its text tells; undefined when nothing stands in the way. */
  refuse(address: string): Bilingual | undefined
}

export type SenderOptions = Omit<AddressRules, 'hosts'> & {
  /** Host names, each with a port when it is not the usual one; `any`: every host at the usual port. */
  hosts: readonly string[] | 'any'
  /** Also plain HTTP to this machine itself, when it is among the hosts: for who tries something with two servers on one machine. */
  ownMachine?: boolean
  /** Certificates to trust. Only a test passes another than the default. */
  ca?: string
  milliseconds?: number
  /** The setting that lists the hosts, to be named in a refusal. */
  setting?: string
}

/** The names of this machine itself, each with its address: no name server is asked. */
const OWN_MACHINE: Readonly<Record<string, string>> = {
  localhost: '127.0.0.1',
  '127.0.0.1': '127.0.0.1',
  '[::1]': '::1',
}

/** Milliseconds until an answer must have begun. */
const PATIENCE = 10_000

/** Makes a sender. Every address is resolved, checked, and connected to as checked. */
export function createSender({
  hosts,
  ownMachine = false,
  ca,
  milliseconds = PATIENCE,
  setting = 'WEBHOOK_HOSTS',
  ...rules
}: SenderOptions): Sender {
  function refuse(address: string): Bilingual | undefined {
    const url = URL.parse(address)
    if (url?.protocol !== 'https:' && !(url && ownAddressOf(url))) {
      return { nl: 'Het adres moet met https:// beginnen.', en: 'The address must begin with https://.' }
    }
    if (url.username !== '' || url.password !== '') {
      return {
        nl: 'Zet geen naam of wachtwoord in het adres.',
        en: 'Put no name or password in the address.',
      }
    }
    if (hosts !== 'any') return about(url.host, refuseHost(url.host, hosts, setting))
    return url.port === '' ? undefined : about(url.host, OTHER_PORT)
  }

  /** The address of this machine, when that is what plain HTTP goes to. */
  function ownAddressOf({ protocol, hostname }: URL): string | undefined {
    return ownMachine && hosts !== 'any' && protocol === 'http:' ? OWN_MACHINE[hostname] : undefined
  }

  async function send(address: string, message: Message): Promise<SendAnswer> {
    const refusal = refuse(address)
    if (refusal) throw new FetchError(refusal)
    const url = new URL(address)
    const signal = AbortSignal.timeout(milliseconds)
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new FetchError(unanswered(url.host, true))))
    })
    late.catch(() => {})
    const found = ownAddressOf(url) ?? (await Promise.race([checkAddress(url.hostname, rules), late]))
    if (typeof found !== 'string') throw new FetchError(about(url.host, found) ?? found)
    const answer = await exchange(url, found, message, signal)
    const text = await readBeginning(answer, message.readAtMost ?? 0).catch(() => {
      throw new FetchError(unanswered(url.host, signal.aborted))
    })
    const { statusCode = 0, headers } = answer
    return { status: statusCode, text, headers, retryAfter: readRetryAfter(headers['retry-after']) }
  }

  function exchange(
    url: URL,
    address: string,
    { method, headers, body }: Message,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    return new Promise((resolveAnswer, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const request = url.protocol === 'https:' ? requestHttps : requestHttp
      const asked = request(url, {
        method,
        agent: false,
        lookup: lookUpAs(address),
        signal,
        ...(ca === undefined ? {} : { ca }),
        headers: { 'user-agent': 'samenspel', ...headers, ...length },
      })
      asked.on('response', resolveAnswer)
      asked.on('upgrade', (answer, socket) => {
        socket.destroy()
        resolveAnswer(answer)
      })
      asked.on('error', () => reject(new FetchError(unanswered(url.host, signal.aborted))))
      asked.end(body)
    })
  }
  return { send, refuse }
}

/** Reads no more than was asked for: an answer can be endless. What is longer is cut. */
async function readBeginning(answer: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = []
  let room = most
  if (room > 0) {
    for await (const chunk of answer) {
      chunks.push(chunk.subarray(0, room))
      room -= chunk.length
      if (room <= 0) break
    }
  }
  answer.destroy()
  return Buffer.concat(chunks).toString('utf8')
}

const OTHER_PORT = {
  nl: 'heeft een andere poort dan 443',
  en: 'has another port than 443',
}

function about(host: string, reason: Bilingual | undefined): Bilingual | undefined {
  return reason && { nl: `${host} ${reason.nl}.`, en: `${host} ${reason.en}.` }
}

function unanswered(host: string, late: boolean): Bilingual {
  return late
    ? { nl: `${host} antwoordde niet op tijd.`, en: `${host} did not answer in time.` }
    : { nl: `${host} is niet bereikbaar.`, en: `${host} cannot be reached.` }
}
