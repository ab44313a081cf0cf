import { ApiProblem, type FetchApi, listAllIndicators, listAreasOf } from '../api.ts'
import type { Choice } from '../components/form/fields.tsx'
import { getIntervention, listInterventions } from '../interventions/api.ts'
import type { FormValues } from '../workspace/values.ts'
import { ticksAt } from '../workspace/values.ts'
import { type Choices, type Evaluation, getChoices } from './api.ts'

/** What someone who measures an effect chooses from. */
export type EvaluationChoices = {
  /** What the figures allow; null as long as the figures that are chosen do not exist. */
  found: Choices | null
  indicators: Choice[]
  /** Where the intervention is, and what else is ticked. */
  areas: Choice[]
  /** Areas to compare with: those with figures, and what else is ticked; of neighbours that they are. */
  comparisons: (Choice & { isNeighbour: boolean })[]
  /** Interventions of the same challenge that began as well. */
  others: Choice[]
}

/** The lists of the form. */
export async function listEvaluationChoices(
  api: FetchApi,
  item: Evaluation,
  values: FormValues,
): Promise<EvaluationChoices> {
  const [found, indicators, intervention, { items }] = await Promise.all([
    getChoices(api, item.slug).catch(asNone),
    listAllIndicators(api),
    getIntervention(api, item.intervention.slug),
    listInterventions(api, { challengeId: item.challengeId, pageSize: 100 }),
  ])
  const treated = [
    ...new Set([...intervention.areaCodes, ...item.areaCodes, ...ticksAt(values, 'areaCodes')]),
  ]
  const possible = (found?.areas ?? []).filter(({ role }) => role !== 'treated')
  const ticked = ticksAt(values, 'comparisonCodes').filter((code) =>
    possible.every((area) => area.code !== code),
  )
  const [own, others] = await Promise.all([listAreasOf(api, treated), listAreasOf(api, ticked)])
  return {
    found,
    indicators: indicators.map(({ id: value, title, unit }) => ({ value, label: `${title} (${unit})` })),
    areas: own.map(({ code: value, name: label }) => ({ value, label })),
    comparisons: [
      ...possible.map(({ code: value, name: label, isNeighbour }) => ({ value, label, isNeighbour })),
      ...others.map(({ code: value, name: label }) => ({ value, label, isNeighbour: false })),
    ],
    others: items
      .filter(({ id, startedOn }) => id !== item.interventionId && startedOn !== null)
      .map(({ id: value, title: label }) => ({ value, label })),
  }
}

/** There is nothing to choose from as long as what is filled in makes no sense. */
function asNone(error: unknown): null {
  const status =
    error instanceof ApiProblem
      ? error.problem.status
      : (error as { init?: { status?: number } }).init?.status
  if (status === 422 || status === 409) return null
  throw error
}
