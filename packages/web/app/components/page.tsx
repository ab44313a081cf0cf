import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { Heading, Paragraph } from './text.tsx'

/** A page above this one: its name and address. */
export type Crumb = { name: string; to: string }

/** What every page but the home page starts with: where you are, the one heading, and what this is. */
export function Page({
  title,
  lead,
  above = [],
  kicker,
  children,
}: {
  title: string
  lead?: ReactNode
  above?: Crumb[]
  kicker?: ReactNode
  children?: ReactNode
}) {
  return (
    <article className="sp-page">
      <header className="sp-page-head">
        <Breadcrumb above={above} title={title} />
        {kicker ? <div className="sp-kicker">{kicker}</div> : null}
        <Heading level={1}>{title}</Heading>
        {lead ? <Paragraph purpose="lead">{lead}</Paragraph> : null}
      </header>
      {children}
    </article>
  )
}

function Breadcrumb({ above, title }: { above: Crumb[]; title: string }) {
  const { t, language } = useLanguage()
  const { pathname, search } = useLocation()
  const here = `${pathname}${search}`
  const crumbs = [{ name: t.nav.home, to: pathsOf(language).home() }, ...above]
  return (
    <nav className="utrecht-breadcrumb-nav" aria-label={t.site.breadcrumb}>
      <ol className="utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol">
        {crumbs.map(({ name, to }) => (
          <li className="utrecht-breadcrumb-nav__item" key={to}>
            <Link className="utrecht-breadcrumb-nav__link nl-link" to={to}>
              {name}
            </Link>
          </li>
        ))}
        <li className="utrecht-breadcrumb-nav__item">
          <Link
            className="utrecht-breadcrumb-nav__link utrecht-breadcrumb-nav__link--current nl-link"
            to={here}
            aria-current="page"
          >
            {title}
          </Link>
        </li>
      </ol>
    </nav>
  )
}

/** A part of a page with its heading; `id` makes it a place to link to. */
export function Section({
  title,
  id,
  level = 2,
  aside,
  children,
}: {
  title: ReactNode
  id?: string
  level?: 2 | 3
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="sp-section" id={id} tabIndex={id ? -1 : undefined}>
      <div className="sp-section-head">
        <Heading level={level}>{title}</Heading>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** The title of a page in the browser's bar and in search results. */
export function titleMeta(path: string, title: string, description?: string) {
  const site = messagesOf(languageOf(path)).site.name
  return [
    { title: title === site ? site : `${title} · ${site}` },
    ...(description ? [{ name: 'description', content: description }] : []),
  ]
}
