import type { Outcome } from '../../evaluations/api.ts'
import { inOrder, OUTCOME_TONES } from '../../evaluations/view.ts'
import { useLanguage } from '../../language.ts'
import type { Messages } from '../../messages/nl.ts'
import { Badge } from '../text.tsx'

/** Each check with what it says, those that stand in the way of an answer first. */
export function Checks({ checks }: Pick<Outcome, 'checks'>) {
  const { t, language } = useLanguage()
  const words = t.evaluations
  return (
    <ul className="sp-evaluation-checks">
      {inOrder(checks).map((check) => (
        <li key={`${check.kind} ${check.reason ?? ''} ${check.outcome}`}>
          <strong>{namesOf(check).name}</strong>
          <Badge tone={OUTCOME_TONES[check.outcome]}>{words.outcomes[check.outcome]}</Badge>
          <p>
            {check.outcome === 'sound' ? namesOf(check).sound : check.sentence[language] || words.untried}
          </p>
        </li>
      ))}
    </ul>
  )

  /** Of several checks of one kind each has a name of its own. */
  function namesOf({ kind, reason }: Outcome['checks'][number]) {
    const part = PARTS[reason ?? '']
    return part ? words.checkParts[part] : words.checks[kind]
  }
}

/** Which part of its kind a check is, by its reason. */
const PARTS: Readonly<Record<string, keyof Messages['evaluations']['checkParts']>> = {
  'few-areas': 'areas',
  'season-before': 'season',
  'season-of-difference': 'season',
  'season-unknown': 'season',
  noise: 'noise',
  balance: 'balance',
  fit: 'fit',
  'fit-unsure': 'fit',
  'spill-over': 'spill-over',
}
