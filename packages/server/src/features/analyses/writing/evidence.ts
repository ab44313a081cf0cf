/** What was frozen when a version was published: one canonical text, and the answers of which it has the hashes. */
import { type Sealed, sealJson } from '../../../platform/seal-json.ts'
import type { Software } from '../../../platform/software.ts'
import type { Indicator } from '../../indicators/index.ts'
import type { Answer } from '../schema.ts'
import type { Content } from './schema.ts'

/** A definition of an indicator, as it was. */
export type FrozenIndicator = { id: string; slug: string; version: number; definition: object }

export type EvidenceParts = {
  analysis: { id: string; slug: string; version: number; basedOn: { id: string; version: number } | null }
  at: Date
  software: Software
  content: Content
  /** For each chart. */
  answers: readonly Sealed[]
  indicators: readonly FrozenIndicator[]
  steeringCheck: Sealed
}

/** The evidence as it is written. A change of this form is a new number in `form`. */
export type Evidence = {
  form: 'samenspel-analysis-evidence-1'
  analysis: EvidenceParts['analysis']
  frozenAt: string
  seenBy: 'everyone'
  software: Software
  content: Content
  answers: { question: string; sha256: string; bytes: number }[]
  indicators: FrozenIndicator[]
  /** Of the steering check as it was made then. */
  steeringCheck: { sha256: string; bytes: number }
}

/** Puts the evidence together. The name of its author is not in it, so that it can go and the evidence holds. */
export function sealEvidence({
  analysis,
  at,
  software,
  content,
  answers,
  indicators,
  steeringCheck: { sha256, bytes },
}: EvidenceParts): Sealed {
  const evidence: Evidence = {
    form: 'samenspel-analysis-evidence-1',
    analysis,
    frozenAt: at.toISOString(),
    seenBy: 'everyone',
    software,
    content,
    answers: content.charts.flatMap(({ question }, index) => {
      const answer = answers[index]
      return answer ? [{ question, sha256: answer.sha256, bytes: answer.bytes }] : []
    }),
    indicators: [...indicators],
    steeringCheck: { sha256, bytes },
  }
  return sealJson(evidence)
}

/** The indicators in an answer: what it is of, and whose lines are drawn. */
export function indicatorsIn({ what, lines }: Pick<Answer, 'what' | 'lines'>): string[] {
  return [...(what.kind === 'indicator' ? [what.key] : []), ...lines.map(({ indicator }) => indicator)]
}

/** Freezes a definition. */
export function freezeIndicator(
  { id, slug, version }: Pick<Indicator, 'id' | 'slug' | 'version'>,
  definition: object,
): FrozenIndicator {
  return { id, slug, version, definition }
}
