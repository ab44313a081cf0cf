import type { components } from '@samenspel/client'
import { type FetchApi, get, type PageOf, send } from '../api.ts'

/** What pages about remarks and moderation ask of the public API. */

type Schemas = components['schemas']

export type Remark = Omit<Schemas['Remark'], 'location'> & { location: [number, number] | null }
export type HouseRule = Schemas['HouseRule']
export type Judgement = Schemas['Judgement']
export type JudgementDetail = Schemas['JudgementDetail']
export type ModerationItem = Schemas['ModerationItem']
export type ModerationSummary = Schemas['ModerationSummary']

/** What a remark is about: a station, a series of measurements or an area. */
export type RemarkPlace = { thing?: number | string; datastream?: number | string; area?: string }

export type RemarkQuery = RemarkPlace & {
  property?: string
  mine?: boolean
  kind?: string
  from?: string
  to?: string
  cursor?: string
  pageSize?: number
}

const part = encodeURIComponent
const REMARKS = '/api/v1/remarks'
const JUDGEMENTS = '/api/v1/moderation-judgements'

export const listRemarks = (api: FetchApi, query: RemarkQuery) => get<PageOf<Remark>>(api, REMARKS, query)

/** As many remarks as stand beside a chart or a map; none when not everybody may see what they would be about. */
const MOST_BESIDE = 20
/** The newest remarks are on the map. */
export const MOST_ON_MAP = 100
export type RemarksBeside = PageOf<Remark> & { canWrite: boolean }
export async function listRemarksBeside(api: FetchApi, query: RemarkQuery): Promise<RemarksBeside> {
  return listRemarks(api, { pageSize: MOST_BESIDE, ...query }).then(
    (page) => ({ ...page, canWrite: true }),
    () => ({ items: [], next: null, canWrite: false }),
  )
}

export const getRemark = (api: FetchApi, id: string) => get<Remark>(api, `${REMARKS}/${part(id)}`)
export const createRemark = (api: FetchApi, body: unknown) => send<Remark>(api, 'POST', REMARKS, body)
export const changeRemark = (api: FetchApi, id: string, body: unknown) =>
  send<Remark>(api, 'PATCH', `${REMARKS}/${part(id)}`, body)
export const withdrawRemark = (api: FetchApi, id: string) =>
  send<void>(api, 'DELETE', `${REMARKS}/${part(id)}`)
export const giveVoice = (api: FetchApi, id: string, body: unknown) =>
  send<Remark>(api, 'PUT', `${REMARKS}/${part(id)}/voice`, body)
export const takeBackVoice = (api: FetchApi, id: string) =>
  send<void>(api, 'DELETE', `${REMARKS}/${part(id)}/voice`)

export const listHouseRules = async (api: FetchApi) =>
  (await get<{ items: HouseRule[] }>(api, '/api/v1/house-rules')).items
export const reportText = (api: FetchApi, body: unknown) =>
  send<unknown>(api, 'POST', '/api/v1/moderation-reports', body)
export const listJudgements = (api: FetchApi, query: { target?: string; cursor?: string }) =>
  get<PageOf<Judgement>>(api, JUDGEMENTS, query)
export const getJudgement = (api: FetchApi, id: string) =>
  get<JudgementDetail>(api, `${JUDGEMENTS}/${part(id)}`)
export const judgeText = (api: FetchApi, body: unknown) => send<Judgement>(api, 'POST', JUDGEMENTS, body)
export const askReview = (api: FetchApi, id: string, text: string) =>
  send<Judgement>(api, 'POST', `${JUDGEMENTS}/${part(id)}/review`, { text })
export const getModerationSummary = (api: FetchApi) =>
  get<ModerationSummary>(api, '/api/v1/moderation-summary')
export const listModerationQueue = (
  api: FetchApi,
  query: { cursor?: string; kind?: string; target?: string },
) => get<PageOf<ModerationItem>>(api, '/api/v1/moderation-queue', query)
