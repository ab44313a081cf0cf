import type { components } from '@samenspel/client'
import { type FetchApi, get, type PageOf, readProblem, send, withQuery } from '../api.ts'

/** What the pages of interventions ask of the public API. */

type Schemas = components['schemas']

export type Intervention = Schemas['Intervention']
export type InterventionSummary = Schemas['InterventionSummary']
export type DesignHelp = Schemas['DesignHelp']
export type EthicsQuestion = Schemas['EthicsQuestion']

const part = encodeURIComponent
const at = (slug: string, path = '') => `/api/v1/interventions/${part(slug)}${path}`

export const listInterventions = (
  api: FetchApi,
  query: {
    challengeId?: string
    area?: string
    state?: string
    stalled?: boolean
    mine?: boolean
    cursor?: string
    pageSize?: number
  } = {},
) => get<PageOf<InterventionSummary>>(api, '/api/v1/interventions', query)
export const getIntervention = (api: FetchApi, slug: string) => get<Intervention>(api, at(slug))
export const listEthicsQuestions = async (api: FetchApi) =>
  (await get<{ items: EthicsQuestion[] }>(api, '/api/v1/intervention-questions')).items
/** Help with the design; refusals are thrown as `ApiProblem`. */
export const getDesign = (
  api: FetchApi,
  slug: string,
  query: {
    compare?: string[]
    before?: number | undefined
    after?: number | undefined
    step?: string | undefined
  },
) => send<DesignHelp>(api, 'GET', withQuery(at(slug, '/design'), query))

export const createIntervention = (api: FetchApi, body: unknown) =>
  send<Intervention>(api, 'POST', '/api/v1/interventions', body)
export const changeIntervention = (api: FetchApi, slug: string, body: unknown) =>
  send<Intervention>(api, 'PATCH', at(slug), body)
export const removeIntervention = (api: FetchApi, slug: string) => send<void>(api, 'DELETE', at(slug))
export const answerEthics = (api: FetchApi, slug: string, body: unknown) =>
  send<Intervention>(api, 'PUT', at(slug, '/ethics-check'), body)
/** Does something in the course of an intervention, such as `start` or `costs`. */
export const takeStep = (api: FetchApi, slug: string, path: string, body: unknown) =>
  send<Intervention>(api, 'POST', at(slug, `/${path}`), body)
export const changeMilestone = (api: FetchApi, slug: string, id: string, body: unknown) =>
  send<Intervention>(api, 'PATCH', at(slug, `/milestones/${part(id)}`), body)

/** Sends a photo with what it shows. */
export async function addPhoto(
  api: FetchApi,
  slug: string,
  photo: File,
  about: { alt: string; takenOn: string },
): Promise<void> {
  const response = await api(withQuery(at(slug, '/photos'), about), {
    method: 'POST',
    headers: { 'content-type': photo.type || 'application/octet-stream' },
    body: new Uint8Array(await photo.arrayBuffer()),
  })
  if (!response.ok) throw await readProblem(response)
}

/** Where a photo is. */
export const photoAddress = (slug: string, id: string) => at(slug, `/photos/${part(id)}`)
/** Where a registered plan is, as the text of which anyone can make the hash. */
export const planAddress = (slug: string, number: number) => at(slug, `/plans/${number}`)
