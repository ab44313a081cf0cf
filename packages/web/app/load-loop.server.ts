import {
  type Area,
  type Challenge,
  countStations,
  type DecisionSummary,
  type FetchApi,
  type Indicator,
  listAreasOf,
  listDecisions,
  listIndicators,
  listSignals,
  type Signal,
} from './api.ts'
import type { LatestOfGoal } from './components/goal.tsx'
import type { Language } from './language.ts'
import { type IndicatorSummary, loadIndicator, summariseView } from './load-indicator.server.ts'

/** Everything that the loop of one challenge leads to. */
export type LoopOfChallenge = {
  areas: Pick<Area, 'code' | 'name'>[]
  indicators: Indicator[]
  signals: Signal[]
  decisions: DecisionSummary[]
  stationCount: number
  /** The newest value per indicator, by the indicator's id. */
  latest: Record<string, LatestOfGoal>
  /** The first indicator, for its chart. */
  first: IndicatorSummary | null
}

const MOST_AREAS = 12

/** Collects what a challenge leads to, with as few waits as possible. */
export async function loadLoopOf(
  challenge: Challenge,
  api: FetchApi,
  language: Language,
  now: number,
): Promise<LoopOfChallenge> {
  const codes = challenge.areaCodes.slice(0, MOST_AREAS)
  const [indicators, signals, decisions, areas, stationCount] = await Promise.all([
    listIndicators(api, { challengeId: challenge.id }),
    listSignals(api, { challengeId: challenge.id }),
    listDecisions(api, { challengeId: challenge.id }),
    listAreasOf(api, codes),
    countStations(api, challenge.areaCodes),
  ])
  const summaries = await Promise.all(
    indicators.items.map(async (indicator) =>
      summariseView(indicator, await loadIndicator(indicator, codes[0], api, now), language),
    ),
  )
  const latest = indicators.items.flatMap(({ id, period, slug }, index): [string, LatestOfGoal][] => {
    const { newest, worst } = summaries[index] ?? {}
    return newest && worst ? [[id, { value: newest, worst, period, slug }]] : []
  })
  const first = summaries[0] ? { ...summaries[0], rows: [] } : null
  return {
    areas: areas.map(({ code, name }) => ({ code, name })),
    indicators: indicators.items,
    signals: signals.items,
    decisions: decisions.items,
    stationCount,
    latest: Object.fromEntries(latest),
    first,
  }
}
