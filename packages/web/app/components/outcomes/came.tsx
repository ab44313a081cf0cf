import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { DecisionOutcome, OutcomeEvaluation } from '../../outcomes/api.ts'
import { pathsOf } from '../../paths.ts'
import { Badge, Nothing, TextLink, writtenIn } from '../text.tsx'

const TONES = {
  'strong-indication': 'success',
  indication: 'success',
  'no-evidence': 'neutral',
  'not-assessable': 'warning',
} as const

/** Whether something worked, in a few words. */
export function AnswerBadge({ answer }: Pick<OutcomeEvaluation, 'answer'>) {
  const { t } = useLanguage()
  const known = (Object.keys(TONES) as (keyof typeof TONES)[]).find((each) => each === answer)
  if (!known) return <Badge>{answer}</Badge>
  return <Badge tone={TONES[known]}>{t.outcomes.answers[known]}</Badge>
}

/** Whether what was decided worked, as one line of a list; nothing as long as nothing is done by it. */
export function CameLine({ items }: { items: readonly DecisionOutcome[] }) {
  const { t } = useLanguage()
  if (items.length === 0) return null
  const evaluations = items.flatMap((item) => item.evaluations)
  return (
    <span className="sp-came-line">
      {t.outcomes.workedQuestion} {evaluations.length === 0 ? t.outcomes.notMeasured : null}
      {evaluations.map(({ id, answer }) => (
        <AnswerBadge key={id} answer={answer} />
      ))}
    </span>
  )
}

/** What was done by a decision, whether it worked, and what was learned. */
export function WhatCame({ items }: { items: readonly DecisionOutcome[] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.outcomes
  if (items.length === 0) return <Nothing>{words.nothingDone}</Nothing>
  return (
    <ul className="sp-entries">
      {items.map(({ id, slug, title, state, startedOn, endedOn, evaluations }) => (
        <li className="sp-entry" key={id}>
          <p className="sp-entry-meta">
            {words.states[state]}
            {startedOn ? ` · ${words.since(formatDay(startedOn, language))}` : ''}
            {endedOn ? ` · ${words.until(formatDay(endedOn, language))}` : ''}
          </p>
          <h3 className="sp-entry-name">
            <TextLink to={paths.intervention(slug)}>{title}</TextLink>
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

function Measured({ evaluation }: { evaluation: OutcomeEvaluation }) {
  const { t, language } = useLanguage()
  const { slug, title, answer, sentence, lesson } = evaluation
  return (
    <div className="sp-measured">
      <p>
        <AnswerBadge answer={answer} />
      </p>
      <p>{sentence[language]}</p>
      <p>
        <TextLink to={pathsOf(language).outcome(slug)}>{t.outcomes.howMeasured(title)}</TextLink>
      </p>
      {lesson ? <Learned lesson={lesson} /> : <p className="sp-quiet">{t.outcomes.noLesson}</p>}
    </div>
  )
}

/** A lesson in short, with what follows from it. */
export function Learned({ lesson }: { lesson: NonNullable<OutcomeEvaluation['lesson']> }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.outcomes
  const { verdict, text, nextChallenge, nextIntervention } = lesson
  return (
    <>
      <p>
        <strong>{words.lessonIs(words.verdicts[verdict] ?? verdict)}</strong>{' '}
        <span {...writtenIn(language)}>{text}</span>
      </p>
      {nextChallenge || nextIntervention ? (
        <p>
          {words.next}{' '}
          {nextChallenge ? (
            <TextLink to={paths.challenge(nextChallenge.slug)}>{nextChallenge.title}</TextLink>
          ) : null}
          {nextChallenge && nextIntervention ? ', ' : ''}
          {nextIntervention ? (
            <TextLink to={paths.intervention(nextIntervention.slug)}>{nextIntervention.title}</TextLink>
          ) : null}
        </p>
      ) : null}
    </>
  )
}
