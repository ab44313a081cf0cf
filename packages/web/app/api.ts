import { data } from 'react-router'

/**
 * What the site asks of the public API, and the shape of the answers. Pages use only these functions, so that the
 * address of an answer is written once.
 */

export type Phase =
  | 'formulating'
  | 'agreeing'
  | 'measuring'
  | 'understanding'
  | 'deciding'
  | 'acting'
  | 'evaluating'
  | 'learning'

export type PageOf<T> = { items: T[]; next: string | null }

export type Source = {
  id: string
  kind:
    | 'coalition-agreement'
    | 'residents-survey'
    | 'business-survey'
    | 'visit'
    | 'reports'
    | 'research'
    | 'law'
    | 'other'
  title: string
  citation: string
  url: string | null
  date: string | null
}

export type Goal = {
  id: string
  title: string
  indicatorId: string | null
  indicatorText: string
  unit: string
  baseline: number | null
  baselineDate: string | null
  target: number
  targetDate: string
  direction: 'lower' | 'higher'
}

export type ChallengeParty = {
  organisationId: string
  name: string
  role: 'lead' | 'partner' | 'advisor' | 'affected'
  contribution: string
}

export type Challenge = {
  id: string
  slug: string
  title: string
  summary: string
  question: string
  affected: string
  dataRole: string
  phase: Phase
  published: boolean
  ownerId: string
  areaCodes: string[]
  sources: Source[]
  goals: Goal[]
  parties: ChallengeParty[]
  createdAt: string
  updatedAt: string
}

export type AreaLevel = 'municipality' | 'district' | 'neighbourhood'

export type AreaSummary = {
  code: string
  level: AreaLevel
  name: string
  parentCode: string | null
  municipalityCode: string | null
  labelPoint: [number, number]
}

export type AreaStatistic = {
  measure: string
  title: string
  unit: string
  year: number
  value: number | null
  reason?: string | null
}

export type Area = AreaSummary & {
  statistics: AreaStatistic[]
  children: { code: string; name: string; level: AreaLevel }[]
}

export type LatestValue = {
  datastreamId: number
  property: string
  title: string
  unit: string
  value: number | null
  time: string | null
  stale: boolean
}

export type Station = {
  thingId: number
  name: string
  location: [number, number] | null
  areaCode: string | null
  datasetId: string
  latest: LatestValue[]
}

export type Series = {
  datastreamId: number
  unit: string
  resolution: 'raw' | 'hour' | 'day'
  points: [time: string, value: number | null, min?: number, max?: number, count?: number][]
}

export type IndicatorLine = {
  title: string
  value: number
  kind: 'norm' | 'target' | 'signal'
  source: string
  sourceUrl: string | null
}

export type Indicator = {
  id: string
  slug: string
  title: string
  description: string
  unit: string
  property: string
  datasetIds: string[]
  statistic: 'mean' | 'minimum' | 'maximum' | 'percentile' | 'share-above'
  percentile?: number | null
  norm?: number | null
  period: 'hour' | 'day' | 'month' | 'year'
  level: AreaLevel
  minimumCoverage: number
  challengeId: string | null
  goodDirection: 'lower' | 'higher'
  lines: IndicatorLine[]
  signalRule: { line: number; direction: 'above' | 'below'; clearLine: number; minimumPeriods: number } | null
  version: number
  ownerId: string
  published: boolean
}

export type IndicatorValue = {
  areaCode: string
  areaName: string
  periodStart: string
  periodEnd: string
  value: number | null
  /** Hour values that counted, of those that could have been. */
  hours: number
  expected: number
  coverage: number
  stations: number
}

export type Signal = {
  id: string
  indicatorId: string
  indicatorSlug: string
  indicatorTitle: string
  unit: string
  period: Indicator['period']
  challengeId: string | null
  areaCode: string
  areaName: string
  state: 'open' | 'cleared' | 'decided' | 'withdrawn'
  openedAt: string
  openedValue: number
  peakAt: string
  peakValue: number
  line: number
  clearedAt: string | null
  decisionId: string | null
  sentence: { nl: string; en: string }
}

export type DecisionOption = {
  id: string
  kind: 'do-nothing' | 'action'
  title: string
  description: string
  cost: number | null
  consequences: { party: string; effect: string; kind: 'positive' | 'negative' | 'neutral' }[]
}

export type DecisionSummary = {
  id: string
  slug: string
  title: string
  state: 'draft' | 'published' | 'superseded'
  version: number
  challengeId: string
  outcome: 'act' | 'watch' | 'do-nothing' | 'not-ours' | null
  reviewDate: string | null
  publishedAt: string | null
  updatedAt: string
}

export type Decision = DecisionSummary & {
  signalIds: string[]
  question: string
  field: string
  amount: number | null
  areaCodes: string[]
  options: DecisionOption[]
  chosenOptionId: string | null
  reasons: string
  /** `reference` is a web address, or a path on this site. */
  evidence: {
    kind: 'indicator' | 'signal' | 'dataset' | 'document'
    title: string
    reference: string
    note: string
  }[]
  dissent: { who: string; ground: string; answer: string }[]
  mandateId: string | null
  /** The mandate as it stood when the decision was signed; null for a draft. */
  signature: {
    mandateId: string
    function: string
    holderName: string
    basis: string
    signedAt: string
  } | null
  ownerId: string
  history: {
    version: number
    state: DecisionSummary['state']
    publishedAt: string | null
    reason: string
  }[]
}

export type Dataset = {
  id: string
  slug: string
  title: string
  description: string
  ownerId: string
  ownerName: string
  licence: string
  access: 'open' | 'restricted' | 'personal'
  precision: {
    place: 'exact' | '100m' | '500m' | 'area'
    time: 'raw' | 'hour' | 'day'
    delayMinutes: number
    minimumGroup: number
  }
  retention: { rawDays: number | null; hourDays: number | null }
  theme: string
  contact: string
  corrections: 'replace' | 'refuse'
  createdAt: string
  updatedAt: string
}

export type Actor = {
  kind: 'anonymous' | 'person' | 'token'
  /** Whether one can sign in with the account of one's work. */
  singleSignOn?: boolean
  name?: string
  email?: string
  memberships: { organisation: { id: string; name: string }; role: string }[]
}

/** A mistake in what was sent: `pointer` is a JSON pointer in the part of the request named by `in`. */
export type Mistake = { in: 'path' | 'query' | 'header' | 'body'; pointer: string; detail: string }

/** Problem details (RFC 9457) as the API gives them. */
export type ProblemDetails = {
  type: string
  title: string
  status: number
  detail: string
  errors?: Mistake[]
}

/** An answer of the API that is not a success. */
export class ApiProblem extends Error {
  readonly problem: ProblemDetails
  constructor(problem: ProblemDetails) {
    super(`${problem.status} ${problem.title}: ${problem.detail}`)
    this.name = 'ApiProblem'
    this.problem = problem
  }
}

/** What a reading function throws: the router shows it as an error page with the same status. */
const asErrorPage = ({ problem }: ApiProblem) => data(problem, { status: problem.status })

/** Asks the API; the path starts with `/api/` and the answer is what a browser's `fetch` would give. */
export type FetchApi = (path: string, init?: RequestInit) => Promise<Response>

type Query = Record<string, string | number | undefined | null>

/** A path with the query parameters that have a value. */
export function withQuery(path: string, query: Query = {}): string {
  const filled = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const parameters = new URLSearchParams(
    filled.map(([name, value]): [string, string] => [name, String(value)]),
  )
  return filled.length === 0 ? path : `${path}?${parameters}`
}

/**
 * Sends a change and gives the answer, or undefined when the answer has no body.
 * @throws ApiProblem when the API refuses
 */
export async function send<T>(
  api: FetchApi,
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const init: RequestInit = { method }
  if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { 'content-type': 'application/json' }
  }
  const response = await api(path, init)
  if (!response.ok) throw await readProblem(response)
  return (response.status === 204 ? undefined : await response.json()) as T
}

async function get<T>(api: FetchApi, path: string, query?: Query): Promise<T> {
  const response = await api(withQuery(path, query))
  if (!response.ok) throw asErrorPage(await readProblem(response))
  return (await response.json()) as T
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const known: unknown = await response.json().catch(() => undefined)
  const problem =
    known && typeof known === 'object' && 'title' in known ? (known as ProblemDetails) : undefined
  return new ApiProblem(
    problem ?? { type: 'about:blank', title: response.statusText, status: response.status, detail: '' },
  )
}

const key = encodeURIComponent

export const getMe = (api: FetchApi) => get<Actor>(api, '/api/v1/me')

export const listChallenges = (api: FetchApi, query?: { phase?: string; area?: string; q?: string }) =>
  get<PageOf<Challenge>>(api, '/api/v1/challenges', query)
export const getChallenge = (api: FetchApi, slug: string) =>
  get<Challenge>(api, `/api/v1/challenges/${key(slug)}`)

export const listAreas = (
  api: FetchApi,
  query?: { level?: AreaLevel; parent?: string; at?: string; q?: string; cursor?: string; pageSize?: number },
) => get<PageOf<AreaSummary>>(api, '/api/v1/areas', query)
export const getArea = (api: FetchApi, code: string) => get<Area>(api, `/api/v1/areas/${key(code)}`)

export const listStations = (
  api: FetchApi,
  query?: { dataset?: string; property?: string; area?: string; cursor?: string; pageSize?: number },
) => get<PageOf<Station>>(api, '/api/v1/stations', query)
/** One station by the number of its SensorThings `Thing`; an address without a number is of no station. */
export async function getStation(api: FetchApi, thingId: string): Promise<Station> {
  if (!/^\d{1,15}$/.test(thingId)) throw data(null, { status: 404 })
  return get<Station>(api, `/api/v1/stations/${thingId}`)
}
export const getSeries = (
  api: FetchApi,
  query: { datastream: number; from: string; to: string; resolution: Series['resolution'] },
) => get<Series>(api, '/api/v1/series', query)

export const listIndicators = (api: FetchApi, query?: { challengeId?: string; cursor?: string }) =>
  get<PageOf<Indicator>>(api, '/api/v1/indicators', query)
export const getIndicator = (api: FetchApi, slug: string) =>
  get<Indicator>(api, `/api/v1/indicators/${key(slug)}`)
export const getIndicatorValues = (
  api: FetchApi,
  slug: string,
  query: { area?: string | undefined; from?: string; to?: string },
) => get<{ items: IndicatorValue[] }>(api, `/api/v1/indicators/${key(slug)}/values`, query)

export const listSignals = (
  api: FetchApi,
  query?: { state?: string; challengeId?: string; indicatorId?: string; area?: string },
) => get<PageOf<Signal>>(api, '/api/v1/signals', query)
export const getSignal = (api: FetchApi, id: string) => get<Signal>(api, `/api/v1/signals/${key(id)}`)

export const listDecisions = (api: FetchApi, query?: { challengeId?: string; signalId?: string }) =>
  get<PageOf<DecisionSummary>>(api, '/api/v1/decisions', query)
export const getDecision = (api: FetchApi, slug: string) =>
  get<Decision>(api, `/api/v1/decisions/${key(slug)}`)

export const listDatasets = (api: FetchApi) => get<PageOf<Dataset>>(api, '/api/v1/datasets')
export const getDataset = (api: FetchApi, slug: string) => get<Dataset>(api, `/api/v1/datasets/${key(slug)}`)

/** All items of a list that is known to be short, at most `most` pages of it. */
export async function listAll<T>(ask: (cursor?: string) => Promise<PageOf<T>>, most = 10): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  for (let page = 0; page < most; page++) {
    const answer = await ask(cursor)
    items.push(...answer.items)
    if (!answer.next) break
    cursor = answer.next
  }
  return items
}
