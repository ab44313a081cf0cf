import { isRouteErrorResponse, NavLink, Outlet } from 'react-router'
import { PupilWork } from '../../components/classes/pupil-work.tsx'
import { ErrorPage } from '../../components/error-page.tsx'
import { Notice } from '../../components/form/notice.tsx'
import { SessionEnded } from '../../components/form/session-ended.tsx'
import { TextLink } from '../../components/text.tsx'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { personContext, pupilContext } from '../../workspace/me.ts'
import { type LostSession, letIn } from '../../workspace/session.server.ts'
import type { Route } from './+types/layout.ts'

export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    await letIn({ request, context })
    return next()
  },
]

/** Pages about somebody are never kept by the browser: someone else may sit there next. */
export const headers = () => ({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })

export function loader({ context }: Route.LoaderArgs) {
  return {
    name: context.get(personContext)?.name ?? null,
    pupil: context.get(pupilContext)?.name ?? null,
  }
}

export default function My({ loaderData: { name, pupil } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.my
  if (pupil !== null) return <PupilWork name={pupil} />
  if (name === null) return <Outlet />
  const items: [string, string][] = [
    [words.nav.home, paths.my()],
    [words.nav.consents, paths.myConsents()],
    [t.digest.nav, paths.myMessages()],
    [words.nav.add, paths.newSensor()],
    [t.analyses.my.title, paths.myAnalyses()],
    [t.classes.teacher.nav, paths.myClasses()],
    [t.myData.nav.all, paths.myData()],
  ]
  return (
    <div className="sp-workspace">
      <div className="sp-workspace-head">
        <p className="sp-person">
          <span>
            <span className="sp-quiet">{words.signedInAs} </span>
            <strong>{name}</strong>
          </span>
          <span className="sp-person-links">
            <TextLink to={paths.account()}>{t.account.own.title}</TextLink>
            <TextLink to={paths.signOut()}>{t.site.signOut}</TextLink>
          </span>
        </p>
        <nav aria-label={words.menu}>
          <ul className="sp-workspace-nav">
            {items.map(([title, to]) => (
              <li key={to}>
                <NavLink
                  to={to}
                  end={to !== paths.myConsents() && to !== paths.myClasses()}
                  className="sp-workspace-link"
                >
                  {title}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <Notice texts={{ ...words.done, ...t.analyses.my.done }} />
      <Outlet />
    </div>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  if (!isRouteErrorResponse(error)) return <ErrorPage error={error} />
  const { lost } = (error.data ?? {}) as Partial<LostSession>
  return lost ? <SessionEnded lost={lost} /> : <ErrorPage error={error} />
}
