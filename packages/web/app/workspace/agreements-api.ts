import type { components } from '@samenspel/client'
import {
  type Agreement,
  type AgreementSummary,
  type Alliance,
  type AllianceMember,
  type FetchApi,
  get,
  listAgreements,
  listAll,
  listAlliances,
  type PageOf,
  send,
} from '../api.ts'

/** What the workspace asks of the public API about alliances, agreements and their tasks. */

export type AgreementTask = components['schemas']['AgreementTask']
export type AgreementTrial = components['schemas']['AgreementTrial']

const part = encodeURIComponent
const MOST = 200

const alliancePath = (slug: string) => `/api/v1/alliances/${part(slug)}`
export const getAlliance = (api: FetchApi, slug: string) => get<Alliance>(api, alliancePath(slug))
export const listAlliancesOf = (api: FetchApi, challengeId: string) =>
  listAll((from) => listAlliances(api, { challengeId, ...from }))
export const listAllAlliances = (api: FetchApi) =>
  listAll((from) => listAlliances(api, { pageSize: MOST, ...from }))
export const createAlliance = (api: FetchApi, body: unknown) =>
  send<Alliance>(api, 'POST', '/api/v1/alliances', body)
export const changeAlliance = (api: FetchApi, slug: string, body: unknown) =>
  send<Alliance>(api, 'PATCH', alliancePath(slug), body)
export const removeAlliance = (api: FetchApi, slug: string) => send<void>(api, 'DELETE', alliancePath(slug))

/** Adds a member, or changes the one with the given id. */
export const saveMember = (api: FetchApi, slug: string, id: string | undefined, body: unknown) =>
  send<AllianceMember>(
    api,
    id === undefined ? 'POST' : 'PATCH',
    `${alliancePath(slug)}/members${id === undefined ? '' : `/${part(id)}`}`,
    body,
  )
export const removeMember = (api: FetchApi, slug: string, id: string) =>
  send<void>(api, 'DELETE', `${alliancePath(slug)}/members/${part(id)}`)

/** The agreements to which one of these organisations is a party or that it drafts, last changed first. */
export async function listOwnAgreements(
  api: FetchApi,
  organisationIds: readonly string[],
): Promise<AgreementSummary[]> {
  const ask = (query: { organisationId?: string; state?: Agreement['state'] }) =>
    listAll((from) => listAgreements(api, { ...query, pageSize: MOST, ...from }))
  const lists = await Promise.all([
    ...organisationIds.map((organisationId) => ask({ organisationId })),
    // A draft without rules has no parties yet, and is only told to its drafter.
    ask({ state: 'draft' }),
  ])
  const own = lists.flat().filter(({ ownerId, parties }) => {
    const concerned = [ownerId, ...parties.map(({ organisationId }) => organisationId)]
    return concerned.some((id) => organisationIds.includes(id))
  })
  const known = new Map(own.map((agreement) => [agreement.id, agreement]))
  return [...known.values()].sort((left, right) => right.updatedAt.localeCompare(left.updatedAt))
}

/** The agreements of a challenge that the reader may see. */
export const listAgreementsOf = (api: FetchApi, challengeId: string) =>
  listAll((from) => listAgreements(api, { challengeId, pageSize: MOST, ...from }))

const agreementPath = (slug: string) => `/api/v1/agreements/${part(slug)}`
export const createAgreement = (api: FetchApi, body: unknown) =>
  send<Agreement>(api, 'POST', '/api/v1/agreements', body)
export const changeAgreement = (api: FetchApi, slug: string, body: unknown) =>
  send<Agreement>(api, 'PATCH', agreementPath(slug), body)
/** What the draft would say after a change, and what is missing before it can be offered. */
export const trialPath = (slug: string) => `${agreementPath(slug)}/trial`
export const tryAgreement = (api: FetchApi, slug: string, body: unknown) =>
  send<AgreementTrial>(api, 'POST', trialPath(slug), body)
export const removeAgreement = (api: FetchApi, slug: string) => send<void>(api, 'DELETE', agreementPath(slug))
export const startAgreementVersion = (api: FetchApi, slug: string, reason: string) =>
  send<Agreement>(api, 'POST', `${agreementPath(slug)}/versions`, { reason })

/** What a party signs, as the last part of its address. */
export type Signing = 'offer' | 'acceptance' | 'refusal' | 'suspension' | 'resumption' | 'end'
export const signAgreement = (api: FetchApi, slug: string, signing: Signing, body: unknown) =>
  send<Agreement>(api, 'POST', `${agreementPath(slug)}/${signing}`, body)

/** The tasks of the agreements of who asks, what is due first on top. */
export const listTasks = (api: FetchApi, query: { agreement?: string; state?: AgreementTask['state'] }) =>
  listAll((from) =>
    get<PageOf<AgreementTask>>(api, '/api/v1/agreement-tasks', { ...query, pageSize: MOST, ...from }),
  )
export const getTask = (api: FetchApi, id: string) =>
  get<AgreementTask>(api, `/api/v1/agreement-tasks/${part(id)}`)
export const completeTask = (api: FetchApi, id: string, note: string) =>
  send<AgreementTask>(api, 'POST', `/api/v1/agreement-tasks/${part(id)}/completion`, { note })
