import { createHash } from 'node:crypto'
import type { FetchApi } from '../api.ts'
import { getSite } from '../context.ts'
import { languageOfRequest } from '../language.ts'
import { writeFeed } from '../signal-feed.ts'
import { listChangedSignals } from '../signals-api.ts'
import type { Route } from './+types/signals-atom.ts'

/** What the feed can be limited to, and what the API calls it. */
const LIMITS = { opgave: 'challengeId', indicator: 'indicatorId', gebied: 'area', soort: 'kind' } as const

/** Signals as an Atom feed. A reader that has the newest already gets no more than that. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi, publicUrl } = getSite(context)
  // Asked as nobody: the answer may be kept and given to others.
  const asNobody: FetchApi = (path, init) => {
    const headers = new Headers(init?.headers)
    for (const name of ['cookie', 'authorization']) headers.set(name, '')
    return fetchApi(path, { ...init, headers })
  }
  const url = new URL(request.url)
  const asked = Object.entries(LIMITS).flatMap(([name, parameter]) => {
    const value = url.searchParams.get(name)
    return value ? [{ name, parameter, value }] : []
  })
  const query = Object.fromEntries(asked.map(({ parameter, value }) => [parameter, value]))
  const { items } = await listChangedSignals(asNobody, query)
  const search = new URLSearchParams(asked.map(({ name, value }) => [name, value]))
  const body = writeFeed({
    signals: items,
    language: languageOfRequest(request),
    origin: publicUrl,
    path: `${url.pathname}${search.size > 0 ? `?${search}` : ''}`,
  })
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  // Asked again each time: what was kept could show a signal longer than a minute after its ground was withdrawn.
  const headers = { etag: tag, 'cache-control': 'public, no-cache', vary: 'accept-encoding' }
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((each) => each.trim())
  if (known.some((each) => each === '*' || each.replace(/^W\//, '') === tag)) {
    return new Response(null, { status: 304, headers })
  }
  return new Response(body, {
    headers: {
      ...headers,
      'content-type': 'application/atom+xml; charset=utf-8',
      'access-control-allow-origin': '*',
    },
  })
}
