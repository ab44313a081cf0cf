import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { LessonSummary } from '../../lessons/api.ts'
import { pathsOf } from '../../paths.ts'
import { Entry } from '../lists.tsx'
import { Badge, writtenIn } from '../text.tsx'

/** Lessons in a list: what to tell another, what surprised, and for whom. */
export function LessonEntries({ items, level }: { items: readonly LessonSummary[]; level?: 2 | 3 }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.lessons
  return (
    <ul className="sp-entries">
      {items.map(({ id, evaluation, verdict, text, surprised, forWhom, drawnAt }) => (
        <Entry
          key={id}
          to={paths.lesson(evaluation.slug)}
          name={evaluation.title}
          level={level ?? 3}
          meta={
            <>
              <Badge>{words.verdicts[verdict]}</Badge>{' '}
              <time dateTime={drawnAt}>{formatDay(drawnAt, language)}</time>
            </>
          }
          about={
            <span className="sp-lesson-lines">
              <span {...writtenIn(language)}>{shorten(text)}</span>
              {[
                { title: words.surprised, said: surprised },
                { title: words.forWhom, said: forWhom },
              ].map(({ title, said }) =>
                said ? (
                  <span key={title}>
                    <strong>{title}</strong> <span {...writtenIn(language)}>{shorten(said)}</span>
                  </span>
                ) : null,
              )}
            </span>
          }
        />
      ))}
    </ul>
  )
}

const MOST = 280

/** Enough of a text to know whether to read it. */
function shorten(text: string): string {
  if (text.length <= MOST) return text
  return `${text.slice(0, text.lastIndexOf(' ', MOST))} …`
}
