import { isRouteErrorResponse, NavLink, Outlet } from 'react-router'
import { ErrorPage } from '../../components/error-page.tsx'
import { nameOfPurpose } from '../../components/for-purpose.tsx'
import { Notice } from '../../components/form/notice.tsx'
import { SessionEnded } from '../../components/form/session-ended.tsx'
import { TextLink } from '../../components/text.tsx'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { mayDo, organisationsFor, type Person, personContext } from '../../workspace/me.ts'
import { type LostSession, letIn } from '../../workspace/session.server.ts'
import type { Route } from './+types/layout.ts'

export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    await letIn({ request, context })
    return next()
  },
]

/** Pages of the workspace are never kept by the browser: someone else may sit there next. */
export const headers = () => ({ 'cache-control': 'no-store' })

export function loader({ context }: Route.LoaderArgs) {
  return { person: context.get(personContext) }
}

export default function Workspace({ loaderData: { person } }: Route.ComponentProps) {
  const { t } = useLanguage()
  if (!person) return <Outlet />
  return (
    <div className="sp-workspace">
      <Surroundings person={person} />
      <Notice texts={t.workspace.done} />
      <Outlet />
    </div>
  )
}

/** Who is signed in, in what role, and the menu of the workspace. */
function Surroundings({ person }: { person: Person }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.workspace
  const administered = organisationsFor(person, 'organisations')
  const items: [string, string][] = [
    [words.nav.home, paths.workspace()],
    [words.nav.challenges, paths.ownChallenges()],
    [words.nav.indicators, paths.ownIndicators()],
    [words.nav.signals, paths.openSignals()],
    [words.nav.decisions, paths.ownDecisions()],
    [words.nav.interventions, paths.ownInterventions()],
    [words.nav.evaluations, paths.ownEvaluations()],
    [words.nav.agreements, paths.ownAgreements()],
    [words.nav.datasets, paths.ownDatasets()],
    ...(mayDo(person, 'datasets') ? [[words.nav.intake, paths.intake()] satisfies [string, string]] : []),
    ...(mayDo(person, 'mandates') ? [[words.nav.mandates, paths.mandates()] satisfies [string, string]] : []),
    ...(mayDo(person, 'notices')
      ? [[t.consent.office.title, paths.notices()] satisfies [string, string]]
      : []),
    ...(mayDo(person, 'moderation')
      ? [[t.remarks.moderation.title, paths.moderation()] satisfies [string, string]]
      : []),
    ...administered.map(({ id, name }): [string, string] => [
      administered.length === 1 ? words.nav.organisation : name,
      paths.organisation(id),
    ]),
  ]
  const roles = person.memberships.map(({ role, organisation }) =>
    words.roleAt(words.roles[role], organisation.name),
  )
  return (
    <div className="sp-workspace-head">
      <p className="sp-person">
        <span>
          <span className="sp-quiet">{words.signedInAs} </span>
          <strong>{person.name}</strong>
          {roles.length > 0 ? <span className="sp-quiet"> ({roles.join(', ')})</span> : null}
        </span>
        <span className="sp-person-links">
          <TextLink to={paths.account()}>{t.account.own.title}</TextLink>
          <TextLink to={paths.signOut()}>{t.site.signOut}</TextLink>
        </span>
      </p>
      {person.memberships.length > 0 ? (
        <p className="sp-purpose">
          <span className="sp-quiet">{t.purpose.current}</span>
          <strong>{nameOfPurpose(person, language, t.purpose.ended) ?? t.purpose.nothingChosen}</strong>
          <TextLink to={paths.purpose()}>{t.purpose.change}</TextLink>
        </p>
      ) : null}
      <nav aria-label={words.menu}>
        <ul className="sp-workspace-nav">
          {items.map(([name, to]) => (
            <li key={to}>
              <NavLink to={to} end={to === paths.workspace()} className="sp-workspace-link">
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  if (!isRouteErrorResponse(error)) return <ErrorPage error={error} />
  const { lost } = (error.data ?? {}) as Partial<LostSession>
  return lost ? <SessionEnded lost={lost} /> : <ErrorPage error={error} />
}
