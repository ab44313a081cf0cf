import { answerOf } from '../agreement-view.ts'
import type { Agreement } from '../api.ts'
import { formatDay } from '../format.ts'
import { useLanguage } from '../language.ts'
import { writtenIn } from './text.tsx'

/** Between whom an agreement is, and what each answered to the version that is read. */
export function AgreementParties({ agreement }: { agreement: Agreement }) {
  const { t, language } = useLanguage()
  const { roles, answers } = t.agreements
  return (
    <ul className="sp-parties">
      {agreement.parties.map(({ organisationId, name, gives, receives }) => {
        const step = answerOf(agreement, organisationId)
        const role = gives && receives ? 'both' : gives ? 'gives' : receives ? 'receives' : 'neither'
        return (
          <li key={organisationId}>
            <strong>{name}</strong> <span className="sp-quiet">({roles[role]})</span>
            <p>{step ? <Answer step={step} /> : answers.waiting}</p>
            {step?.reason ? <blockquote {...writtenIn(language)}>{step.reason}</blockquote> : null}
          </li>
        )
      })}
    </ul>
  )
}

/** What a party answered: when, by whom, and on which mandate. */
function Answer({ step: { kind, at, signature } }: { step: Agreement['steps'][number] }) {
  const { t, language } = useLanguage()
  const { answers } = t.agreements
  const answer = kind === 'declined' ? answers.declined : answers.accepted
  return (
    <>
      {answers.by(answer(formatDay(at, language)), signature.holderName, signature.function)}{' '}
      {t.decisions.basis(signature.basis)}.
      {signature.signerName === signature.holderName
        ? null
        : ` ${t.decisions.signedBy(signature.signerName)}`}
    </>
  )
}
