import type { components } from '@samenspel/client'
import { data } from 'react-router'
import { type FetchApi, get, listAll, type PageOf, send } from '../api.ts'

/** What the pages about incoming measurements ask: what is fetched, what sends by itself, and what could not be stored. */

type Schemas = components['schemas']
export type Connector = Schemas['Connector']
export type AreaImport = Schemas['AreaImportReport']
export type StatLineTable = Schemas['StatLineTable']
export type InboundSource = Schemas['InboundSource']
export type InboundBroker = Schemas['InboundBroker']
export type InboundTrial = Schemas['InboundTrialResult']
export type InboundDevice = Schemas['InboundDevice']
export type DeadLetter = Schemas['DeadLetter']
export type DeadLetterCounts = Schemas['DeadLetterCounts']

const part = encodeURIComponent
const connectorPath = (id: string) => `/api/v1/connectors/${part(id)}`
const sourcePath = (id: string) => `/api/v1/inbound-sources/${part(id)}`
const letterPath = (id: string) => `/api/v1/dead-letters/${part(id)}`

export const listConnectors = (api: FetchApi) =>
  listAll((from) => get<PageOf<Connector>>(api, '/api/v1/connectors', from))
export const getConnector = (api: FetchApi, id: string) => get<Connector>(api, connectorPath(id))
export const createConnector = (api: FetchApi, body: unknown) =>
  send<Connector>(api, 'POST', '/api/v1/connectors', body)
export const changeConnector = (api: FetchApi, id: string, body: unknown) =>
  send<Connector>(api, 'PATCH', connectorPath(id), body)
export const runConnector = (api: FetchApi, id: string) =>
  send<Connector>(api, 'POST', `${connectorPath(id)}/runs`)
export const removeConnector = (api: FetchApi, id: string) => send<void>(api, 'DELETE', connectorPath(id))

const tablePath = (id: string) => `/api/v1/statline-tables/${part(id)}`
export const listStatLineTables = (api: FetchApi) =>
  listAll((from) => get<PageOf<StatLineTable>>(api, '/api/v1/statline-tables', from))
export const getStatLineTable = (api: FetchApi, id: string) => get<StatLineTable>(api, tablePath(id))
export const createStatLineTable = (api: FetchApi, body: unknown) =>
  send<StatLineTable>(api, 'POST', '/api/v1/statline-tables', body)
export const changeStatLineTable = (api: FetchApi, id: string, body: unknown) =>
  send<StatLineTable>(api, 'PATCH', tablePath(id), body)
export const runStatLineTable = (api: FetchApi, id: string) =>
  send<StatLineTable>(api, 'POST', `${tablePath(id)}/runs`)
export const removeStatLineTable = (api: FetchApi, id: string) => send<void>(api, 'DELETE', tablePath(id))
export const getAreaImport = (api: FetchApi, id: string) =>
  get<AreaImport>(api, `/api/v1/area-imports/${part(id)}`)

export const listInboundSources = (api: FetchApi) =>
  listAll((from) => get<PageOf<InboundSource>>(api, '/api/v1/inbound-sources', from))
export const getInboundSource = (api: FetchApi, id: string) => get<InboundSource>(api, sourcePath(id))
export const createInboundSource = (api: FetchApi, body: unknown) =>
  send<InboundSource>(api, 'POST', '/api/v1/inbound-sources', body)
export const changeInboundSource = (api: FetchApi, id: string, body: unknown) =>
  send<InboundSource>(api, 'PATCH', sourcePath(id), body)
export const removeInboundSource = (api: FetchApi, id: string) => send<void>(api, 'DELETE', sourcePath(id))
export const listInboundDevices = (api: FetchApi, id: string, from: { cursor?: string }) =>
  get<PageOf<InboundDevice>>(api, `${sourcePath(id)}/devices`, from)
export const tryInbound = (api: FetchApi, body: unknown) =>
  send<InboundTrial>(api, 'POST', '/api/v1/inbound-trials', body)
export const saveInboundBroker = (api: FetchApi, id: string, body: unknown) =>
  send<InboundBroker>(api, 'PUT', `${sourcePath(id)}/broker`, body)
export const removeInboundBroker = (api: FetchApi, id: string) =>
  send<void>(api, 'DELETE', `${sourcePath(id)}/broker`)
/** The broker from which a source is read; null when it has none. */
export async function findInboundBroker(api: FetchApi, id: string): Promise<InboundBroker | null> {
  const response = await api(`${sourcePath(id)}/broker`)
  if (response.status === 404) return null
  if (!response.ok) throw data(null, { status: response.status })
  return (await response.json()) as InboundBroker
}

export const countDeadLetters = (api: FetchApi) => get<DeadLetterCounts>(api, '/api/v1/dead-letter-counts')
export const listDeadLetters = (
  api: FetchApi,
  query: { dataset?: string; reason?: string; cursor?: string },
) => get<PageOf<DeadLetter>>(api, '/api/v1/dead-letters', query)
export const getDeadLetter = (api: FetchApi, id: string) =>
  get<Schemas['DeadLetterWithPayload']>(api, letterPath(id))
export const replayDeadLetter = (api: FetchApi, id: string) =>
  send<Schemas['DeadLetterWithPayload']>(api, 'POST', `${letterPath(id)}/replays`)
export const discardDeadLetter = (api: FetchApi, id: string, note: string) =>
  send<unknown>(api, 'POST', `${letterPath(id)}/discards`, { note })

/** Which waiting messages an order is about. */
export type Selection = { dataset: string; reason?: string }
export const replayDeadLetters = (api: FetchApi, selection: Selection) =>
  send<Schemas['DeadLetterReplayReport']>(api, 'POST', '/api/v1/dead-letter-replays', selection)
export const discardDeadLetters = (api: FetchApi, selection: Selection, note: string) =>
  send<unknown>(api, 'POST', '/api/v1/dead-letter-discards', { ...selection, note })
