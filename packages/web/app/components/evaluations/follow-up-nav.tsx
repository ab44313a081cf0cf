import { NavLink } from 'react-router'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'

/** From what was decided to what was learned: the lists that follow each other, each one step away. */
export function FollowUpNav() {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const items = [
    [t.nav.decisions, paths.decisions()],
    [t.nav.interventions, paths.interventions()],
    [t.evaluations.title, paths.evaluations()],
    [t.lessons.title, paths.lessons()],
  ] as const
  return (
    <nav className="sp-follow-up" aria-label={t.evaluations.followUp}>
      <ul>
        {items.map(([name, to]) => (
          <li key={to}>
            <NavLink to={to} className="nl-link" end>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
