import { expect, it } from 'vitest'
import type { AnalysisCheck } from './api.ts'
import { nameSubjects } from './check-names.server.ts'

const checkOf = (subject: string) => {
  const conclusion = { nl: `${subject}: bij A hoger dan bij B.`, en: `${subject}: higher at A than at B.` }
  return { claims: [{ kind: 'higher', conclusion }], findings: [] } as unknown as AnalysisCheck
}

it.each([
  ['temperatuur', 'nl', 'temperatuur: bij A hoger dan bij B.'],
  ['temperatuur', 'en', 'temperature: higher at A than at B.'],
  ['fijnstof (PM2,5)', 'en', 'particulate matter (PM2.5): higher at A than at B.'],
  ['Kwaliteit: lucht', 'en', 'Kwaliteit: lucht: higher at A than at B.'],
] as const)('says of %s what a check tried, in the language of the page: %s', (subject, language, said) => {
  const { claims } = nameSubjects(checkOf(subject), language)
  expect(claims.map(({ kind, conclusion }) => [kind, conclusion[language]])).toEqual([['higher', said]])
})
