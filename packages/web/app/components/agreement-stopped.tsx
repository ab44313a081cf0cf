import { listStopped } from '../agreement-view.ts'
import type { Agreement } from '../api.ts'
import { useLanguage } from '../language.ts'
import { Section } from './page.tsx'

/** Of an agreement that gives nothing any more, or for now: what stopped, since when, and what stays. Nothing of another. */
export function AgreementStopped({ agreement }: { agreement: Agreement }) {
  const { t, language } = useLanguage()
  const told = listStopped(agreement, t, language)
  if (!told) return null
  const { stopped } = t.agreements
  return (
    <>
      <Section title={stopped.stops}>
        <ul className="sp-list">
          {told.stops.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      <Section title={stopped.stays}>
        <ul className="sp-list">
          {told.stays.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}
