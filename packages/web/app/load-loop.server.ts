import { type AnalysisSummary, listAnalyses } from './analyses/api.ts'
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
  listOpenSignals,
  listProgress,
  type Signal,
} from './api.ts'
import { dateOf } from './clock-time.ts'
import { areaOf } from './components/goal.tsx'
import { type EvaluationSummary, listEvaluations } from './evaluations/api.ts'
import {
  getIntervention,
  type Intervention,
  type InterventionSummary,
  listInterventions,
} from './interventions/api.ts'
import type { Language } from './language.ts'
import { type LessonSummary, listLessons } from './lessons/api.ts'
import {
  type IndicatorSummary,
  type IndicatorView,
  loadIndicator,
  SHOWN,
  summariseView,
} from './load-indicator.server.ts'
import { loadSignalsOf } from './load-signals.server.ts'
import { type DecisionOutcome, listOutcomes } from './outcomes/api.ts'
import { dayIn, type Happening, makeTimeline } from './outcomes/timeline.ts'

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
  /** Published analyses about its indicators. */
  analyses: AnalysisSummary[]
  /** What was done by its decisions, and whether that worked. */
  outcomes: DecisionOutcome[]
  evaluations: EvaluationSummary[]
  lessons: LessonSummary[]
  /** What happened by day, and what is planned. */
  timeline: { past: Happening[]; ahead: Happening[] }
  stationCount: number
  /** How far each of its goals is. */
  progress: GoalProgress[]
  /** The goals of which an open signal says that they will probably be missed. */
  goalsAtRisk: string[]
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
    evaluations,
    lessons,
    open,
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
    listEvaluations(api, { ...of, state: 'published', pageSize: 20 }),
    listLessons(api, { ...of, pageSize: 20 }),
    listOpenSignals(api, of),
  ])
  const [shown] = indicators.items
  const [first, analyses, whole, outcomes] = await Promise.all([
    shown ? summarise(shown, challenge, progress, api, language, now) : null,
    listAnalysesOf(indicators.items, api),
    loadInterventions(interventions, api),
    listOutcomes(api, decisions.items),
  ])
  const measuredOf = outcomes.flatMap((each) => each.evaluations)
  const told = {
    challenge,
    agreements,
    analyses,
    signals,
    decisions: decisions.items,
    interventions: whole,
    evaluations: measuredOf,
  }
  const measured = first?.begins && shown ? { ...first.begins, slug: shown.slug, title: shown.title } : null
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
    goalsAtRisk: open.flatMap(({ evidence }) => evidence.goal?.goalId ?? []),
    first: first?.summary ?? null,
    analyses,
    outcomes,
    evaluations: evaluations.items,
    lessons: lessons.items,
    timeline: makeTimeline({ ...told, measured }, dateOf(now)),
  }
}

/** How many of a challenge the timeline tells of at most, of each kind. */
const [MOST_INDICATORS, MOST_INTERVENTIONS] = [5, 20]

/** Published analyses about the indicators of a challenge, each once. */
async function listAnalysesOf(indicators: readonly Indicator[], api: FetchApi): Promise<AnalysisSummary[]> {
  const lists = await Promise.all(
    indicators
      .slice(0, MOST_INDICATORS)
      .map(({ slug }) => listAnalyses(api, { subject: `indicator:${slug}`, pageSize: 20 })),
  )
  return [...new Map(lists.flatMap(({ items }) => items).map((item) => [item.id, item])).values()]
}

/** Interventions with their plans and milestones; one that is gone meanwhile is left out. */
async function loadInterventions(
  items: readonly InterventionSummary[],
  api: FetchApi,
): Promise<Intervention[]> {
  const loaded = await Promise.all(
    items.slice(0, MOST_INTERVENTIONS).map(({ slug }) => getIntervention(api, slug).catch(() => null)),
  )
  return loaded.flatMap((item) => item ?? [])
}

/** The first figure that is shown. As much is shown as fits: when that is full, there may be earlier ones. */
function beginOf(
  { values, latest }: IndicatorView,
  { period }: Indicator,
  now: number,
): { day: string; atLeast: boolean } | null {
  const first = values.find(({ value }) => value !== null)
  if (!first) return null
  const end = Math.max(...latest.map(({ periodEnd }) => Date.parse(periodEnd)), 0) || now
  const [from, until] = [Date.parse(first.periodStart), Date.parse(first.periodEnd)]
  const isFull = values[0] === first && end - from > SHOWN[period] - (until - from)
  return { day: dayIn(first.periodStart), atLeast: isFull }
}

async function summarise(
  indicator: Indicator,
  { areaCodes }: Challenge,
  progress: readonly GoalProgress[],
  api: FetchApi,
  language: Language,
  now: number,
): Promise<{ summary: IndicatorSummary; begins: { day: string; atLeast: boolean } | null }> {
  const area = progress
    .filter((each) => each.indicator?.id === indicator.id)
    .map(areaOf)
    .find(Boolean)
  const view = await loadIndicator(indicator, area ? { area } : { within: areaCodes }, api, now)
  return {
    summary: { ...summariseView(indicator, view, language), rows: [] },
    begins: beginOf(view, indicator, now),
  }
}
