import { SkipLink } from '@nl-design-system-candidate/skip-link-react'
import type { ReactNode } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import type { Actor } from '../api.ts'
import { useLanguage } from '../language.ts'
import { inOtherLanguage, pathsOf } from '../paths.ts'
import { worksHere } from '../workspace/me.ts'
import { Wordmark } from './wordmark.tsx'

/** What surrounds every page: header with menus, the notice about simulated data, the content and the footer. */
export function Frame({
  simulated,
  isLoading,
  me,
  children,
}: {
  simulated: boolean
  /** Whether the measurements of before are not all there yet. */
  isLoading: boolean
  me: Actor | null
  children: ReactNode
}) {
  const { t, language } = useLanguage()
  return (
    <>
      <SkipLink href="#inhoud">{t.site.skip}</SkipLink>
      <Header me={me} />
      {simulated ? (
        <section className="sp-simulated" aria-label={t.site.simulated}>
          <p className="sp-wrap">
            {t.site.simulated}
            {isLoading ? ` ${t.site.loading}` : null}
          </p>
        </section>
      ) : null}
      <main id="inhoud" tabIndex={-1} className="sp-wrap sp-main">
        {language === 'nl' ? null : <p className="sp-dutch-texts">{t.site.dutchTexts}</p>}
        {children}
      </main>
      <Footer />
    </>
  )
}

function Header({ me }: { me: Actor | null }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const { pathname, search } = useLocation()
  return (
    <header className="utrecht-page-header sp-header">
      <div className="sp-wrap sp-header-top">
        <Link to={paths.home()} className="sp-brand" aria-label={`${t.site.name}, ${t.nav.home}`}>
          <Wordmark name={t.site.name} />
        </Link>
        <div className="sp-header-tools">
          <a
            className="nl-link"
            href={inOtherLanguage(pathname, search)}
            lang={language === 'nl' ? 'en' : 'nl'}
            hrefLang={language === 'nl' ? 'en' : 'nl'}
            title={t.site.otherLanguageHint}
          >
            {t.site.otherLanguage}
          </a>
          {me?.kind === 'pupil' ? (
            <Link className="nl-link" to={paths.pupil()} reloadDocument lang="nl">
              {me.name}
            </Link>
          ) : null}
          {me?.kind === 'person' ? (
            <Link className="nl-link" to={paths.my()} reloadDocument>
              {t.my.short}
            </Link>
          ) : null}
          {me ? null : (
            <Link className="nl-link" to={paths.signIn()} reloadDocument>
              {t.site.signIn}
            </Link>
          )}
          {worksHere(me) ? (
            <Link className="nl-link" to={paths.workspace()} reloadDocument>
              {t.site.workspace}
            </Link>
          ) : null}
        </div>
      </div>
      <nav className="sp-nav sp-wrap" aria-label={t.site.mainMenu}>
        <details className="sp-nav-small" key={pathname}>
          <summary>{t.site.menu}</summary>
          <MenuItems />
        </details>
        <div className="sp-nav-wide">
          <MenuItems />
        </div>
      </nav>
    </header>
  )
}

function MenuItems() {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const items = [
    [t.nav.challenges, paths.challenges()],
    [t.nav.areas, paths.areas()],
    [t.nav.map, paths.map()],
    [t.nav.explore, paths.explore()],
    [t.analyses.title, paths.analyses()],
    [t.nav.indicators, paths.indicators()],
    [t.nav.signals, paths.signals()],
    [t.nav.decisions, paths.decisions()],
    [t.nav.interventions, paths.interventions()],
    [t.nav.agreements, paths.agreements()],
    [t.nav.datasets, paths.datasets()],
  ] as const
  return (
    <ul className="sp-nav-list">
      {items.map(([name, to]) => (
        <li key={to}>
          <NavLink to={to} className="sp-nav-link">
            {name}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}

function Footer() {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <footer className="utrecht-page-footer sp-footer">
      <div className="sp-wrap sp-footer-columns">
        <div>
          <p className="sp-footer-brand">
            <Wordmark name={t.site.name} />
          </p>
          <p>{t.site.footerAbout}</p>
        </div>
        <nav aria-label={t.site.footerSite}>
          <p className="sp-footer-title">{t.site.footerSite}</p>
          <ul>
            <li>
              <Link to={paths.about()}>{t.nav.about}</Link>
            </li>
            <li>
              <Link to={paths.ledger()}>{t.ledger.title}</Link>
            </li>
            <li>
              <Link to={paths.houseRules()}>{t.remarks.rules.title}</Link>
            </li>
            <li>
              <Link to={paths.privacy()}>{t.nav.privacy}</Link>
            </li>
            <li>
              <Link to={paths.accessibility()}>{t.nav.accessibility}</Link>
            </li>
            <li>
              <Link to={paths.pupil()}>{t.classes.footer}</Link>
            </li>
          </ul>
        </nav>
        <nav aria-label={t.site.footerData}>
          <p className="sp-footer-title">{t.site.footerData}</p>
          <ul>
            <li>
              <Link to={paths.datasets()}>{t.nav.datasets}</Link>
            </li>
            <li>
              <Link to={paths.developers()}>{t.nav.developers}</Link>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  )
}
