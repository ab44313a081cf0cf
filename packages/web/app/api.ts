import type { components } from '@samenspel/client'
import { data } from 'react-router'

/**
 * What the site asks of the public API, and the shape of the answers. Pages use only these functions, so that the
 * address of an answer is written once.
 */

type Schemas = components['schemas']

export type PageOf<T> = { items: T[]; next: string | null }

/** Longitude, latitude. The API document cannot say that it is a pair. */
export type Place = [longitude: number, latitude: number]

export type Challenge = Schemas['Challenge']
export type Phase = Challenge['phase']
export type Source = Schemas['Source']
export type Goal = Schemas['Goal']
export type GoalProgress = Schemas['GoalProgress']
export type ChallengeParty = Schemas['ChallengeParty']

export type AreaSummary = Omit<Schemas['AreaItem'], 'labelPoint'> & { labelPoint: Place }
export type AreaLevel = AreaSummary['level']
export type Area = Omit<Schemas['Area'], 'labelPoint'> & { labelPoint: Place }

export type Station = Omit<Schemas['Station'], 'location'> & { location: Place | null }
export type StationHealth = Schemas['StationHealthHistory']
export type Ruling = Schemas['QualityRuling']
export type SensorState = Station['states'][number]
/** What follows the value depends on the resolution, see `namePoints`; the API document has no tuples. */
export type Series = Omit<Schemas['Series'], 'points'> & {
  points: [time: string, value: number | null, ...more: (number | null)[]][]
}

export type Indicator = Schemas['Indicator']
export type IndicatorValue = Schemas['IndicatorValue']
export type IndicatorRanking = Schemas['IndicatorRanking']
export type RankedArea = Schemas['RankedArea']
export type OpenedFigure = Schemas['OpenedFigure']
export type SteeringCheck = Schemas['SteeringCheck']
export type SteeringAnswer = Schemas['SteeringAnswer']
export type CheckedClaim = Schemas['CheckedClaim']
export type IndicatorForecast = Schemas['IndicatorForecast']
export type Signal = Schemas['Signal']

/** What was asked of measurements or figures, and the answer as a table. */
export type Answer = Schemas['ExplorationAnswer']

export type Decision = Schemas['Decision']
export type DecisionSummary = Schemas['DecisionSummary']
export type DecisionOption = Schemas['DecisionOption']
export type DecisionSave = Schemas['DecisionSave']
export type DecisionBoard = Schemas['DecisionBoard']

export type Alliance = Schemas['Alliance']
export type AllianceMember = Schemas['AllianceMember']
export type Agreement = Schemas['Agreement']
export type AgreementSummary = Schemas['AgreementSummary']
export type AgreementStep = Schemas['AgreementStep']

export type Dataset = Schemas['Dataset']
export type Actor = Schemas['Me']

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

type QueryValue = string | number | boolean | undefined | null
type Query = Record<string, QueryValue | readonly string[]>

/** A path with the query parameters that have a value; a list becomes the same parameter several times. */
export function withQuery(path: string, query: Query = {}): string {
  const filled = Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
  const parameters = new URLSearchParams(
    filled.map(([name, value]): [string, string] => [name, String(value)]),
  )
  return filled.length === 0 ? path : `${path}?${parameters}`
}

/**
 * Sends a change, or a question that is part of a form, and gives the answer, or undefined when the answer has no body.
 * @throws ApiProblem when the API refuses
 */
export async function send<T>(
  api: FetchApi,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
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

/** Asks one thing; a refusal becomes an error page with the same status. */
export async function get<T>(api: FetchApi, path: string, query?: Query): Promise<T> {
  const response = await api(withQuery(path, query))
  if (!response.ok) throw asErrorPage(await readProblem(response))
  return (await response.json()) as T
}

export async function readProblem(response: Response): Promise<ApiProblem> {
  const known: unknown = await response.json().catch(() => undefined)
  const problem =
    known && typeof known === 'object' && 'title' in known ? (known as ProblemDetails) : undefined
  return new ApiProblem(
    problem ?? { type: 'about:blank', title: response.statusText, status: response.status, detail: '' },
  )
}

const key = encodeURIComponent

export const getMe = (api: FetchApi) => get<Actor>(api, '/api/v1/me')

export const listChallenges = (
  api: FetchApi,
  query?: { phase?: string; area?: string; q?: string; cursor?: string },
) => get<PageOf<Challenge>>(api, '/api/v1/challenges', query)
export const listAllChallenges = (api: FetchApi, query: { phase?: string; area?: string }) =>
  listAll((from) => listChallenges(api, { ...query, ...from }))
/** Ids of the challenges at which a decision is being prepared: everybody may know the phase of a challenge. */
export async function listDeciding(api: FetchApi): Promise<string[]> {
  const deciding = await listAllChallenges(api, { phase: 'deciding' satisfies Phase })
  return deciding.map(({ id }) => id)
}
export const getChallenge = (api: FetchApi, slug: string) =>
  get<Challenge>(api, `/api/v1/challenges/${key(slug)}`)
/** How far the goals of a challenge are. */
export const listProgress = async (api: FetchApi, slug: string) =>
  (await get<{ items: GoalProgress[] }>(api, `/api/v1/challenges/${key(slug)}/progress`)).items

export const listAreas = (
  api: FetchApi,
  query?: { level?: AreaLevel; parent?: string; at?: string; q?: string; cursor?: string; pageSize?: number },
) => get<PageOf<AreaSummary>>(api, '/api/v1/areas', query)

/** What there are figures of areas of. */
export const listAreaMeasures = async (api: FetchApi) =>
  (await get<{ items: { measure: string; title: string; unit: string }[] }>(api, '/api/v1/area-measures'))
    .items

/** A border as GeoJSON: of one piece, or of several. */
export type AreaShape =
  | { type: 'Polygon'; coordinates: Place[][] }
  | { type: 'MultiPolygon'; coordinates: Place[][][] }

/** The borders of all areas of a level, simplified for maps. */
export const getAreaShapes = (api: FetchApi, query: { level: AreaLevel }) =>
  get<{ features: { id: string; geometry: AreaShape }[] }>(api, '/api/v1/area-shapes', query)

/** As many as an address holds easily; the API takes 200. */
const MOST_CODES = 100
/** The areas with these codes, in their order, as far as they exist. */
export async function listAreasOf(api: FetchApi, codes: readonly string[]): Promise<AreaSummary[]> {
  const parts = Array.from({ length: Math.ceil(codes.length / MOST_CODES) }, (_, index) =>
    codes.slice(index * MOST_CODES, (index + 1) * MOST_CODES),
  )
  const pages = await Promise.all(
    parts.map((code) => get<PageOf<AreaSummary>>(api, '/api/v1/areas', { code, pageSize: code.length })),
  )
  const found = new Map(pages.flatMap(({ items }) => items).map((area) => [area.code, area]))
  return codes.flatMap((code) => found.get(code) ?? [])
}
export const getArea = (api: FetchApi, code: string) => get<Area>(api, `/api/v1/areas/${key(code)}`)

export const listStations = (
  api: FetchApi,
  query?: {
    dataset?: string
    property?: readonly string[]
    area?: string
    near?: string
    within?: number
    reference?: boolean
    cursor?: string
    pageSize?: number
  },
) => get<PageOf<Station>>(api, '/api/v1/stations', query)
/** How many stations there are in these areas; everywhere when there are none. */
export async function countStations(api: FetchApi, area: readonly string[]): Promise<number> {
  return (await get<{ stations: number }>(api, '/api/v1/station-counts', { area })).stations
}
/** One station by the number of its SensorThings `Thing`; an address without a number is of no station. */
export async function getStation(api: FetchApi, thingId: string): Promise<Station> {
  if (!/^\d{1,15}$/.test(thingId)) throw data(null, { status: 404 })
  return get<Station>(api, `/api/v1/stations/${thingId}`)
}
/** How a station is, and how it was. */
export const getStationHealth = (api: FetchApi, thingId: number) =>
  get<StationHealth>(api, `/api/v1/stations/${thingId}/health`)
/** Asks for messages to an address when something is wrong with a station. */
export const askStationMessages = (api: FetchApi, thingId: string, email: string) =>
  send<unknown>(api, 'POST', `/api/v1/stations/${key(thingId)}/hosts`, { email })
/** The station that has this datastream, with that one as its only latest value. */
export async function getStationOf(api: FetchApi, datastream: string): Promise<Station> {
  if (!/^\d{1,9}$/.test(datastream)) throw data(null, { status: 404 })
  const { items } = await get<PageOf<Station>>(api, '/api/v1/stations', { datastream })
  const [station] = items
  if (station) return station
  // An empty list is no refusal; its series is refused with the reason.
  await get(api, '/api/v1/series', { datastream, resolution: 'day' })
  throw data(null, { status: 404 })
}
export const getSeries = (
  api: FetchApi,
  query: { datastream: number; from: string; to: string; resolution: Series['resolution'] },
) => get<Series>(api, '/api/v1/series', query)

/** The calibrations of a datastream, newest first, also of the one that is made of it. */
export const listCalibrations = (api: FetchApi, datastream: number) =>
  get<{ items: Schemas['Calibration'][] }>(api, '/api/v1/calibrations', { datastream })

/** What people said of the values of a datastream, newest first. */
export const listRulings = (api: FetchApi, datastream: number) =>
  get<{ items: Ruling[] }>(api, '/api/v1/quality-rulings', { datastream })

export const listIndicators = (api: FetchApi, query?: { challengeId?: string; cursor?: string }) =>
  get<PageOf<Indicator>>(api, '/api/v1/indicators', query)
export const listAllIndicators = (api: FetchApi) => listAll((from) => listIndicators(api, from))
export const getIndicator = (api: FetchApi, slug: string) =>
  get<Indicator>(api, `/api/v1/indicators/${key(slug)}`)
export const openFigure = (
  api: FetchApi,
  slug: string,
  query: { area: string; periodStart: string; datastream?: number; cursor?: string },
) => get<OpenedFigure>(api, `/api/v1/indicators/${key(slug)}/opened-figure`, query)
export const getSteeringCheck = (api: FetchApi, slug: string, area: string) =>
  get<SteeringCheck>(api, `/api/v1/indicators/${key(slug)}/steering-check`, { area })
export const listSteeringAnswers = (api: FetchApi, slug: string) =>
  get<{ items: SteeringAnswer[] }>(api, `/api/v1/indicators/${key(slug)}/steering-answers`)
export const getForecast = (api: FetchApi, slug: string, area: string) =>
  get<IndicatorForecast>(api, `/api/v1/indicators/${key(slug)}/forecast`, { area })
export const getIndicatorValues = (
  api: FetchApi,
  slug: string,
  query: { area?: string | undefined; from?: string; to?: string; latest?: boolean },
) => get<{ items: IndicatorValue[] }>(api, `/api/v1/indicators/${key(slug)}/values`, query)

/** The order of all areas in the period that holds this moment; without one, in the newest that is over. */
export const getIndicatorRanking = (api: FetchApi, slug: string, at?: string) =>
  get<IndicatorRanking>(api, `/api/v1/indicators/${key(slug)}/ranking`, { at })

/**
 * Answers a question; or says in the words of the API why it cannot be.
 * @param query as `writeQuestion` writes it
 * @throws a fault of the server as an error page
 */
export async function askExploration(
  api: FetchApi,
  query: string,
): Promise<{ answer: Answer; problem: null } | { answer: null; problem: ProblemDetails }> {
  const response = await api(`/api/v1/explorations?${query}`)
  if (response.ok) return { answer: (await response.json()) as Answer, problem: null }
  const refused = await readProblem(response)
  if (refused.problem.status >= 500) throw asErrorPage(refused)
  return { answer: null, problem: refused.problem }
}

export const listSignals = (
  api: FetchApi,
  query?: {
    state?: string
    challengeId?: string
    indicatorId?: string
    area?: string
    cursor?: string
    pageSize?: number
  },
) => get<PageOf<Signal>>(api, '/api/v1/signals', query)
/** All signals that wait for a decision. */
export const listOpenSignals = (api: FetchApi, query: { area?: string; challengeId?: string } = {}) =>
  listAll((from) => listSignals(api, { ...query, state: 'open', pageSize: 200, ...from }), 50)
/** The signals with these ids, in their order, as far as they exist. */
export async function listSignalsOf(api: FetchApi, ids: readonly string[]): Promise<Signal[]> {
  if (ids.length === 0) return []
  const query = { id: ids.slice(0, MOST_SIGNALS), pageSize: MOST_SIGNALS }
  const { items } = await get<PageOf<Signal>>(api, '/api/v1/signals', query)
  const found = new Map(items.map((signal) => [signal.id, signal]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
/** As many as a decision may answer. */
const MOST_SIGNALS = 100
export const getSignal = (api: FetchApi, id: string) => get<Signal>(api, `/api/v1/signals/${key(id)}`)

export const listDecisions = (
  api: FetchApi,
  query?: {
    challengeId?: string
    signalId?: string
    state?: Decision['state']
    standing?: Decision['standing']
    reviewUntil?: string
    q?: string
    field?: string
    area?: string
    cursor?: string
    pageSize?: number
  },
) => get<PageOf<DecisionSummary>>(api, '/api/v1/decisions', query)
export const getDecisionVersion = (api: FetchApi, slug: string, version: number) =>
  get<Decision>(api, `/api/v1/decisions/${key(slug)}/versions/${version}`)
export const listDecisionSaves = (api: FetchApi, slug: string, version: number) =>
  get<{ items: DecisionSave[] }>(api, `/api/v1/decisions/${key(slug)}/versions/${version}/saves`)
export const getDecisionBoard = (api: FetchApi) => get<DecisionBoard>(api, '/api/v1/decision-board')
export const getDecision = (api: FetchApi, slug: string) =>
  get<Decision>(api, `/api/v1/decisions/${key(slug)}`)

export const listAlliances = (
  api: FetchApi,
  query: { challengeId?: string; cursor?: string; pageSize?: number },
) => get<PageOf<Alliance>>(api, '/api/v1/alliances', query)
export const listAgreements = (
  api: FetchApi,
  query?: {
    challengeId?: string
    organisationId?: string
    dataset?: string
    state?: Agreement['state']
    cursor?: string
    pageSize?: number
  },
) => get<PageOf<AgreementSummary>>(api, '/api/v1/agreements', query)
/** The newest text of an agreement that one may read. */
export const getAgreement = (api: FetchApi, slug: string) =>
  get<Agreement>(api, `/api/v1/agreements/${key(slug)}`)
/** One version of an agreement; an address without a number is of none. */
export async function getAgreementVersion(api: FetchApi, slug: string, version: string): Promise<Agreement> {
  if (!/^[1-9]\d{0,4}$/.test(version)) throw data(null, { status: 404 })
  return get<Agreement>(api, `/api/v1/agreements/${key(slug)}/versions/${version}`)
}
/** The address of an agreement for programs, as ODRL in JSON-LD. */
export const odrlOf = ({ slug, version }: Pick<Agreement, 'slug' | 'version'>) =>
  withQuery(`/api/v1/agreements/${key(slug)}/odrl`, { version })

/** Stations of a dataset; or none, and in the words of the API why the visitor may not see them. */
export async function listDatasetStations(
  api: FetchApi,
  dataset: string,
  pageSize: number,
): Promise<PageOf<Station> & { refusal: string | null }> {
  const response = await api(withQuery('/api/v1/stations', { dataset, pageSize }))
  if (response.ok) return { ...((await response.json()) as PageOf<Station>), refusal: null }
  const { problem } = await readProblem(response)
  if (problem.status !== 403) throw asErrorPage(new ApiProblem(problem))
  return { items: [], next: null, refusal: problem.detail }
}

export const listDatasets = (api: FetchApi, query?: { cursor?: string }) =>
  get<PageOf<Dataset>>(api, '/api/v1/datasets', query)
export const getDataset = (api: FetchApi, slug: string) => get<Dataset>(api, `/api/v1/datasets/${key(slug)}`)

/** All items of a list that is known to be short, at most `most` pages of it. */
export async function listAll<T>(
  ask: (from: { cursor?: string }) => Promise<PageOf<T>>,
  most = 10,
): Promise<T[]> {
  const items: T[] = []
  let from: { cursor?: string } = {}
  for (let page = 0; page < most; page++) {
    const answer = await ask(from)
    items.push(...answer.items)
    if (!answer.next) break
    from = { cursor: answer.next }
  }
  return items
}
