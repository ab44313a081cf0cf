/** What is cited of a steering check by what rests on the figure: a decision, an evaluation. */
import { Type } from 'typebox'
import type { Bilingual } from '../../../platform/errors.ts'
import type { Static } from '../../../platform/http/schemas.ts'
import { Sentence, type SteeringCheck } from './schema.ts'

/** A conclusion with under how many of the reasonable choices it holds. */
export const CitedClaim = Type.Object(
  {
    conclusion: Sentence,
    sentence: Sentence,
    supporting: Type.Integer(),
    contradicting: Type.Integer(),
    total: Type.Integer(),
    findings: Type.Array(Sentence, { description: 'What misleads in it' }),
  },
  { title: 'CitedClaim' },
)
export type CitedClaim = Static<typeof CitedClaim>

/** The conclusions of a check without the curve of all choices, which is drawn anew on the page of the indicator. */
export function citeClaims({ claims }: Pick<SteeringCheck, 'claims'>): CitedClaim[] {
  return claims.map(({ conclusion, sentence, supporting, contradicting, total, findings }) => ({
    ...{ conclusion, sentence, supporting, contradicting, total },
    findings: citeFindings(findings),
  }))
}

/** What misleads, in words. */
export function citeFindings(findings: readonly { sentence: Bilingual }[]): Bilingual[] {
  return findings.map(({ sentence }) => sentence)
}
