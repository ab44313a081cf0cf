import type { ComponentType, ReactNode } from 'react'
import { renderToStaticMarkup, renderToString } from 'react-dom/server'
import {
  createMemoryRouter,
  createStaticHandler,
  createStaticRouter,
  type RouteObject,
  RouterContextProvider,
  RouterProvider,
  StaticRouterProvider,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { FetchApi } from '../app/api.ts'
import { siteContext } from '../app/context.ts'
import { createAtHand } from '../app/explore/at-hand.ts'
import { type Person, personContext } from '../app/workspace/me.ts'

/** A file of `app/routes/`. */
type PageModule = {
  // The router knows the exact types of each page; here a page is whatever takes its own data.
  default: ComponentType<never>
  loader?: unknown
  action?: unknown
}

/** What is asked of a page: its address, and what a form sends. */
export type Asked = {
  api: FetchApi
  address: string
  form?: [name: string, value: string][]
  now?: number
}

/** A page as a browser without JavaScript gets it, or the address where the answer leads. */
export type Shown = { status: number; html: string; location: string | null }

/** An official with every role in one organisation. */
export const OFFICIAL: Person = {
  kind: 'person',
  name: 'W. de Vries',
  singleSignOn: false,
  memberships: (['administrator', 'policy-officer', 'data-expert', 'decision-maker', 'clerk'] as const).map(
    (role) => ({ organisation: { id: 'org-1', name: 'Waterrijk' }, role }),
  ),
}

/**
 * Shows one page without its frame, as it is for an official.
 * @param path the pattern of its address in `app/routes.ts`
 */
export async function showPage(page: PageModule, path: string, asked: Asked): Promise<Shown> {
  const { loader, action } = page as Pick<RouteObject, 'loader' | 'action'>
  const { query, dataRoutes } = createStaticHandler([
    {
      path,
      element: <WithData page={page} />,
      ...(loader && { loader }),
      ...(action && { action }),
    } as RouteObject,
  ])
  const found = await query(requestOf(asked), { requestContext: contextOf(asked) })
  if (found instanceof Response) {
    return { status: found.status, html: '', location: found.headers.get('location') }
  }
  const [error] = Object.values(found.errors ?? {})
  if (error !== undefined) throw error
  const router = createStaticRouter(dataRoutes, found)
  const html = renderToString(<StaticRouterProvider router={router} context={found} hydrate={false} />)
  return { status: found.statusCode, html, location: null }
}

/**
 * Shows a part of a page, as anybody sees it in Dutch.
 * @param isIndex whether it is on the first page of a part of the site that has a frame of its own
 */
export function showPart(part: ReactNode, address = '/', isIndex = false): string {
  const route = isIndex
    ? { path: '/', children: [{ index: true, element: part }] }
    : { path: '/', element: part }
  const router = createMemoryRouter([route], { initialEntries: [address] })
  return renderToStaticMarkup(<RouterProvider router={router} />)
}

function WithData({ page }: { page: PageModule }) {
  const Page = page.default as ComponentType<Record<string, unknown>>
  return <Page loaderData={useLoaderData()} actionData={useActionData()} />
}

function requestOf({ address, form }: Asked): Request {
  const url = `http://samenspel.example${address}`
  return form ? new Request(url, { method: 'POST', body: new URLSearchParams(form) }) : new Request(url)
}

function contextOf({ api, now = Date.parse('2026-08-20T12:00:00Z') }: Asked): RouterContextProvider {
  const context = new RouterContextProvider()
  context.set(personContext, OFFICIAL)
  context.set(siteContext, {
    fetchApi: api,
    publicUrl: 'http://samenspel.example',
    simulated: true,
    isLoading: false,
    nonce: '',
    now: () => now,
    charts: new Map(),
    atHand: createAtHand(() => now),
    visit: '',
    refused: undefined,
    report: () => {},
  })
  return context
}
