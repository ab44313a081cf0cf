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
  type Signal,
} from './api.ts'
import type { LatestOfGoal } from './components/goal.tsx'
import type { Language } from './language.ts'
import { type IndicatorSummary, loadIndicator, summariseView } from './load-indicator.server.ts'
import { loadDays } from './load-signals.server.ts'

/** Everything that the loop of one challenge leads to. */
export type LoopOfChallenge = {
  areas: Pick<Area, 'code' | 'name'>[]
  indicators: Indicator[]
  /** The latest ones. */
  signals: Signal[]
  moreSignals: boolean
  decisions: DecisionSummary[]
  stationCount: number
  /** The newest value per indicator, by the indicator's id. */
  latest: Record<string, LatestOfGoal>
  /** The first indicator, for its chart. */
  first: IndicatorSummary | null
}

/** Collects what a challenge leads to, with as few waits as possible. */
export async function loadLoopOf(
  challenge: Challenge,
  api: FetchApi,
  language: Language,
  now: number,
): Promise<LoopOfChallenge> {
  const [indicators, signals, decisions, areas, stationCount] = await Promise.all([
    listIndicators(api, { challengeId: challenge.id }),
    loadDays(api, { challengeId: challenge.id }),
    listDecisions(api, { challengeId: challenge.id }),
    listAreasOf(api, challenge.areaCodes),
    countStations(api, challenge.areaCodes),
  ])
  const summaries = await Promise.all(
    indicators.items.map(async (indicator) =>
      summariseView(
        indicator,
        await loadIndicator(indicator, { within: challenge.areaCodes }, api, now),
        language,
      ),
    ),
  )
  const latest = indicators.items.flatMap(({ id, period, slug, unit }, index): [string, LatestOfGoal][] => {
    const { newest, worst } = summaries[index] ?? {}
    return newest && worst ? [[id, { value: newest, worst, period, slug, unit }]] : []
  })
  const first = summaries[0] ? { ...summaries[0], rows: [] } : null
  return {
    areas: areas.map(({ code, name }) => ({ code, name })),
    indicators: indicators.items,
    signals: signals.items,
    moreSignals: signals.next !== null,
    decisions: decisions.items,
    stationCount,
    latest: Object.fromEntries(latest),
    first,
  }
}
