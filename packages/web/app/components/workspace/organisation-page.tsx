import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Page } from '../page.tsx'

/** A page about an organisation for its administrator, with the way to its other pages. */
export function OrganisationPage({
  organisation,
  title,
  lead,
  children,
}: {
  organisation: { id: string; name: string }
  title: string
  lead: string
  children: ReactNode
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.organisation
  const pages: [string, string][] = [
    [words.membersTitle, paths.organisation(organisation.id)],
    [words.tokensTitle, paths.tokens(organisation.id)],
    [words.partnersTitle, paths.partners(organisation.id)],
    [t.signalTerms.title, paths.signalTerms(organisation.id)],
    [t.webhooks.title, paths.webhooks(organisation.id)],
  ]
  return (
    <Page
      title={title}
      lead={lead}
      above={[{ name: t.workspace.title, to: paths.workspace() }]}
      kicker={organisation.name}
    >
      <nav aria-label={organisation.name} className="sp-subnav">
        <ul className="sp-workspace-nav">
          {pages.map(([name, to]) => (
            <li key={to}>
              <NavLink to={to} end className="sp-workspace-link">
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  )
}
