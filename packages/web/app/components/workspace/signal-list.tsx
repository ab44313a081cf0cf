import type { Signal } from '../../api.ts'
import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Entry, SignalBadge } from '../lists.tsx'

/** Signals as someone who works with them sees them: each leads to where a decision can be started. */
export function SignalList({ items }: { items: Signal[] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <ul className="sp-entries">
      {items.map(({ id, indicatorTitle, areaName, sentence, state, openedAt }) => (
        <Entry
          key={id}
          to={paths.openSignal(id)}
          name={t.signals.name(indicatorTitle, areaName)}
          about={sentence[language]}
          meta={
            <>
              <SignalBadge state={state} /> <time dateTime={openedAt}>{formatDay(openedAt, language)}</time>
            </>
          }
        />
      ))}
    </ul>
  )
}
