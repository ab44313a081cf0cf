import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { Messages } from '../../messages/nl.ts'
import { foldTimeline, type Happening } from '../../outcomes/timeline.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Nothing, TextLink, writtenIn } from '../text.tsx'

/** The loop of a challenge by day, the newest last, with what is planned after it. What lies between is folded when it is long. */
export function Timeline({ past, ahead }: { past: readonly Happening[]; ahead: readonly Happening[] }) {
  const { t } = useLanguage()
  const words = t.outcomes.timeline
  const { before, between, after } = foldTimeline(past)
  return (
    <Section title={words.title} id="verloop">
      <p>{words.lead}</p>
      <Happenings items={before} />
      {between.length > 0 ? (
        <details className="sp-details sp-timeline-between">
          <summary>{words.earlier(between.length)}</summary>
          <Happenings items={between} start={before.length + 1} />
        </details>
      ) : null}
      <Happenings items={after} start={before.length + between.length + 1} />
      <h3 className="sp-timeline-ahead">{words.ahead}</h3>
      {ahead.length === 0 ? <Nothing>{words.nothingAhead}</Nothing> : <Happenings items={ahead} isAhead />}
    </Section>
  )
}

function Happenings({
  items,
  start = 1,
  isAhead = false,
}: {
  items: readonly Happening[]
  start?: number
  isAhead?: boolean
}) {
  if (items.length === 0) return null
  return (
    <ol className={isAhead ? 'sp-timeline sp-timeline-planned' : 'sp-timeline'} start={start}>
      {items.map((item) => (
        <Moment key={`${item.day} ${item.said} ${item.of?.key} ${item.name?.nl}`} item={item} />
      ))}
    </ol>
  )
}

function Moment({ item }: { item: Happening }) {
  const { t, language } = useLanguage()
  const words = t.outcomes.timeline
  const { day, step, said, name } = item
  const sentence = sentenceOf(item, t)
  const to = useTarget(item)
  // A signal says itself what it is, in the language of the page; other names are written by people.
  const written = said === 'signal' ? {} : writtenIn(language)
  return (
    <li className={`sp-moment sp-moment-${step}`}>
      <p className="sp-moment-when">
        <time dateTime={day}>{formatDay(day, language)}</time>{' '}
        <span className="sp-moment-kind">{words.kinds[step]}</span>
      </p>
      <p className="sp-moment-what">
        {sentence}{' '}
        {name && to ? (
          <TextLink to={to}>
            <span {...written}>{name[language]}</span>
          </TextLink>
        ) : null}
      </p>
    </li>
  )
}

function sentenceOf(
  { said, count, outcome }: Happening,
  { outcomes, evaluations, lessons }: Messages,
): string {
  const { sentences } = outcomes.timeline
  const named = (words: Record<string, string>) => words[outcome] ?? outcome
  if (said === 'evaluated') return sentences.evaluated(named(evaluations.answers))
  if (said === 'learned') return sentences.learned(named(lessons.verdicts))
  return count > 1 ? sentences.signals(count) : sentences[said]
}

/** The page that something on the timeline is of. */
function useTarget({ of }: Happening): string | null {
  const { language } = useLanguage()
  const paths = pathsOf(language)
  if (!of) return null
  return paths[of.kind](of.key)
}
