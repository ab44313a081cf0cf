import type { components } from '@samenspel/client'
import { capitalise } from '../format.ts'
import { useLanguage } from '../language.ts'

type CitedClaim = components['schemas']['CitedClaim']

/** What a steering check concluded of a figure when it was cited, and what misleads in it. */
export function CitedClaims({ claims }: { claims: readonly CitedClaim[] }) {
  const { t, language } = useLanguage()
  if (claims.length === 0) return <p className="sp-quiet">{t.steering.notCited}</p>
  return (
    <ul>
      {claims.map(({ conclusion, sentence, findings }) => (
        <li key={conclusion.nl}>
          {capitalise(conclusion[language])} {sentence[language]}
          {findings.length > 0 ? (
            <ul>
              {findings.map((finding) => (
                <li key={finding.nl}>{finding[language]}</li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
