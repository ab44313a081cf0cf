import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { MissingLesson } from '../../lessons/api.ts'
import { pathsOf } from '../../paths.ts'
import { Entry } from '../lists.tsx'
import { Section } from '../page.tsx'
import { Badge, Paragraph } from '../text.tsx'

/** Evaluations from which no lesson was drawn in time: in public, so that a lesson that hurts is not left undrawn quietly. */
export function MissingLessons({ items }: { items: readonly MissingLesson[] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.lessons.missing
  if (items.length === 0) return null
  return (
    <Section title={words.title} id="ontbreekt">
      <Paragraph>{words.lead}</Paragraph>
      <ul className="sp-entries">
        {items.map(({ evaluation, dueAt }) => (
          <Entry
            key={evaluation.id}
            to={paths.lesson(evaluation.slug)}
            name={evaluation.title}
            meta={<Due at={dueAt} />}
            about={evaluation.sentence[language]}
          />
        ))}
      </ul>
    </Section>
  )
}

/** By when a lesson had to be there, and that it is not. */
export function Due({ at }: { at: string }) {
  const { t, language } = useLanguage()
  const words = t.lessons.missing
  return (
    <>
      <Badge tone="warning">{words.late}</Badge>{' '}
      <time dateTime={at}>{words.dueOn(formatDay(at, language))}</time>
    </>
  )
}
