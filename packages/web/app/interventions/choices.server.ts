import { type FetchApi, listAllIndicators, listDecisions } from '../api.ts'
import type { Choice } from '../components/form/fields.tsx'
import type { Language } from '../language.ts'
import { listOrganisations, listOwnChallenges } from '../workspace/api.ts'
import { type AreaChoices, listAreaChoices } from '../workspace/areas.server.ts'
import type { FormValues } from '../workspace/values.ts'

/** What someone who writes a plan chooses from. */
export type PlanChoices = {
  goals: Choice[]
  decisions: Choice[]
  indicators: Choice[]
  organisations: Choice[]
  areas: AreaChoices
}

/** The published decisions of a challenge that still hold. */
export async function listDecisionsOf(api: FetchApi, challengeId: string): Promise<Choice[]> {
  const { items } = await listDecisions(api, { challengeId, state: 'published', pageSize: 200 })
  return items
    .filter(({ standing }) => standing !== 'withdrawn' && standing !== 'replaced')
    .map(({ id: value, title: label }) => ({ value, label }))
}

/** The lists of the form of a plan. */
export async function listPlanChoices(
  api: FetchApi,
  challengeId: string,
  values: FormValues,
  language: Language,
): Promise<PlanChoices> {
  const [challenges, decisions, indicators, organisations, areas] = await Promise.all([
    listOwnChallenges(api),
    listDecisionsOf(api, challengeId),
    listAllIndicators(api),
    listOrganisations(api),
    listAreaChoices(api, values, language),
  ])
  const goals = challenges.find(({ id }) => id === challengeId)?.goals ?? []
  return {
    goals: goals.map(({ id: value, title: label }) => ({ value, label })),
    decisions,
    indicators: indicators.map(({ id: value, title, unit }) => ({ value, label: `${title} (${unit})` })),
    organisations: organisations.map(({ id: value, name: label }) => ({ value, label })),
    areas,
  }
}
