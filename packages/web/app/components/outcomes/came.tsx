import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { DecisionOutcome, OutcomeEvaluation } from '../../outcomes/api.ts'
import { pathsOf } from '../../paths.ts'
import { Heading, Nothing, TextLink, writtenIn } from '../text.tsx'
import { AnswerBadge } from './came-line.tsx'

/** What was done by a decision, whether it worked, and what was learned. */
export function WhatCame({ items }: { items: readonly DecisionOutcome[] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.outcomes
  if (items.length === 0) return <Nothing>{words.nothingDone}</Nothing>
  return (
    <ul className="sp-entries">
      {items.map(({ id, slug, title, state, stalled, startedOn, endedOn, evaluations }) => (
        <li className="sp-entry" key={id}>
          <p className="sp-entry-meta">
            {words.states[stalled ? 'stalled' : state]}
            {startedOn ? ` · ${words.since(formatDay(startedOn, language))}` : ''}
            {endedOn ? ` · ${words.until(formatDay(endedOn, language))}` : ''}
          </p>
          <h3 className="sp-entry-name">
            <TextLink to={paths.intervention(slug)}>
              <span {...writtenIn(language)}>{title}</span>
            </TextLink>
          </h3>
          {evaluations.length === 0 ? <p className="sp-entry-about">{words.notMeasured}</p> : null}
          {evaluations.map((evaluation) => (
            <Measured key={evaluation.id} evaluation={evaluation} />
          ))}
        </li>
      ))}
    </ul>
  )
}

/** The answer of an evaluation in a sentence, with its lesson. */
function Measured({
  evaluation: { slug, title, answer, sentence, lesson },
}: {
  evaluation: OutcomeEvaluation
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.outcomes
  return (
    <div className="sp-measured">
      <p>
        <AnswerBadge answer={answer} />
      </p>
      <p>{sentence[language]}</p>
      <p>
        <TextLink to={paths.evaluation(slug)}>{words.howMeasured(title)}</TextLink>
      </p>
      {lesson ? (
        <p>
          <strong>{words.lessonIs(t.lessons.verdicts[lesson.verdict])}</strong>{' '}
          <span {...writtenIn(language)}>{lesson.text}</span>
        </p>
      ) : (
        <p className="sp-quiet">{words.noLesson}</p>
      )}
    </div>
  )
}

/** The challenges and interventions that follow from lessons: the next turn of the loop. */
export function NextTurn({ outcomes }: { outcomes: readonly DecisionOutcome[] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const lessons = outcomes.flatMap(({ evaluations }) => evaluations.flatMap(({ lesson }) => lesson ?? []))
  const next = lessons.flatMap(({ nextChallenge, nextIntervention }) => [
    ...(nextChallenge ? [{ ...nextChallenge, to: paths.challenge(nextChallenge.slug) }] : []),
    ...(nextIntervention ? [{ ...nextIntervention, to: paths.intervention(nextIntervention.slug) }] : []),
  ])
  if (next.length === 0) return null
  return (
    <>
      <Heading level={3}>{t.outcomes.next}</Heading>
      <ul className="sp-list">
        {next.map(({ to, title }) => (
          <li key={to}>
            <TextLink to={to}>{title}</TextLink>
          </li>
        ))}
      </ul>
    </>
  )
}
