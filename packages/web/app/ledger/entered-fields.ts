/** What entered the ledger, by the names that pages have of it: bodies are taken apart. */
import type { Publication } from '@samenspel/standards/transparency'

type Fields = Readonly<Record<string, unknown>>

/** Fields that a page must have when they entered: without these there is nothing to compare. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  decision: ['title', 'reasons', 'options', 'chosenOptionId', 'signature'],
  agreement: ['title'],
  analysis: ['title', 'evidenceSha256'],
  registration: ['title', 'areaCodes', 'hypothesis', 'design', 'sha256'],
  evaluation: ['title', 'study', 'outcome', 'plan', 'planDeviations', 'earlier', 'sha256'],
}

export const neededFor = (kind: string): readonly string[] => NEEDED[kind] ?? ['title']

/** The fields of a publication, of which each is compared with that of the page. */
export function readFields({ kind, text }: Publication): Fields {
  if (kind === 'evaluation') return ofEvaluation(text)
  return kind === 'registration' ? ofPlan(text) : text
}

function ofEvaluation({ evaluation, ...outside }: Fields): Fields {
  const body = asFields(evaluation)
  const { startedOn, ...intervention } = asFields(body.intervention)
  const { definition: _, ...indicator } = asFields(body.indicator)
  const { number: __, ...computation } = asFields(body.computation)
  const { plan, planDeviations, interventionDeviations, study, outcome, earlier, publishedAt } = body
  return {
    ...asFields(body.evaluation),
    ...asFields(body.content),
    ...computation,
    ...{ plan, planDeviations, interventionDeviations, study, outcome, earlier, publishedAt },
    ...{ startedOn, intervention, indicator },
    // The first form of the text did not have these.
    ...(body.steering === undefined ? {} : { steering: body.steering }),
    ...(body.beside === undefined ? {} : { beside: body.beside }),
    ...outside,
  }
}

/** By which decision it began is told at the start, so the page may know more than the plan. */
function ofPlan({ plan, ...beside }: Fields): Fields {
  const { decisionId: _, ...content } = asFields(asFields(plan).content)
  return { ...content, ...beside }
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}
