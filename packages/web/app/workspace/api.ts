import type { components } from '@samenspel/client'
import {
  type Challenge,
  type Dataset,
  type Decision,
  type FetchApi,
  type Goal,
  get,
  type Indicator,
  listAll,
  listDecisions,
  type PageOf,
  type Ruling,
  type Source,
  send,
  withQuery,
} from '../api.ts'
import type { Role } from './me.ts'

/** What the workspace asks of the public API besides what the public pages do. */

export type Organisation = {
  id: string
  name: string
  kind: string
  tooi: string | null
  parentId: string | null
  website: string | null
}

export type Mandate = {
  id: string
  organisationId: string
  organisationName: string
  function: string
  holderPersonId: string | null
  deputy: { personId: string; since: string; until: string | null } | null
  holderName: string
  subject: string
  field: string
  maximumAmount: number | null
  since: string
  until: string | null
  basis: string
  basisUrl: string | null
  revision: string
}

export type Member = { personId: string; name: string; email: string; role: Role }

export type Token = {
  id: string
  name: string
  organisationId: string
  role: Role
  purpose: string | null
  datasetId: string | null
  expiresAt: string | null
  createdAt: string
}

/** Something that is observed, with the unit in which it is. */
export type ObservedProperty = { name: string; description: string; unit: string }

export type MyPurpose = components['schemas']['MyPurpose']

const part = encodeURIComponent
const MOST = 200

/** Asks for one page of a list; a refusal is thrown as in `send`. */
async function read<T>(api: FetchApi, path: string, query?: Parameters<typeof withQuery>[1]): Promise<T> {
  const response = await api(withQuery(path, query))
  if (!response.ok) throw new Response(null, { status: response.status })
  return (await response.json()) as T
}

const readAll = <T>(api: FetchApi, path: string, query: Record<string, string | undefined> = {}) =>
  listAll<T>((from) => read<PageOf<T>>(api, path, { ...query, ...from, pageSize: MOST }))

export const listOwnChallenges = (api: FetchApi) => readAll<Challenge>(api, '/api/v1/challenges')
export const createChallenge = (api: FetchApi, body: unknown) =>
  send<Challenge>(api, 'POST', '/api/v1/challenges', body)
export const changeChallenge = (api: FetchApi, slug: string, body: unknown) =>
  send<Challenge>(api, 'PATCH', `/api/v1/challenges/${part(slug)}`, body)

type Part = 'sources' | 'goals'
const partPath = (slug: string, kind: Part, id?: string) =>
  `/api/v1/challenges/${part(slug)}/${kind}${id === undefined ? '' : `/${part(id)}`}`

/** Adds a source or goal, or changes the one with the given id. */
export const savePart = (api: FetchApi, slug: string, kind: Part, id: string | undefined, body: unknown) =>
  send<Source | Goal>(api, id === undefined ? 'POST' : 'PATCH', partPath(slug, kind, id), body)
export const removePart = (api: FetchApi, slug: string, kind: Part, id: string) =>
  send<void>(api, 'DELETE', partPath(slug, kind, id))
const partyPath = (slug: string, id: string) => `/api/v1/challenges/${part(slug)}/parties/${part(id)}`
export const saveParty = (api: FetchApi, slug: string, id: string, body: unknown) =>
  send<unknown>(api, 'PUT', partyPath(slug, id), body)
export const removeParty = (api: FetchApi, slug: string, id: string) =>
  send<void>(api, 'DELETE', partyPath(slug, id))

export const listOwnIndicators = (api: FetchApi) => readAll<Indicator>(api, '/api/v1/indicators')
export const createIndicator = (api: FetchApi, body: unknown) =>
  send<Indicator>(api, 'POST', '/api/v1/indicators', body)
export const answerSteeringFinding = (api: FetchApi, slug: string, answer: unknown) =>
  send(api, 'PUT', `/api/v1/indicators/${part(slug)}/steering-answers`, answer)
export const changeIndicator = (api: FetchApi, slug: string, body: unknown) =>
  send<Indicator>(api, 'PATCH', `/api/v1/indicators/${part(slug)}`, body)

/** The drafts of decisions that who asks may read: also open ones of others. */
export const listDecisionDrafts = (api: FetchApi) =>
  listAll((from) => listDecisions(api, { state: 'draft', pageSize: MOST, ...from }))
/** The decisions that hold, and are not asked again. */
export const listInForce = (api: FetchApi) =>
  listAll((from) => listDecisions(api, { standing: 'in-force', pageSize: MOST, ...from }))
/** The decisions in force that must be looked back at on or before this day. */
export const listReviews = (api: FetchApi, reviewUntil: string) =>
  listAll((from) => listDecisions(api, { state: 'published', reviewUntil, pageSize: MOST, ...from }))
export const createDecision = (api: FetchApi, body: unknown) =>
  send<Decision>(api, 'POST', '/api/v1/decisions', body)
export const changeDecision = (api: FetchApi, slug: string, body: unknown) =>
  send<Decision>(api, 'PATCH', `/api/v1/decisions/${part(slug)}`, body)
/** @param revision which text is signed */
/** @param check only asks what is missing, and signs nothing */
export const publishDecision = (api: FetchApi, slug: string, query: { revision: string; check?: boolean }) =>
  send<Decision>(api, 'POST', withQuery(`/api/v1/decisions/${part(slug)}/publication`, query))
export const openDecision = (api: FetchApi, slug: string) =>
  send<Decision>(api, 'POST', `/api/v1/decisions/${part(slug)}/opening`)
export const reviewDecision = (api: FetchApi, slug: string, body: unknown) =>
  send<Decision>(api, 'POST', `/api/v1/decisions/${part(slug)}/reviews`, body)
export const withdrawDecision = (api: FetchApi, slug: string, body: { reason: string; mandateId?: string }) =>
  send<Decision>(api, 'POST', `/api/v1/decisions/${part(slug)}/withdrawal`, body)
export const correctDecision = (api: FetchApi, slug: string, reason: string) =>
  send<Decision>(api, 'POST', `/api/v1/decisions/${part(slug)}/versions`, { reason })

export const createDataset = (api: FetchApi, body: unknown) =>
  send<Dataset>(api, 'POST', '/api/v1/datasets', body)
export const changeDataset = (api: FetchApi, slug: string, body: unknown) =>
  send<Dataset>(api, 'PATCH', `/api/v1/datasets/${part(slug)}`, body)
export const listOwnDatasets = (api: FetchApi) => readAll<Dataset>(api, '/api/v1/datasets')

const limitsPath = (slug: string) => `/api/v1/datasets/${part(slug)}/quality-limits`
export const getQualityLimits = (api: FetchApi, slug: string) =>
  read<components['schemas']['QualityLimits']>(api, limitsPath(slug))
/** Changes the limits of these properties, by name; null: the usual ones again. */
export const changeQualityLimits = (api: FetchApi, slug: string, limits: Record<string, object | null>) =>
  send<unknown>(api, 'PATCH', limitsPath(slug), { limits })

export const judgeValues = (api: FetchApi, body: unknown) =>
  send<Ruling>(api, 'POST', '/api/v1/quality-rulings', body)
export const withdrawRuling = (api: FetchApi, id: string) =>
  send<Ruling>(api, 'DELETE', `/api/v1/quality-rulings/${part(id)}`)

export const listMandates = (api: FetchApi, organisationId?: string) =>
  readAll<Mandate>(api, '/api/v1/mandates', { organisationId })
export const getMandate = (api: FetchApi, id: string) => read<Mandate>(api, `/api/v1/mandates/${part(id)}`)
export const createMandate = (api: FetchApi, body: unknown) =>
  send<Mandate>(api, 'POST', '/api/v1/mandates', body)
export const changeMandate = (api: FetchApi, id: string, body: unknown) =>
  send<Mandate>(api, 'PATCH', `/api/v1/mandates/${part(id)}`, body)

export const listOrganisations = (api: FetchApi) => readAll<Organisation>(api, '/api/v1/organisations')
export const getOrganisation = (api: FetchApi, id: string) =>
  read<Organisation>(api, `/api/v1/organisations/${part(id)}`)
export const createOrganisation = (api: FetchApi, body: unknown) =>
  send<Organisation>(api, 'POST', '/api/v1/organisations', body)
export const listMembers = (api: FetchApi, id: string) =>
  readAll<Member>(api, `/api/v1/organisations/${part(id)}/members`)
export const addMember = (api: FetchApi, id: string, body: unknown) =>
  send<Member>(api, 'POST', `/api/v1/organisations/${part(id)}/members`, body)
export const removeMember = (api: FetchApi, id: string, personId: string, role: string) =>
  send<void>(
    api,
    'DELETE',
    withQuery(`/api/v1/organisations/${part(id)}/members/${part(personId)}`, { role }),
  )
export const listTokens = (api: FetchApi) => readAll<Token>(api, '/api/v1/tokens')
export const createToken = (api: FetchApi, body: unknown) =>
  send<Token & { secret: string }>(api, 'POST', '/api/v1/tokens', body)
export const revokeToken = (api: FetchApi, id: string) =>
  send<void>(api, 'DELETE', `/api/v1/tokens/${part(id)}`)

/** What is observed here, by name; each name once. Empty when it cannot be told. */
export async function listObservedProperties(api: FetchApi): Promise<ObservedProperty[]> {
  type Entity = {
    name: string
    description: string
    Datastreams?: { unitOfMeasurement?: { symbol?: string } }[]
  }
  const query = {
    $select: 'name,description',
    $expand: 'Datastreams($select=unitOfMeasurement;$top=1)',
    $orderby: 'name',
    $top: String(MOST),
  }
  const response = await api(withQuery('/sta/v1.1/ObservedProperties', query))
  if (!response.ok) return []
  const { value } = (await response.json()) as { value: Entity[] }
  const found = value.map(({ name, description, Datastreams }) => ({
    name,
    description,
    unit: Datastreams?.[0]?.unitOfMeasurement?.symbol ?? '',
  }))
  return [...new Map(found.map((property) => [property.name, property])).values()]
}

/** For what the visitor looks at data in this session, and what can be chosen. */
export const getMyPurpose = (api: FetchApi) => get<MyPurpose>(api, '/api/v1/me/purpose')
export const setMyPurpose = (api: FetchApi, purpose: string | null) =>
  send<MyPurpose>(api, 'PUT', '/api/v1/me/purpose', { purpose })
