import type { components } from '@samenspel/client'
import { type FetchApi, get, listAll, type PageOf, type Signal, send, withQuery } from './api.ts'

/** What pages about signals, and how they reach people, ask of the public API. */

type Schemas = components['schemas']
export type Messages = Schemas['Messages']
export type Webhook = Schemas['Webhook']
export type Delivery = Schemas['WebhookDelivery']
export type SignalTerm = Schemas['SignalKindTerm']
export type SignalOwner = Schemas['SignalOwner']

const key = encodeURIComponent

/** The signals of which something changed last, whatever their state. */
export const listChangedSignals = (
  api: FetchApi,
  query: { challengeId?: string; indicatorId?: string; area?: string; kind?: string },
) => get<PageOf<Signal>>(api, '/api/v1/signals', { ...query, order: 'changed', pageSize: 50 })

/** The open signals for which who is signed in answers. */
export const listMySignals = (api: FetchApi) =>
  listAll(
    (from) =>
      get<PageOf<Signal>>(api, '/api/v1/signals', { mine: true, state: 'open', pageSize: 200, ...from }),
    10,
  )

export const handOverSignal = (api: FetchApi, id: string, owner: object) =>
  send<Signal>(api, 'PUT', `/api/v1/signals/${key(id)}/owner`, owner)
export const postponeSignal = (api: FetchApi, id: string, body: object) =>
  send<Signal>(api, 'PUT', `/api/v1/signals/${key(id)}/term`, body)
export const listSignalTerms = async (api: FetchApi, organisationId: string) =>
  (await get<{ items: SignalTerm[] }>(api, `/api/v1/signal-terms/${key(organisationId)}`)).items
export const setSignalTerm = (api: FetchApi, organisationId: string, kind: string, body: object) =>
  send<{ items: SignalTerm[] }>(api, 'PUT', `/api/v1/signal-terms/${key(organisationId)}/${key(kind)}`, body)
export const getSignalOwner = (api: FetchApi, slug: string) =>
  get<SignalOwner>(api, `/api/v1/indicators/${key(slug)}/signal-owner`)
export const setSignalOwner = (api: FetchApi, slug: string, owner: object) =>
  send<SignalOwner>(api, 'PUT', `/api/v1/indicators/${key(slug)}/signal-owner`, owner)

export const getMessages = (api: FetchApi) => get<Messages>(api, '/api/v1/me/messages')
export const putMessages = (api: FetchApi, body: object) =>
  send<Messages>(api, 'PUT', '/api/v1/me/messages', body)
export const addSubject = (api: FetchApi, body: object) =>
  send<Messages>(api, 'POST', '/api/v1/me/messages/subjects', body)
export const removeSubject = (api: FetchApi, id: string) =>
  send<unknown>(api, 'DELETE', `/api/v1/me/messages/subjects/${key(id)}`)
export const stopMessages = (api: FetchApi, secret: string) =>
  send<unknown>(api, 'POST', withQuery('/api/v1/messages/stop', { key: secret }))

export const listWebhooks = (api: FetchApi, organisationId: string) =>
  listAll((from) => get<PageOf<Webhook>>(api, `/api/v1/organisations/${key(organisationId)}/webhooks`, from))
export const getWebhook = (api: FetchApi, id: string) => get<Webhook>(api, `/api/v1/webhooks/${key(id)}`)
export const createWebhook = (api: FetchApi, organisationId: string, body: object) =>
  send<{ webhook: Webhook; secret: string }>(
    api,
    'POST',
    `/api/v1/organisations/${key(organisationId)}/webhooks`,
    body,
  )
export const deleteWebhook = (api: FetchApi, id: string) =>
  send<unknown>(api, 'DELETE', `/api/v1/webhooks/${key(id)}`)
export const confirmWebhook = (api: FetchApi, id: string) =>
  send<Webhook>(api, 'POST', `/api/v1/webhooks/${key(id)}/confirmation`)
export const renewSecret = (api: FetchApi, id: string) =>
  send<{ webhook: Webhook; secret: string }>(api, 'POST', `/api/v1/webhooks/${key(id)}/secrets`)
export const listDeliveries = (api: FetchApi, id: string) =>
  get<PageOf<Delivery>>(api, `/api/v1/webhooks/${key(id)}/deliveries`, { pageSize: 50 })
export const replayDelivery = (api: FetchApi, id: string, delivery: string) =>
  send<unknown>(api, 'POST', `/api/v1/webhooks/${key(id)}/deliveries/${key(delivery)}/replay`)
