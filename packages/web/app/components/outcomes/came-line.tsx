import { ANSWER_TONES } from '../../evaluations/view.ts'
import { useLanguage } from '../../language.ts'
import type { DecisionOutcome, OutcomeEvaluation } from '../../outcomes/api.ts'
import { Badge } from '../text.tsx'

/** Whether something worked, in a few words. */
export function AnswerBadge({ answer }: Pick<OutcomeEvaluation, 'answer'>) {
  const { t } = useLanguage()
  return <Badge tone={ANSWER_TONES[answer]}>{t.evaluations.answers[answer]}</Badge>
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
