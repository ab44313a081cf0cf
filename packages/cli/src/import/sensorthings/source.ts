import { setTimeout as pause } from 'node:timers/promises'
import { UsageError } from '../../output.ts'

/** An entity as another server answers it; which fields are there is for the caller to check. */
export type SourceEntity = Record<string, unknown>

/** Reads another SensorThings server. */
export type Source = {
  /** Service root without a slash at the end. */
  root: string
  /** The entities of a collection, page by page, such as `Things?$top=100`. */
  readPages(path: string): AsyncGenerator<SourceEntity[]>
}

type SourceOptions = {
  send?: typeof fetch
  /** Milliseconds to wait before trying again; each time twice as long. */
  patience?: number
}

const TRIES = 4
const TIMEOUT = 60_000
const VERSION = /\/v1\.[01]$/

/**
 * Opens the server at an address that the operator named. Only addresses under it are ever asked: a redirect, or a next
 * page elsewhere, is an error.
 * @throws UsageError when it is no http(s) address of a service root of version 1.0 or 1.1
 */
export function openSource(address: string, { send = fetch, patience = 1000 }: SourceOptions = {}): Source {
  const root = address.replace(/\/+$/, '')
  const url = URL.parse(root)
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--from ${address}: give an http or https address.`)
  if (url.username || url.search || url.hash || !VERSION.test(url.pathname)) {
    throw new UsageError(
      `--from ${address}: give the service root, which ends in /v1.0 or /v1.1, and nothing more.`,
    )
  }

  async function readPage(page: string): Promise<SourceEntity> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await requestJson(send, page)
      } catch (error) {
        if (attempt === TRIES || (error instanceof SourceError && !error.isPassing)) throw error
        await pause(patience * 2 ** (attempt - 1))
      }
    }
  }
  return {
    root,
    async *readPages(path) {
      let page: string | undefined = `${root}/${path}`
      const seen = new Set<string>()
      while (page !== undefined) {
        seen.add(page)
        const { value, '@iot.nextLink': next } = await readPage(page)
        if (!Array.isArray(value)) throw new SourceError(`${page} did not answer a list of entities.`, false)
        yield value.filter((entity): entity is SourceEntity => typeof entity === 'object' && entity !== null)
        page = typeof next === 'string' ? followLink(root, page, next) : undefined
        if (page !== undefined && seen.has(page))
          throw new SourceError(`${page} comes back as its own next page.`, false)
      }
    },
  }
}

/** The other server does not answer, or answers something else than SensorThings. */
class SourceError extends Error {
  /** True when it may work the next time. */
  readonly isPassing: boolean

  constructor(message: string, isPassing: boolean) {
    super(message)
    this.name = 'SourceError'
    this.isPassing = isPassing
  }
}

function followLink(root: string, page: string, next: string): string {
  const url = URL.parse(next, page)
  const base = new URL(root)
  if (url?.origin === base.origin && url.pathname.startsWith(`${base.pathname}/`)) return url.href
  throw new SourceError(
    `${page} gives ${next} as its next page. That is outside ${root}, so it is not read. Use the address the server itself uses.`,
    false,
  )
}

async function requestJson(send: typeof fetch, page: string): Promise<SourceEntity> {
  const response = await send(page, {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch((error: Error) => {
    const cause = error.cause instanceof Error ? error.cause.message : error.message
    throw new SourceError(`${page} does not answer: ${cause}`, true)
  })
  const { status, headers } = response
  if (status >= 300 && status < 400) {
    throw new SourceError(
      `${page} sends us on to ${headers.get('location')}. Name that address with --from.`,
      false,
    )
  }
  if (status !== 200) throw new SourceError(`${page} answered ${status}.`, status >= 500 || status === 429)
  const body: unknown = await response.json().catch(() => null)
  if (typeof body !== 'object' || body === null) throw new SourceError(`${page} did not answer JSON.`, true)
  return body as SourceEntity
}
