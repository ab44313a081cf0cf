import type { components } from '@samenspel/client'
import { type FetchApi, get, type PageOf, send } from '../api.ts'

/** What the pages of evaluations ask of the public API. */

type Schemas = components['schemas']

export type Evaluation = Schemas['Evaluation']
export type EvaluationSummary = Schemas['EvaluationSummary']
export type Computation = Schemas['EvaluationComputation']
/** The figures that were used. */
export type Study = Schemas['EvaluationStudy']
export type Outcome = Schemas['EvaluationOutcome']
export type EffectCheck = Outcome['checks'][number]
export type Effect = NonNullable<Outcome['effect']>
export type Choices = Schemas['EvaluationChoices']
export type Step = Choices['step']

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
  (await get<{ items: Schemas['EvaluationArrear'][] }>(api, '/api/v1/evaluation-arrears', { interventionId }))
    .items

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
