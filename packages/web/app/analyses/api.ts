import type { components } from '@samenspel/client'
import { data } from 'react-router'
import {
  type Answer,
  ApiProblem,
  type FetchApi,
  get,
  type Mistake,
  type PageOf,
  type SteeringAnswer,
  send,
  withQuery,
} from '../api.ts'

/** What the pages of analyses ask of the public API. */

type Schemas = components['schemas']

export type Analysis = Schemas['Analysis']
export type AnalysisSummary = Schemas['AnalysisSummary']
export type AnalysisPreview = Schemas['AnalysisPreview']
export type Rerun = Schemas['AnalysisRerun']
/** What a page shows of it: the answers of now have a view of their own. */
export type ShownRerun = Omit<Rerun, 'charts'> & { charts: Omit<Schemas['RerunChart'], 'answer'>[] }
export type Claim = NonNullable<Analysis['claim']>
export type AnalysisCheck = Schemas['AnalysisCheck']

const part = encodeURIComponent
const at = (slug: string, path = '') => `/api/v1/analyses/${part(slug)}${path}`

/** The number in an address; an address without one is of no version. */
export function versionOf(text: string | null | undefined): number {
  if (!/^[1-9]\d{0,4}$/.test(text ?? '')) throw data(null, { status: 404 })
  return Number(text)
}

export const listAnalyses = (
  api: FetchApi,
  query: { q?: string; subject?: string; mine?: boolean; cursor?: string; pageSize?: number } = {},
) => get<PageOf<AnalysisSummary>>(api, '/api/v1/analyses', query)
export const getAnalysis = (api: FetchApi, slug: string) => get<Analysis>(api, at(slug))
export const getAnalysisVersion = (api: FetchApi, slug: string, version: number) =>
  get<Analysis>(api, at(slug, `/versions/${version}`))
export const getDraft = (api: FetchApi, slug: string) => get<Analysis>(api, at(slug, '/draft'))
export const getPreview = (api: FetchApi, slug: string, chart?: number) =>
  get<AnalysisPreview>(api, at(slug, '/preview'), { chart })
export const rerunAnalysis = (api: FetchApi, slug: string, version: number, chart?: number) =>
  get<Rerun>(api, at(slug, `/versions/${version}/rerun`), { chart })

export const getDraftCheck = (api: FetchApi, slug: string) =>
  get<AnalysisCheck>(api, at(slug, '/draft/steering-check'))
export const getCheck = (api: FetchApi, slug: string, version: number) =>
  get<AnalysisCheck>(api, at(slug, `/versions/${version}/steering-check`))
export const answerFinding = (
  api: FetchApi,
  slug: string,
  version: number,
  answer: Pick<SteeringAnswer, 'respect' | 'finding' | 'text'>,
) => send<void>(api, 'PUT', at(slug, `/versions/${version}/steering-answers`), answer)

/** Where the evidence of a version is. */
export const evidenceAddress = (slug: string, version: number) => at(slug, `/versions/${version}/evidence`)
/** Where the answer to the question of a chart is, as it was then. */
export const answerAddress = (slug: string, version: number, chart: number) =>
  at(slug, `/versions/${version}/answers/${chart}`)

/** The answer to the question of a chart as it was then; null when it was removed. */
export async function findFrozenAnswer(
  api: FetchApi,
  slug: string,
  version: number,
  chart: number,
): Promise<Answer | null> {
  const response = await api(answerAddress(slug, version, chart))
  if (response.status === 404) return null
  if (!response.ok) throw data(null, { status: response.status })
  return (await response.json()) as Answer
}

/** The draft, or else what was published, of who is its author. */
export async function getOwn(api: FetchApi, slug: string): Promise<Analysis> {
  const response = await api(at(slug, '/draft'))
  if (response.ok) return (await response.json()) as Analysis
  if (response.status !== 404) throw data(null, { status: response.status })
  const found = await getAnalysis(api, slug)
  if (!found.isAuthor) throw data(null, { status: 404 })
  return found
}

export const createAnalysis = (api: FetchApi, body: unknown) =>
  send<Analysis>(api, 'POST', '/api/v1/analyses', body)
export const changeAnalysis = (api: FetchApi, slug: string, body: unknown) =>
  send<Analysis>(api, 'PATCH', at(slug), body)
export const publishAnalysis = (api: FetchApi, slug: string, query: { check?: boolean; revision?: string }) =>
  send<Analysis>(api, 'POST', withQuery(at(slug, '/publication'), query))
export const startAnalysisVersion = (api: FetchApi, slug: string) =>
  send<Analysis>(api, 'POST', at(slug, '/versions'))
export const forkAnalysis = (api: FetchApi, slug: string, version: number) =>
  send<Analysis>(api, 'POST', at(slug, `/versions/${version}/forks`))
export const discardDraft = (api: FetchApi, slug: string) => send<void>(api, 'DELETE', at(slug, '/draft'))
export const withdrawAnalysis = (api: FetchApi, slug: string, reason: string) =>
  send<Analysis>(api, 'POST', at(slug, '/withdrawal'), { reason })

/** What is still missing before a draft can be published, or as a pupil handed in; none when nothing is. */
export async function listMissing(
  api: FetchApi,
  slug: string,
  check: (api: FetchApi, slug: string, query: { check: true }) => Promise<unknown> = publishAnalysis,
): Promise<Mistake[]> {
  try {
    await check(api, slug, { check: true })
    return []
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 422) return error.problem.errors ?? []
    throw error
  }
}
