import type { EvaluationSummary } from '../../evaluations/api.ts'
import { ANSWER_TONES } from '../../evaluations/view.ts'
import { formatDay, formatList } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Entry } from '../lists.tsx'
import { Badge } from '../text.tsx'

/** The answer, and how far the evaluation is when it is not simply published. */
export function EvaluationBadges({ item }: { item: Pick<EvaluationSummary, 'state' | 'answer'> }) {
  const { t } = useLanguage()
  const words = t.evaluations
  return (
    <>
      {item.answer ? <Badge tone={ANSWER_TONES[item.answer]}>{words.answers[item.answer]}</Badge> : null}{' '}
      {item.state === 'published' ? null : (
        <Badge tone={item.state === 'withdrawn' ? 'danger' : 'warning'}>{words.states[item.state]}</Badge>
      )}
    </>
  )
}

/** Evaluations in a list, each with its answer. */
export function EvaluationEntries({
  items,
  level,
  to,
}: {
  items: EvaluationSummary[]
  level?: 2 | 3
  /** Where each leads; its public page when not given. */
  to?: (item: EvaluationSummary) => string
}) {
  const { language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <ul className="sp-entries">
      {items.map((item) => (
        <Entry
          key={item.id}
          to={to ? to(item) : paths.evaluation(item.slug)}
          name={item.title}
          level={level ?? 3}
          meta={
            <>
              <EvaluationBadges item={item} />{' '}
              {item.publishedAt ? (
                <time dateTime={item.publishedAt}>{formatDay(item.publishedAt, language)}</time>
              ) : null}
            </>
          }
          about={
            item.sentence?.[language] ??
            formatList(
              item.areas.map(({ name }) => name),
              language,
            )
          }
        />
      ))}
    </ul>
  )
}
