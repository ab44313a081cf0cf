import createFetchClient, { type Client as FetchClient } from 'openapi-fetch'
import type { paths } from './api.gen.ts'
import { readError } from './errors.ts'

/** Calls to the API with checked paths, parameters and bodies: `client.GET('/areas/{code}', …)`. */
export type Client = FetchClient<paths, Answered>

/** What calls answer: JSON of some kind. An answer that can also be CSV is CSV only to a plain `request`. */
type Answered = `application/${string}`

/** Sends a request; `fetch` fits. */
export type Send = (request: Request) => Promise<Response>

export type ClientOptions = {
  /** Address of the server, such as `https://samenspel.example.nl`. */
  url: string
  /** API token; without it only what is public can be read. */
  token?: string | undefined
  /** Language of messages. Default: English. */
  language?: 'nl' | 'en'
  /** Default: `fetch`. */
  send?: Send
}

/** A connection to a server: typed calls for the API, and plain requests for everything else. */
export type Connection = {
  api: Client
  /**
   * Sends a request to a path of the server, or to a full address on it.
   * @throws ApiError when the answer is not a success
   */
  request(path: string, init?: RequestInit & { duplex?: 'half' }): Promise<Response>
}

/**
 * Connects to a Samenspel server. Nothing is sent yet.
 * @throws Error when a token would go to another server than the one of `url`
 */
export function connect({ url, token, language = 'en', send = fetch }: ClientOptions): Connection {
  const base = new URL(url)
  const headers: Record<string, string> = { 'accept-language': language }
  if (token !== undefined) headers.authorization = `Bearer ${token}`

  async function checked(request: Request): Promise<Response> {
    const response = await send(request)
    if (!response.ok) throw await readError(response)
    return response
  }
  return {
    api: createFetchClient<paths, Answered>({ baseUrl: `${base.origin}/api/v1`, headers, fetch: checked }),
    request(path, init = {}) {
      const address = new URL(path, base.origin)
      if (address.origin !== base.origin)
        throw new Error(`${address.origin} is not the server of this connection.`)
      return checked(new Request(address, { ...init, headers: { ...headers, ...readHeaders(init) } }))
    },
  }
}

/** The data of a call. A refusal was thrown as ApiError before, so there is data unless the answer is empty. */
export async function dataOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call
  return data as T
}

/** All items of a paged list, read page by page. */
export async function listAll<T>(
  readPage: (cursor: string | undefined) => Promise<{ data?: { items: T[]; next: string | null } }>,
): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page = await dataOf(readPage(cursor))
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return items
}

function readHeaders({ headers }: RequestInit): Record<string, string> {
  return Object.fromEntries(new Headers(headers ?? {}))
}
