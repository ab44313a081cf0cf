import {
  type Area,
  type Challenge,
  type DecisionSummary,
  type FetchApi,
  getArea,
  type Indicator,
  listDecisions,
  listIndicators,
  listSignals,
  listStations,
  type Signal,
} from './api.ts'
import type { LatestOfGoal } from './components/goal.tsx'
import { findLatest } from './indicator-view.ts'
import { type IndicatorView, loadIndicator } from './load-indicator.server.ts'

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
  first: IndicatorView | null
}

const MOST_AREAS = 12

/** Collects what a challenge leads to, with as few waits as possible. */
export async function loadLoopOf(challenge: Challenge, api: FetchApi, now: number): Promise<LoopOfChallenge> {
  const codes = challenge.areaCodes.slice(0, MOST_AREAS)
  const [indicators, signals, decisions, areas, stationCounts] = await Promise.all([
    listIndicators(api, { challengeId: challenge.id }),
    listSignals(api, { challengeId: challenge.id }),
    listDecisions(api, { challengeId: challenge.id }),
    Promise.all(codes.map((code) => getArea(api, code))),
    Promise.all((codes.length > 0 ? codes : [undefined]).map((area) => countStations(api, area))),
  ])
  const views = await Promise.all(
    indicators.items.map((indicator) => loadIndicator(indicator, codes[0], api, now)),
  )
  const latest = indicators.items.flatMap((indicator, index): [string, LatestOfGoal][] => {
    const value = findLatest(views[index]?.values ?? [])
    return value ? [[indicator.id, { value, period: indicator.period, slug: indicator.slug }]] : []
  })
  return {
    areas: areas.map(({ code, name }) => ({ code, name })),
    indicators: indicators.items,
    signals: signals.items,
    decisions: decisions.items,
    stationCount: stationCounts.reduce((sum, count) => sum + count, 0),
    latest: Object.fromEntries(latest),
    first: views[0] ?? null,
  }
}

async function countStations(api: FetchApi, area: string | undefined): Promise<number> {
  const { items } = await listStations(api, { ...(area ? { area } : {}), pageSize: 200 })
  return items.length
}
