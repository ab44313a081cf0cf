import type { DecisionSummary, IndicatorValue, Series } from '../app/api.ts'
import type { CallApi } from '../src/handler.ts'
import { agreements, alliances, findVersion, summarise } from './fixture-agreements.ts'
import {
  areaShapes,
  areas,
  challenges,
  indicators,
  indicatorValues,
  progressOf,
  signals,
  stations,
  statistics,
} from './fixture-data.ts'
import { datasets, refusalOf } from './fixture-datasets.ts'
import { decisionBoard, decisionSaves, decisions, findDecisionVersion } from './fixture-decisions.ts'
import { evaluations, lessons, missingLessons } from './fixture-evaluations.ts'
import { explore } from './fixture-explore.ts'
import { openedFigure, rankingOf } from './fixture-figures.ts'
import { ledgerProof, redactionOf } from './fixture-ledger.ts'
import { hexagonsOf, measuredProperties, profileOf, stationValues } from './fixture-map.ts'
import {
  consents,
  invitations,
  kits,
  notices,
  ownAnalyses,
  ownClasses,
  ownRemarks,
  placePreview,
  sensors,
  service,
} from './fixture-my.ts'
import { myDataUses, myTables, resident } from './fixture-my-data.ts'
import { messages, myOutcomes, outcomes } from './fixture-outcomes.ts'
import { calibrations, healthOf, rulings, seriesPoints } from './fixture-quality.ts'

type Answer = { status?: number; body: unknown }
/** `list` gives all values of a parameter; `query` its only one. */
type Ask = {
  part: string
  /** What was sent. */
  body: unknown
  /** Whoever has a cookie is the one resident there is. */
  isSignedIn: boolean
  query: (name: string) => string | undefined
  list: (name: string) => string[]
  search: URLSearchParams
}

const page = <T>(items: T[]) => ({ body: { items, next: null } })
/** Pages of two, so that there is a next one. */
const pageFrom = <T>(cursor: string | undefined, items: T[]) => {
  const start = Number(cursor ?? 0)
  const end = start + 2
  return { body: { items: items.slice(start, end), next: end < items.length ? String(end) : null } }
}
const missing: Answer = {
  status: 404,
  body: { type: 'urn:samenspel:problem:not-found', title: 'Niet gevonden', status: 404, detail: '' },
}
const one = <T extends { id: string }>(items: (T & { slug?: string })[], key: string): Answer => {
  const found = items.find((item) => item.id === key || item.slug === key)
  return found ? { body: found } : missing
}
const found = (body: object | undefined): Answer => (body ? { body } : missing)
const is = (wanted: string | undefined, value: unknown) => wanted === undefined || wanted === value
const isOneOf = (wanted: string[], value: string) => wanted.length === 0 || wanted.includes(value)

/** The paths of the API that the site reads, each with its answer. */
const routes: [RegExp, (ask: Ask) => Answer][] = [
  [/^\/me$/, ({ isSignedIn }) => ({ body: isSignedIn ? resident : { kind: 'anonymous', memberships: [] } })],
  [/^\/me\/data$/, () => ({ body: { slices: [{ slice: 'parties', tables: myTables }] } })],
  [/^\/analyses$/, ({ query }) => page(query('mine') ? ownAnalyses : [])],
  [/^\/classes$/, () => page(ownClasses)],
  [/^\/remarks$/, ({ query }) => (query('mine') ? page(ownRemarks) : missing)],
  [/^\/me\/sensors$/, () => page(sensors)],
  [/^\/me\/sensors\/([^/]+)$/, ({ part }) => one(sensors, part)],
  [/^\/me\/sensor-offers$/, () => ({ body: { kit: kits[0]?.key, datasetId: notices[0]?.datasetId } })],
  [/^\/me\/consents$/, () => page(consents)],
  [/^\/me\/consents\/([^/]+)$/, ({ part }) => found(consents.find(({ noticeId }) => noticeId === part))],
  [/^\/sensor-kits$/, () => page(kits)],
  [/^\/host-invitations$/, () => page(invitations)],
  [/^\/place-previews$/, () => ({ body: placePreview })],
  [/^\/sta\/v1\.1$/, () => ({ body: service })],
  [
    /^\/consent-notices$/,
    ({ query }) => page(notices.filter(({ datasetId }) => is(query('datasetId'), datasetId))),
  ],
  [/^\/consent-notices\/([^/]+)$/, ({ part }) => one(notices, part)],
  [/^\/me\/data-uses$/, ({ query }) => ({ body: myDataUses(query('from'), query('to')) })],
  [
    /^\/challenges$/,
    ({ query }) =>
      pageFrom(
        query('cursor'),
        challenges.filter(
          ({ phase, areaCodes }) =>
            is(query('phase'), phase) &&
            (query('area') === undefined || areaCodes.includes(String(query('area')))),
        ),
      ),
  ],
  [/^\/challenges\/([^/]+)$/, ({ part }) => one(challenges, part)],
  [/^\/challenges\/([^/]+)\/progress$/, ({ part }) => ({ body: { items: progressOf(part) } })],
  [
    /^\/areas$/,
    ({ query, list }) =>
      page(
        areas.filter(
          ({ code, level, name, parentCode }) =>
            isOneOf(list('code'), code) &&
            is(query('level'), level) &&
            is(query('parent'), parentCode) &&
            name.toLowerCase().includes((query('q') ?? '').toLowerCase()),
        ),
      ),
  ],
  [/^\/area-shapes$/, () => ({ body: areaShapes })],
  [/^\/measured-properties$/, () => ({ body: { items: measuredProperties } })],
  [
    /^\/station-values$/,
    ({ query }) => ({ body: { items: stationValues(query('property')), frames: [], next: null } }),
  ],
  [/^\/hexagons$/, ({ query }) => ({ body: hexagonsOf(query('property'), Number(query('width'))) })],
  [/^\/areas\/([^/]+)$/, ({ part }) => findArea(part)],
  [
    /^\/stations$/,
    ({ query, list }) => {
      const detail = refusalOf(query('dataset'))
      if (detail) return { status: 403, body: { title: 'Dit mag u niet', status: 403, detail } }
      return page(
        stationsOf(query('datastream')).filter(
          ({ areaCode, datasetId, reference, latest }) =>
            is(query('area'), areaCode) &&
            is(query('dataset'), datasetId) &&
            is(query('reference'), String(reference)) &&
            latest.some(({ property }) => isOneOf(list('property'), property)),
        ),
      )
    },
  ],
  [
    /^\/station-counts$/,
    ({ list }) => ({
      body: { stations: stations.filter(({ areaCode }) => isOneOf(list('area'), areaCode ?? '')).length },
    }),
  ],
  [
    /^\/stations\/([^/]+)$/,
    ({ part }) => {
      const found = stations.find(({ thingId }) => String(thingId) === part)
      return found ? { body: found } : missing
    },
  ],
  [
    /^\/stations\/([^/]+)\/health$/,
    ({ part }) => {
      const found = stations.find(({ thingId }) => String(thingId) === part)
      return found ? { body: healthOf(found) } : missing
    },
  ],
  [
    /^\/series$/,
    ({ query }) => {
      const resolution = query('resolution') as Series['resolution']
      const asked = { from: String(query('from')), to: String(query('to')), resolution }
      const datastreamId = Number(query('datastream'))
      return {
        body: { datastreamId, unit: '°C', resolution, points: seriesPoints(asked, datastreamId) },
      }
    },
  ],
  [
    /^\/quality-rulings$/,
    ({ query }) => page(rulings.filter(({ datastreamId }) => is(query('datastream'), String(datastreamId)))),
  ],
  [
    /^\/calibrations$/,
    ({ query }) => page(['1', '2'].includes(query('datastream') ?? '') ? calibrations : []),
  ],
  [
    /^\/indicators$/,
    ({ query }) => page(indicators.filter(({ challengeId }) => is(query('challengeId'), challengeId))),
  ],
  [/^\/indicators\/([^/]+)$/, ({ part }) => one(indicators, part)],
  [/^\/indicators\/([^/]+)\/ranking$/, ({ part }) => found(rankingOf(part))],
  [/^\/indicators\/[^/]+\/profiles\/([^/]+)$/, ({ part }) => found(profileOf(part))],
  [
    /^\/indicators\/([^/]+)\/opened-figure$/,
    ({ part, query }) =>
      found(
        openedFigure(part, {
          area: query('area') ?? '',
          periodStart: query('periodStart') ?? '',
          datastream: query('datastream'),
        }),
      ),
  ],
  [
    /^\/indicators\/([^/]+)\/values$/,
    ({ part, query }) => {
      const indicator = indicators.find(({ id, slug }) => id === part || slug === part)
      if (!indicator) return missing
      const items = indicatorValues(indicator).filter(
        ({ areaCode, periodStart }) =>
          is(query('area'), areaCode) &&
          (query('from') === undefined || Date.parse(periodStart) >= Date.parse(String(query('from')))),
      )
      const latest = query('latest') ? items.filter(isNewestOfArea) : items
      return { body: { indicator, items: latest } }
    },
  ],
  [
    /^\/signals$/,
    ({ query, list }) =>
      page(
        signals.filter(
          ({ id, state, challengeId, indicatorId, areaCode }) =>
            (list('id').length === 0 || list('id').includes(id)) &&
            is(query('state'), state) &&
            is(query('challengeId'), challengeId) &&
            is(query('indicatorId'), indicatorId) &&
            is(query('area'), areaCode),
        ),
      ),
  ],
  [/^\/signals\/([^/]+)$/, ({ part }) => one(signals, part)],
  [
    /^\/decisions$/,
    ({ query }) =>
      page(
        decisions
          .filter(
            ({ challengeId, signalIds }) =>
              is(query('challengeId'), challengeId) &&
              (query('signalId') === undefined || signalIds.includes(String(query('signalId')))),
          )
          .map(
            (decision): DecisionSummary => ({
              ...decision,
              chosenOption: decision.options.find(({ id }) => id === decision.chosenOptionId)?.title ?? null,
              decidedBy: decision.signature?.function ?? null,
              happened: [],
            }),
          ),
      ),
  ],
  [/^\/decisions\/([^/]+)$/, ({ part }) => one(decisions, part)],
  [/^\/decisions\/([^/]+\/versions\/\d+)$/, ({ part }) => found(findDecisionVersion(part))],
  [/^\/decisions\/([^/]+)\/versions\/\d+\/saves$/, () => ({ body: { items: decisionSaves } })],
  [/^\/decision-board$/, () => ({ body: decisionBoard })],
  [/^\/interventions$/, () => page([])],
  [
    /^\/outcomes$/,
    ({ list }) => page(outcomes.filter(({ decisionId }) => list('decisionId').includes(decisionId))),
  ],
  [/^\/me\/outcomes$/, () => page(myOutcomes)],
  [/^\/me\/muted-challenges$/, () => page([])],
  [/^\/messages\/stop$/, ({ query }) => (query('key') === 'heel' ? { body: null } : missing)],
  [/^\/me\/messages$/, () => ({ body: messages })],
  [
    /^\/evaluations$/,
    ({ query }) =>
      page(
        evaluations.filter(({ answer, state }) => is(query('answer'), answer) && is(query('state'), state)),
      ),
  ],
  [/^\/evaluations\/([^/]+)$/, ({ part }) => one(evaluations, part)],
  [/^\/lessons$/, ({ query }) => page(lessons.filter(({ verdict }) => is(query('verdict'), verdict)))],
  [
    /^\/lessons\/missing$/,
    ({ query }) => page(missingLessons.filter(({ evaluation }) => is(query('evaluationId'), evaluation.id))),
  ],
  [/^\/lessons\/([^/]+)$/, ({ part }) => found(lessons.find(({ evaluation }) => evaluation.slug === part))],
  [
    /^\/alliances$/,
    ({ query }) => page(alliances.filter(({ challengeId }) => is(query('challengeId'), challengeId))),
  ],
  [
    /^\/agreements$/,
    ({ query }) =>
      page(
        agreements
          .map(summarise)
          .filter(
            ({ state, challengeId, datasetIds }) =>
              is(query('state'), state) &&
              is(query('challengeId'), challengeId) &&
              (query('dataset') === undefined || datasetIds.includes(String(query('dataset')))),
          ),
      ),
  ],
  [/^\/agreements\/([^/]+)$/, ({ part }) => one(agreements, part)],
  [/^\/agreements\/([^/]+\/versions\/[0-9]+)$/, ({ part }) => found(findVersion(part))],
  [
    /^\/ledger\/entries\/[^/]+\/([^/]+)\/1$/,
    ({ part }) => (part === ledgerProof.id ? { body: ledgerProof } : missing),
  ],
  [/^\/ledger\/entries\/[^/]+\/[^/]+\/1\/redactions$/, ({ body }) => redactionOf(body)],
  [/^\/explorations$/, ({ search }) => explore(search)],
  [/^\/datasets$/, () => page(datasets)],
  [/^\/datasets\/([^/]+)$/, ({ part }) => one(datasets, part)],
]

function stationsOf(datastream: string | undefined) {
  if (datastream === undefined) return stations
  return stations.flatMap((station) => {
    const latest = station.latest.filter(({ datastreamId }) => String(datastreamId) === datastream)
    return latest.length > 0 ? [{ ...station, latest }] : []
  })
}

function isNewestOfArea(item: IndicatorValue, _index: number, items: IndicatorValue[]): boolean {
  const newest = items.findLast(({ areaCode, value }) => areaCode === item.areaCode && value !== null)
  return newest === item
}

function findArea(code: string): Answer {
  const found = areas.find((area) => area.code === code)
  if (!found) return missing
  const children = areas
    .filter(({ parentCode }) => parentCode === code)
    .map(({ code: child, name, level }) => ({ code: child, name, level }))
  return { body: { ...found, statistics, children, geometry: null } }
}

/** Answers as the API would, without a server or a database. The keys `kapot` and `verboden` give an error 500 and 403. */
export const callFixtureApi: CallApi = async (request) => {
  const url = new URL(request.url)
  const path = url.pathname.replace(/^\/api\/v1/, '')
  for (const [pattern, answer] of routes) {
    const match = pattern.exec(path)
    if (!match) continue
    const part = decodeURIComponent(match[1] ?? '')
    if (part === 'kapot') {
      return Response.json({ type: 'about:blank', title: 'Kapot', status: 500, detail: '' }, { status: 500 })
    }
    if (part === 'verboden') {
      return Response.json(
        { type: 'about:blank', title: 'Verboden', status: 403, detail: '' },
        { status: 403 },
      )
    }
    const { status = 200, body } = answer({
      part,
      body: request.method === 'POST' ? await request.json().catch(() => undefined) : undefined,
      isSignedIn: request.headers.has('cookie'),
      query: (name) => url.searchParams.get(name) ?? undefined,
      list: (name) => url.searchParams.getAll(name),
      search: url.searchParams,
    })
    return Response.json(body, { status })
  }
  return Response.json(missing.body, { status: 404 })
}
