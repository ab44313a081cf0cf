import {
  type AgreementSummary,
  type Alliance,
  type Area,
  type Challenge,
  countStations,
  type DecisionSummary,
  type FetchApi,
  type GoalProgress,
  type Indicator,
  listAgreements,
  listAll,
  listAlliances,
  listAreasOf,
  listDecisions,
  listIndicators,
  listProgress,
  type Signal,
} from './api.ts'
import { areaOf } from './components/goal.tsx'
import { type InterventionSummary, listInterventions } from './interventions/api.ts'
import type { Language } from './language.ts'
import { type IndicatorSummary, loadIndicator, summariseView } from './load-indicator.server.ts'
import { loadSignalsOf } from './load-signals.server.ts'

/** Everything that the loop of one challenge leads to. */
export type LoopOfChallenge = {
  areas: Pick<Area, 'code' | 'name'>[]
  indicators: Indicator[]
  /** The latest ones in its areas. */
  signals: Signal[]
  /** Whether there are earlier ones, or some elsewhere. */
  moreSignals: boolean
  decisions: DecisionSummary[]
  interventions: InterventionSummary[]
  alliances: Alliance[]
  agreements: AgreementSummary[]
  stationCount: number
  /** How far each of its goals is. */
  progress: GoalProgress[]
  /** The first indicator, for its chart: in the area by which a goal on it is judged. */
  first: IndicatorSummary | null
}

/** Collects what a challenge leads to, with as few waits as possible. */
export async function loadLoopOf(
  challenge: Challenge,
  api: FetchApi,
  language: Language,
  now: number,
): Promise<LoopOfChallenge> {
  const of = { challengeId: challenge.id }
  const [
    indicators,
    { signals, isMore },
    decisions,
    interventions,
    alliances,
    agreements,
    areas,
    stationCount,
    progress,
  ] = await Promise.all([
    listIndicators(api, of),
    loadSignalsOf(challenge, api),
    listDecisions(api, of),
    listAll((from) => listInterventions(api, { ...of, ...from })),
    listAll((from) => listAlliances(api, { ...of, ...from })),
    listAll((from) => listAgreements(api, { ...of, ...from })),
    listAreasOf(api, challenge.areaCodes),
    countStations(api, challenge.areaCodes),
    listProgress(api, challenge.slug),
  ])
  const [shown] = indicators.items
  return {
    areas: areas.map(({ code, name }) => ({ code, name })),
    indicators: indicators.items,
    signals,
    moreSignals: isMore,
    decisions: decisions.items,
    interventions,
    alliances,
    agreements,
    stationCount,
    progress,
    first: shown ? await summarise(shown, challenge, progress, api, language, now) : null,
  }
}

async function summarise(
  indicator: Indicator,
  { areaCodes }: Challenge,
  progress: readonly GoalProgress[],
  api: FetchApi,
  language: Language,
  now: number,
): Promise<IndicatorSummary> {
  const area = progress
    .filter((each) => each.indicator?.id === indicator.id)
    .map(areaOf)
    .find(Boolean)
  const view = await loadIndicator(indicator, area ? { area } : { within: areaCodes }, api, now)
  return { ...summariseView(indicator, view, language), rows: [] }
}
