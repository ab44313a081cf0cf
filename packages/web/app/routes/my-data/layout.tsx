import { isRouteErrorResponse, NavLink, Outlet } from 'react-router'
import { ErrorPage } from '../../components/error-page.tsx'
import { SessionEnded } from '../../components/form/session-ended.tsx'
import { TextLink } from '../../components/text.tsx'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { personContext } from '../../workspace/me.ts'
import { type LostSession, letIn } from '../../workspace/session.server.ts'
import type { Route } from './+types/layout.ts'

export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    await letIn({ request, context })
    return next()
  },
]

/**
 * These pages are never kept by the browser: someone else may sit there next. The address of one holds a secret, which no other site
 * may see; with `no-referrer` a form without JavaScript would come from nowhere.
 */
export const headers = () => ({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })

export function loader({ context }: Route.LoaderArgs) {
  return { name: context.get(personContext)?.name ?? null }
}

export default function MyDataLayout({ loaderData: { name } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  if (name === null) return <Outlet />
  const items: [string, string][] = [
    [t.my.nav.home, paths.my()],
    [t.myData.nav.all, paths.myData()],
    [t.myData.nav.uses, paths.myDataUses()],
    [t.myData.nav.remove, paths.deleteAccount()],
  ]
  return (
    <div className="sp-workspace">
      <div className="sp-workspace-head">
        <p className="sp-person">
          <span>
            <span className="sp-quiet">{t.workspace.signedInAs} </span>
            <strong>{name}</strong>
          </span>
          <span className="sp-person-links">
            <TextLink to={paths.account()}>{t.account.own.title}</TextLink>
            <TextLink to={paths.signOut()}>{t.site.signOut}</TextLink>
          </span>
        </p>
        <nav aria-label={t.myData.menu}>
          <ul className="sp-workspace-nav">
            {items.map(([title, to]) => (
              <li key={to}>
                <NavLink to={to} end className="sp-workspace-link">
                  {title}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <Outlet />
    </div>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  if (!isRouteErrorResponse(error)) return <ErrorPage error={error} />
  const { lost } = (error.data ?? {}) as Partial<LostSession>
  return lost ? <SessionEnded lost={lost} /> : <ErrorPage error={error} />
}
