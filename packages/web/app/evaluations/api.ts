import { type FetchApi, get, type PageOf, send } from '../api.ts'

/** What the pages of evaluations ask of the public API. */

type Bilingual = { nl: string; en: string }
type Maybe = number | null
type Named = { code: string; name: string }
type Linked = { id: string; slug: string; title: string }
type Kind =
  | 'data-quality'
  | 'likeness-left'
  | 'outliers'
  | 'spread-change'
  | 'placebo-time'
  | 'placebo-space'
  | 'windows'
  | 'donors'
  | 'comparison'
  | 'error-model'
  | 'parallel-trends'
type Plain = { scale: 'difference' | 'ratio'; estimate: Maybe; low: Maybe; high: Maybe; p: Maybe }
type Design =
  | 'before-and-after'
  | 'interrupted-series'
  | 'interrupted-counts'
  | 'difference-series'
  | 'difference-in-differences'
  | 'controlled-series'
  | 'group-time'
  | 'synthetic-control'
type AnswerWord = 'not-assessable' | 'no-evidence' | 'indication' | 'strong-indication'
export type Step = 'day' | 'week' | 'month' | 'quarter' | 'year'
export type Outcome = {
  answer: AnswerWord
  reasons: Kind[]
  sentence: Bilingual
  effect:
    | (Plain & { method: Design | 'local-level'; standardError: Maybe; count: number; expected: Maybe })
    | null
  checks: {
    kind: Kind
    outcome: 'sound' | 'untried' | 'doubtful' | 'contradicts' | 'prevents'
    reason?: string
    figures: Record<string, Maybe>
    sentence: Bilingual
  }[]
  measured: { before: Maybe; after: Maybe }
  size: { treated: number; compared: number; before: number; after: number }
  leftOut: { area: string; reason: string }[]
  alternatives: { choice: string; area: string | null; estimate: Plain }[]
  placebos: { kind: 'time' | 'space'; period: string | null; area: string | null; estimate: Plain }[]
  picture: {
    measured: Maybe[]
    compared: Maybe[] | null
    expected: Maybe[] | null
    low: Maybe[] | null
    high: Maybe[] | null
  }
}
/** The figures that were used. */
export type Study = {
  design: Design
  shape: string
  season: number
  unit: string
  hoped: 'up' | 'down'
  periods: string[]
  start: number
  areas: { code: string; name: string; startedAt: number | null; neighbours: string[]; values: Maybe[] }[]
  incidents: {
    at: number
    kind: 'sensor-replaced' | 'calibrated' | 'moved' | 'method-changed'
    area: string
  }[]
}
export type Computation = {
  number: number
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  progress: number
  askedAt: string
  finishedAt: string | null
  isOfNow: boolean
  study: Study
  studySha256: string
  outcome: Outcome | null
  outcomeSha256: string | null
}
export type PlanDeviation = Bilingual & { field: string }
export type EvaluationSummary = {
  id: string
  slug: string
  number: number
  state: 'draft' | 'published' | 'withdrawn'
  interventionId: string
  challengeId: string
  ownerId: string
  title: string
  answer: AnswerWord | null
  sentence: Bilingual | null
  intervention: Linked
  areas: Named[]
  publishedAt: string | null
  withdrawnAt: string | null
  updatedAt: string
}
export type Evaluation = EvaluationSummary & {
  indicatorId: string
  areaCodes: string[]
  comparisonCodes: string[]
  otherInterventionIds: string[]
  design: Design | null
  step: Step | null
  shape: 'level' | 'level-and-slope'
  from: string | null
  until: string | null
  deviation: string
  spillOver: string
  remarks: string
  ownerName: string
  challenge: Linked | null
  decision: Linked | null
  indicator: (Linked & { unit: string; version: number }) | null
  comparisons: Named[]
  startedOn: string | null
  hoped: 'up' | 'down'
  expectedChange: Maybe
  plan: { number: number; sha256: string; registeredAt: string; beforehand: boolean } | null
  planDeviations: PlanDeviation[]
  interventionDeviations: { what: string; why: string; since: string }[]
  computation: Computation | null
  earlier: {
    number: number
    askedAt: string
    studySha256: string
    changed: string[]
    answer: AnswerWord
    estimate: Maybe
  }[]
  sha256: string | null
  withdrawal: { reason: string; at: string } | null
  mayWrite: boolean
  revision: string
}
export type Choices = {
  designs: { design: Design; fits: boolean; why: Bilingual | null }[]
  design: Design
  steps: Step[]
  step: Step
  from: string
  until: string
  material: { treated: number; compared: number; before: number; after: number }
  areas: {
    code: string
    name: string
    role: 'treated' | 'compared' | 'possible'
    figures: number
    isNeighbour: boolean
  }[]
  incidents: { area: string; kind: string; day: string }[]
  planDeviations: PlanDeviation[]
}
export type Arrear = {
  interventionId: string
  intervention: Linked
  ownerName: string
  computedAt: string
  dueAt: string
}

export type EffectCheck = Outcome['checks'][number]
export type Effect = NonNullable<Outcome['effect']>

const part = encodeURIComponent
const at = (key: string, path = '') => `/api/v1/evaluations/${part(key)}${path}`

export const listEvaluations = (
  api: FetchApi,
  query: {
    challengeId?: string
    interventionId?: string
    indicatorId?: string
    area?: string
    answer?: string
    state?: string
    mine?: boolean
    cursor?: string
    pageSize?: number
  } = {},
) => get<PageOf<EvaluationSummary>>(api, '/api/v1/evaluations', query)
export const getEvaluation = (api: FetchApi, key: string) => get<Evaluation>(api, at(key))
export const getChoices = (api: FetchApi, key: string) => get<Choices>(api, at(key, '/choices'))
/** What was computed of an intervention and not published in time. */
export const listArrears = async (api: FetchApi, interventionId: string) =>
  (await get<{ items: Arrear[] }>(api, '/api/v1/evaluation-arrears', { interventionId })).items

/** Where the published text is as it was frozen. */
export const evaluationText = (slug: string) => at(slug, '/text')

export const createEvaluation = (api: FetchApi, body: unknown) =>
  send<Evaluation>(api, 'POST', '/api/v1/evaluations', body)
export const changeEvaluation = (api: FetchApi, key: string, body: unknown) =>
  send<Evaluation>(api, 'PATCH', at(key), body)
export const removeEvaluation = (api: FetchApi, key: string) => send<void>(api, 'DELETE', at(key))
export const startComputation = (api: FetchApi, key: string) =>
  send<Evaluation>(api, 'PUT', at(key, '/computation'))
export const stopComputation = (api: FetchApi, key: string) =>
  send<Evaluation>(api, 'DELETE', at(key, '/computation'))
export const publishEvaluation = (api: FetchApi, key: string, body: unknown) =>
  send<Evaluation>(api, 'POST', at(key, '/publication'), body)
export const withdrawEvaluation = (api: FetchApi, key: string, body: unknown) =>
  send<Evaluation>(api, 'POST', at(key, '/withdrawal'), body)
