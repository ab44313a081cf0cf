import type { components } from '@samenspel/client'
import { type FetchApi, get, listAll, type PageOf, send } from '../api.ts'

/** What the pages about incoming measurements ask: what is fetched, what sends by itself, and what could not be stored. */

type Schemas = components['schemas']
export type Connector = Schemas['Connector']
export type InboundSource = Schemas['InboundSource']
export type DeadLetter = Schemas['DeadLetter']
export type DeadLetterCounts = Schemas['DeadLetterCounts']

const part = encodeURIComponent
const connectorPath = (id: string) => `/api/v1/connectors/${part(id)}`
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

export const listInboundSources = (api: FetchApi) =>
  listAll((from) => get<PageOf<InboundSource>>(api, '/api/v1/inbound-sources', from))

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
