import type { Language } from '../language.ts'
import { nameProperty } from '../property-names.server.ts'
import type { AnalysisCheck } from './api.ts'

/** A check whose conclusions begin with what was measured, before the colon, in the language of the page. */
export function nameSubjects(check: AnalysisCheck, language: Language): AnalysisCheck {
  const claims = check.claims.map((claim) => {
    const said = claim.conclusion[language]
    const end = Math.max(0, said.indexOf(': '))
    const named = `${nameProperty(said.slice(0, end), language)}${said.slice(end)}`
    return { ...claim, conclusion: { ...claim.conclusion, [language]: named } }
  })
  return { ...check, claims }
}
