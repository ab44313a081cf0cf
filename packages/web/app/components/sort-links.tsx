import { Link, useLocation } from 'react-router'
import { useLanguage } from '../language.ts'
import { START } from '../paths.ts'
import { RANK_SORTS, RANKING, type RankSort } from '../ranking-view.ts'

/** Links that put a list of areas in another order, also without scripts; the rest of the address stays. */
export function SortLinks({ current, list }: { current: RankSort; list: string }) {
  const { t } = useLanguage()
  const { pathname, search } = useLocation()
  const addressOf = (sort: RankSort) => {
    const query = new URLSearchParams(search)
    query.set(RANKING.sort, sort)
    query.delete(START)
    return `${pathname}?${query}#${list}`
  }
  return (
    <nav className="sp-sorts" aria-label={t.ranking.sort}>
      <span>{t.ranking.sort}:</span>
      {RANK_SORTS.map((sort) => (
        <Link
          key={sort}
          to={addressOf(sort)}
          className="nl-link"
          aria-current={sort === current ? 'true' : undefined}
        >
          {t.ranking.sorts[sort]}
        </Link>
      ))}
    </nav>
  )
}
