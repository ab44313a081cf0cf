import '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css'
import 'virtual:candidate-styles.css'
import './styles/index.css'
import { type ReactNode, useEffect, useRef } from 'react'
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteLoaderData,
} from 'react-router'
import type { Route } from './+types/root.ts'
import { getMe } from './api.ts'
import { ErrorPage } from './components/error-page.tsx'
import { Frame } from './components/frame.tsx'
import { getSite } from './context.ts'
import { useLanguage } from './language.ts'

/** What was refused before it was read gets no further than the page that says so. */
export const middleware: Route.MiddlewareFunction[] = [
  ({ context }, next) => {
    const { refused } = getSite(context)
    if (refused !== undefined) throw new Response(null, { status: refused })
    return next()
  },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi, simulated, isLoading } = getSite(context)
  // Only a visitor with a session can be somebody; for all others the question costs nothing.
  const me = request.headers.has('cookie') ? await getMe(fetchApi).catch(() => null) : null
  return { simulated, isLoading, me: me?.kind === 'person' || me?.kind === 'pupil' ? me : null }
}

export const links: Route.LinksFunction = () => [{ rel: 'icon', href: '/mark.svg', type: 'image/svg+xml' }]

export function Layout({ children }: { children: ReactNode }) {
  const { language } = useLanguage()
  const site = useRouteLoaderData<typeof loader>('root')
  return (
    <html lang={language} className="voorbeeld-theme">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body className="utrecht-document">
        <Frame
          simulated={site?.simulated ?? false}
          isLoading={site?.isLoading ?? false}
          me={site?.me ?? null}
        >
          {children}
        </Frame>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}

export default function App() {
  useFocusOnContent()
  return <Outlet />
}

/** After moving to another page, a screen reader and the keyboard start at its content or the part that is asked, as after a full load. */
function useFocusOnContent() {
  const { pathname, hash } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    const part = hash ? document.getElementById(hash.slice(1)) : null
    const start = part ?? document.getElementById('inhoud')
    start?.focus({ preventScroll: true })
  }, [pathname, hash])
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} />
}
