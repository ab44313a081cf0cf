import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import type { FetchApi } from '../app/api.ts'
import type { Site, siteContext } from '../app/context.ts'
import { createAtHand } from '../app/explore/at-hand.ts'
import type { Language, languageOfRequest } from '../app/language.ts'
import { isForeign } from './foreign-origin.ts'
import { isPartElsewhere } from './part-elsewhere.ts'

/** Answers a request to the API, inside this process or over the network. */
export type CallApi = (request: Request) => Promise<Response>

export type WebHandlerOptions = {
  /** The built site: `build/server/index.js`. */
  build: ServerBuild
  callApi: CallApi
  /** Address at which visitors reach the site. */
  publicUrl: string
  /** Whether the measurements are made up. */
  simulated: boolean
  /** Whether measurements of before are still being loaded; never by default. */
  isLoading?: () => boolean
  /** The current moment in milliseconds; the machine's clock by default. */
  now?: () => number
  /** Is told of faults of the site itself; nothing by default. */
  report?: (error: unknown) => void
  mode?: 'production' | 'development'
}

/** What the build gives to who serves it; see `app/entry.server.tsx`. */
type Entry = { siteContext: typeof siteContext; languageOfRequest: typeof languageOfRequest }

/** Headers of the visitor that the API needs to know who asks. */
const FORWARDED = ['cookie', 'authorization', 'user-agent', 'x-forwarded-for', 'traceparent']

/**
 * Makes the function that answers requests for pages.
 * @returns a function of the request, of the random nonce that its content security policy allows, and of the status with
 * which to refuse it
 */
export function createWebHandler(options: WebHandlerOptions) {
  const answer = createRequestHandler(options.build, options.mode ?? 'production')
  const entry = options.build.entry.module as Partial<Entry>
  const { siteContext: key, languageOfRequest: readLanguage } = entry
  if (!key || !readLanguage) throw new Error('This is not a build of the site. Run: npm run build')
  const publicUrl = options.publicUrl.replace(/\/+$/, '')
  const charts: Site['charts'] = new Map()
  const now = options.now ?? Date.now
  const atHand = createAtHand(now)
  return async (request: Request, nonce: string, refused?: number): Promise<Response> => {
    if (isForeign(request, publicUrl)) return refuseForeign()
    if (isPartElsewhere(request)) request.headers.delete('cookie')
    // The router compares origins too, but only with `publicUrl`; who is here by another address passed our check.
    request.headers.delete('origin')
    const site: Site = {
      fetchApi: bindApi(options.callApi, request, publicUrl, readLanguage(request)),
      publicUrl,
      simulated: options.simulated,
      isLoading: options.isLoading?.() ?? false,
      nonce,
      charts,
      atHand,
      visit: nameVisit(request, readLanguage(request)),
      now,
      refused,
      report: options.report ?? (() => {}),
    }
    const context = new RouterContextProvider()
    context.set(key, site)
    const response = await answer(request, context)
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache')
    return response
  }
}

function refuseForeign(): Response {
  const text = 'Dit formulier komt van een andere website. / This form comes from another website.'
  return new Response(text, { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

/** Two requests with the same name are of one visitor, or both of nobody. */
function nameVisit({ headers }: Request, language: Language): string {
  return JSON.stringify([headers.get('cookie'), headers.get('authorization'), language])
}

/** The API as this visitor sees it: with the same session, in the language of the page. */
function bindApi(callApi: CallApi, visit: Request, publicUrl: string, language: Language): FetchApi {
  return (path, init) => {
    const headers = new Headers(init?.headers)
    for (const name of FORWARDED) {
      const value = visit.headers.get(name)
      if (value !== null && !headers.has(name)) headers.set(name, value)
    }
    headers.set('accept-language', language)
    return callApi(new Request(new URL(path, publicUrl), { ...init, headers }))
  }
}
