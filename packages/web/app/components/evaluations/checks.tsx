import type { Outcome } from '../../evaluations/api.ts'
import { inOrder, OUTCOME_TONES } from '../../evaluations/view.ts'
import { useLanguage } from '../../language.ts'
import { Badge } from '../text.tsx'

/** Each check with what it says, those that stand in the way of an answer first. */
export function Checks({ checks }: Pick<Outcome, 'checks'>) {
  const { t, language } = useLanguage()
  const words = t.evaluations
  return (
    <ul className="sp-evaluation-checks">
      {inOrder(checks).map((check) => (
        <li key={`${check.kind} ${check.reason ?? ''} ${check.outcome}`}>
          <strong>{words.checks[check.kind].name}</strong>
          <Badge tone={OUTCOME_TONES[check.outcome]}>{words.outcomes[check.outcome]}</Badge>
          <p>
            {check.outcome === 'sound'
              ? words.checks[check.kind].sound
              : check.sentence[language] || words.untried}
          </p>
        </li>
      ))}
    </ul>
  )
}
