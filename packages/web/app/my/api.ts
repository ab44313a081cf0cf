import type { components } from '@samenspel/client'
import { data } from 'react-router'
import { type FetchApi, get, listAll, type PageOf, send, withQuery } from '../api.ts'

/** What the pages of residents ask of the public API besides what the public pages do. */

type Schemas = components['schemas']

export type SensorKit = Schemas['SensorKit']
export type HostInvitation = Schemas['HostInvitation']
export type HostedSensor = Schemas['HostedSensor']
export type PlacePreview = Schemas['PlacePreview']
export type ConsentNotice = Schemas['ConsentNotice']
export type NoticeSummary = Schemas['ConsentNoticeSummary']
export type Consent = Schemas['Consent']
export type ConsentSummary = Schemas['ConsentSummary']
export type ConsentRecord = Schemas['ConsentRecord']
export type PlacePrecision = ConsentNotice['offer']['place']
export type TimePrecision = ConsentNotice['offer']['time']

const part = encodeURIComponent
const MOST = 200

export const listKits = async (api: FetchApi) =>
  (await get<{ items: SensorKit[] }>(api, '/api/v1/sensor-kits')).items
export const listInvitations = async (api: FetchApi) =>
  (await get<{ items: HostInvitation[] }>(api, '/api/v1/host-invitations')).items

/** Where a sensor is: a point, or a neighbourhood. What is not a number goes to the API as it is, which then says so. */
export type GivenPlace = { longitude?: number | string; latitude?: number | string; areaCode?: string }
export const previewAddress = (place: GivenPlace) => withQuery('/api/v1/place-previews', place)

export const listMySensors = (api: FetchApi) =>
  listAll((from) => get<PageOf<HostedSensor>>(api, '/api/v1/me/sensors', { ...from, pageSize: MOST }))
export const getMySensor = (api: FetchApi, id: string) =>
  get<HostedSensor>(api, `/api/v1/me/sensors/${part(id)}`)
export const createMySensor = (api: FetchApi, body: unknown) =>
  send<HostedSensor>(api, 'POST', '/api/v1/me/sensors', body)
export const changeMySensor = (api: FetchApi, id: string, body: unknown) =>
  send<HostedSensor>(api, 'PATCH', `/api/v1/me/sensors/${part(id)}`, body)
export const makeSensorKey = (api: FetchApi, id: string) =>
  send<Schemas['SensorKey']>(api, 'POST', `/api/v1/me/sensors/${part(id)}/keys`)
export const stopMySensor = (api: FetchApi, id: string, values: string) =>
  send<void>(api, 'POST', `/api/v1/me/sensors/${part(id)}/stop`, { values })
export const offerMySensor = (api: FetchApi, id: string, body: unknown) =>
  send<HostedSensor>(api, 'POST', `/api/v1/me/sensors/${part(id)}/handovers`, body)
export const takeBackSensor = (api: FetchApi, id: string) =>
  send<void>(api, 'DELETE', `/api/v1/me/sensors/${part(id)}/handovers`)
export const getSensorOffer = (api: FetchApi, key: string) =>
  get<Schemas['OfferedSensor']>(api, '/api/v1/me/sensor-offers', { key })
export const takeOverSensor = (api: FetchApi, body: unknown) =>
  send<HostedSensor>(api, 'POST', '/api/v1/me/sensor-offers', body)

/** The addresses at which MQTT is served, as the SensorThings service says them. */
export async function listMqttAddresses(api: FetchApi): Promise<string[]> {
  const { serverSettings } = await get<{ serverSettings?: Record<string, unknown> }>(api, '/sta/v1.1')
  const found = Object.values(serverSettings ?? {}).flatMap((setting) => {
    const { endpoints } = (setting ?? {}) as { endpoints?: unknown }
    return Array.isArray(endpoints) ? endpoints.map(String) : []
  })
  return [...new Set(found)]
}

export const listNotices = (api: FetchApi, query: { datasetId?: string } = {}) =>
  listAll((from) =>
    get<PageOf<NoticeSummary>>(api, '/api/v1/consent-notices', { ...query, ...from, pageSize: MOST }),
  )
export const getNotice = (api: FetchApi, id: string) =>
  get<ConsentNotice>(api, `/api/v1/consent-notices/${part(id)}`)
/** The text that residents choose on: also who works on a draft sees the version that is published. */
export async function getPublishedNotice(api: FetchApi, id: string): Promise<ConsentNotice> {
  const newest = await getNotice(api, id)
  const published = newest.history.find(({ state }) => state === 'published')
  return published && newest.state !== 'published' ? getNoticeVersion(api, id, published.version) : newest
}
export const getNoticeVersion = (api: FetchApi, id: string, version: number) =>
  get<ConsentNotice>(api, `/api/v1/consent-notices/${part(id)}/versions/${version}`)
export const createNotice = (api: FetchApi, body: unknown) =>
  send<ConsentNotice>(api, 'POST', '/api/v1/consent-notices', body)
export const changeNotice = (api: FetchApi, id: string, body: unknown) =>
  send<ConsentNotice>(api, 'PATCH', `/api/v1/consent-notices/${part(id)}`, body)
export const publishNotice = (api: FetchApi, id: string, query: { check?: boolean; revision?: string }) =>
  send<ConsentNotice>(api, 'POST', withQuery(`/api/v1/consent-notices/${part(id)}/publication`, query))
export const startNoticeVersion = (api: FetchApi, id: string, reason: string) =>
  send<ConsentNotice>(api, 'POST', `/api/v1/consent-notices/${part(id)}/versions`, { reason })

export const listMyConsents = (api: FetchApi) =>
  listAll((from) => get<PageOf<ConsentSummary>>(api, '/api/v1/me/consents', { ...from, pageSize: MOST }))
/** What someone chose on a notice; undefined when they did not yet. */
export async function findMyConsent(api: FetchApi, noticeId: string): Promise<Consent | undefined> {
  const response = await api(`/api/v1/me/consents/${part(noticeId)}`)
  if (response.status === 404) return undefined
  if (!response.ok) throw data(null, { status: response.status })
  return (await response.json()) as Consent
}
export const chooseConsent = (api: FetchApi, noticeId: string, body: unknown) =>
  send<Consent>(api, 'PUT', `/api/v1/me/consents/${part(noticeId)}`, body)
export const getReceipt = (api: FetchApi, noticeId: string, number: string) =>
  get<unknown>(api, `/api/v1/me/consents/${part(noticeId)}/receipts/${part(number)}`)
export const checkReceipt = (api: FetchApi, receipt: unknown) =>
  send<Schemas['ConsentReceiptCheck']>(api, 'POST', '/api/v1/consent-receipt-checks', receipt)
