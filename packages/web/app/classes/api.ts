import type { components } from '@samenspel/client'
import type { Analysis, AnalysisCheck, AnalysisPreview } from '../analyses/api.ts'
import { type FetchApi, get, listAll, type PageOf, send, withQuery } from '../api.ts'

/** What the pages of classes ask of the public API. */

type Schemas = components['schemas']

export type ClassSummary = Schemas['ClassSummary']
export type SchoolClass = Schemas['SchoolClass']
export type PupilCard = Schemas['PupilCard']
export type VisitedClass = Schemas['VisitedClass']
export type OwnClass = Schemas['OwnClass']
export type Handing = Schemas['Handing']
export type ClassAnalysis = Schemas['ClassAnalysis']

const part = encodeURIComponent
const MOST = 200

export const listClasses = (api: FetchApi) =>
  listAll((from) => get<PageOf<ClassSummary>>(api, '/api/v1/classes', { ...from, pageSize: MOST }))
export const listAllClasses = (api: FetchApi) =>
  listAll((from) => get<PageOf<ClassSummary>>(api, '/api/v1/classes', { ...from, all: true, pageSize: MOST }))
/** Whether somebody may see the classes of every teacher. */
export const overseesClasses = async (api: FetchApi) => (await api('/api/v1/classes?all=true&pageSize=1')).ok
export const getClass = (api: FetchApi, id: string) => get<SchoolClass>(api, `/api/v1/classes/${part(id)}`)
export const openClass = (api: FetchApi, body: unknown) =>
  send<SchoolClass>(api, 'POST', '/api/v1/classes', body)
export const changeClass = (api: FetchApi, id: string, body: unknown) =>
  send<SchoolClass>(api, 'PATCH', `/api/v1/classes/${part(id)}`, body)
export const closeClass = (api: FetchApi, id: string) =>
  send<void>(api, 'DELETE', `/api/v1/classes/${part(id)}`)
export const renewCode = (api: FetchApi, id: string) =>
  send<SchoolClass>(api, 'POST', `/api/v1/classes/${part(id)}/code`)
export const removeCode = (api: FetchApi, id: string) =>
  send<void>(api, 'DELETE', `/api/v1/classes/${part(id)}/code`)
export const makePupils = async (api: FetchApi, id: string, body: unknown) =>
  (await send<{ items: PupilCard[] }>(api, 'POST', `/api/v1/classes/${part(id)}/pupils`, body)).items
export const renewCard = (api: FetchApi, id: string, pupilId: string) =>
  send<PupilCard>(api, 'POST', `/api/v1/classes/${part(id)}/pupils/${part(pupilId)}/card`)
export const removePupil = (api: FetchApi, id: string, pupilId: string) =>
  send<void>(api, 'DELETE', `/api/v1/classes/${part(id)}/pupils/${part(pupilId)}`)

export const listClassAnalyses = async (api: FetchApi, id: string) =>
  (await get<{ items: ClassAnalysis[] }>(api, `/api/v1/classes/${part(id)}/analyses`)).items
const work = (id: string, slug: string, path = '') =>
  `/api/v1/classes/${part(id)}/analyses/${part(slug)}${path}`
export const getClassAnalysis = (api: FetchApi, id: string, slug: string) =>
  get<Analysis>(api, work(id, slug))
export const previewClassAnalysis = (api: FetchApi, id: string, slug: string) =>
  get<AnalysisPreview>(api, work(id, slug, '/preview'))
export const checkClassAnalysis = (api: FetchApi, id: string, slug: string) =>
  get<AnalysisCheck>(api, work(id, slug, '/steering-check'))
export const giveAnalysisBack = (api: FetchApi, at: [id: string, slug: string], body: unknown) =>
  send<void>(api, 'POST', work(...at, '/giving-back'), body)
export const approveAnalysis = (api: FetchApi, at: [id: string, slug: string], body: unknown) =>
  send<Analysis>(api, 'POST', work(...at, '/approval'), body)
export const takeAnalysisBack = (api: FetchApi, at: [id: string, slug: string], body: unknown) =>
  send<void>(api, 'POST', work(...at, '/withdrawal'), body)

export const getHanding = (api: FetchApi, slug: string) =>
  get<Handing>(api, `/api/v1/analyses/${part(slug)}/handing-in`)
export const handIn = (api: FetchApi, slug: string, query: { check?: boolean } = {}) =>
  send<Handing>(api, 'POST', withQuery(`/api/v1/analyses/${part(slug)}/handing-in`, query))

export const getOwnClass = (api: FetchApi) => get<OwnClass>(api, '/api/v1/me/class')
export const visitClass = (api: FetchApi, code: string) =>
  send<VisitedClass>(api, 'POST', '/api/v1/class-visits', { code })

/** Comes into a class, comes back, or stops: the cookie of the answer is for the browser. */
export const joinClass = (api: FetchApi, body: unknown) =>
  sendForCookies<PupilCard>(api, 'POST', '/api/v1/pupils', body)
export const comeBack = (api: FetchApi, body: unknown) =>
  sendForCookies<undefined>(api, 'POST', '/api/v1/pupil-sessions', body)
export const leaveClass = (api: FetchApi) =>
  sendForCookies<undefined>(api, 'DELETE', '/api/v1/pupil-sessions')

/** @throws ApiProblem when the API refuses */
async function sendForCookies<T>(
  api: FetchApi,
  method: 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<{ answer: T; headers: Headers }> {
  const headers = new Headers()
  const answer = await send<T>(
    async (address, init) => {
      const response = await api(address, init)
      for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
      return response
    },
    method,
    path,
    body,
  )
  return { answer, headers }
}
