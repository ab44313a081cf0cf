import { Readable } from 'node:stream'
import { type Static, Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { type Bilingual, Problem } from '../../../platform/errors.ts'
import { CSV_TYPE, prefersCsv, writeCsv } from '../../../platform/http/csv.ts'
import { explainEmpty, refuseUnknown } from '../../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { findNamedAreas } from '../../areas/index.ts'
import { readerOf } from '../plan/reader.ts'
import { findNamedReadable, missingFor } from '../plan/refusals.ts'
import type { BeginUses } from '../uses/recording.ts'
import { choosePeriod, findBoxMistake, findPeriodMistake, findPointMistake, MOST_POINTS } from './rules.ts'
import {
  MOST_KILOMETRES,
  POINT_COLUMNS,
  Series,
  SeriesQuery,
  Station,
  StationCount,
  StationCountQuery,
  StationPage,
  StationParams,
  StationQuery,
} from './schema.ts'
import { countStations, findStation, listStations, readSeries } from './store.ts'

const tags = ['measurements']

/** What map and charts show: stations with their latest values, and series of one datastream. */
export function addReadingRoutes(http: Http, { db, clock }: Platform, beginUses: BeginUses): void {
  const findUnknownIn = ({ dataset, area }: Static<typeof StationCountQuery>, actor: Actor) => [
    findNamedReadable(db, { actor, now: clock() }, dataset),
    findNamedAreas(db, '/area', area),
  ]

  typed(http).get(
    '/api/v1/stations',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List stations with their latest values',
        tags,
        operationId: 'listStations',
        querystring: StationQuery,
        response: {
          200: {
            description:
              'The stations; as CSV one row per latest value, with the address of the next page in the header Link',
            content: {
              'application/json': { schema: StationPage },
              'text/csv': { schema: Type.String() },
            },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ query, actor, trace, headers, url }, reply) => {
      const { bbox, near, within = MOST_KILOMETRES, cursor, pageSize = 200 } = query
      const [after] = decodeCursor(cursor, 1) ?? []
      const box = bbox?.split(',').map(Number)
      const point = near?.split(',').map(Number)
      refusePlaces([
        ['/bbox', box && findBoxMistake(box)],
        ['/near', point && findPointMistake(point)],
      ])
      const { stations: rows, uses } = await listStations(db, {
        ...readerOf(actor, clock()),
        ...selectionOf(query),
        datastream: query.datastream,
        bbox: box,
        near: point && { point, metres: within * 1000 },
        after,
        limit: point ? pageSize : pageSize + 1,
        now: clock(),
      })
      await explainEmpty(rows, () => findUnknownIn(query, actor))
      await beginUses({ actor, trace }).record(uses)
      const page = toPage(rows, pageSize, ({ thingId }) => [String(thingId)])
      reply.header('vary', 'accept')
      if (!prefersCsv(query.format, headers.accept)) {
        return reply.type('application/json; charset=utf-8').send(page as never)
      }
      reply.type(CSV_TYPE).header('content-disposition', 'attachment; filename="stations.csv"')
      if (page.next !== null) reply.header('link', `<${continueAt(url, page.next)}>; rel="next"`)
      return reply.send(Readable.from(writeStations(page.items)) as never)
    },
  )

  typed(http).get(
    '/api/v1/station-counts',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Count stations',
        tags,
        operationId: 'countStations',
        querystring: StationCountQuery,
        response: { 200: StationCount, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor, trace }) => {
      const { stations, uses } = await countStations(db, {
        ...readerOf(actor, clock()),
        ...selectionOf(query),
      })
      if (stations === 0) await refuseUnknown(...findUnknownIn(query, actor))
      await beginUses({ actor, trace }).record(uses)
      return { stations }
    },
  )

  typed(http).get(
    '/api/v1/stations/:thingId',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get one station with its latest values',
        tags,
        operationId: 'getStation',
        params: StationParams,
        response: { 200: Station, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor, trace }) => {
      const { thingId } = params
      const { station, uses } = await findStation(db, { ...readerOf(actor, clock()), thingId })
      if (!station)
        throw await missingFor(db, { actor, now: clock() }, { nl: 'Dit meetpunt', en: 'This station' })
      await beginUses({ actor, trace }).record(uses)
      return station
    },
  )

  typed(http).get(
    '/api/v1/series',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get the values of a datastream over time',
        tags,
        operationId: 'getSeries',
        querystring: SeriesQuery,
        response: {
          200: {
            description: 'The values; as CSV with the names of their parts and the unit',
            content: {
              'application/json': { schema: Series },
              'text/csv': { schema: Type.String() },
            },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ query, actor, trace, headers }, reply) => {
      const { datastream, resolution = 'hour' } = query
      const period = choosePeriod(resolution, { from: query.from, to: query.to }, clock())
      const mistake = findPeriodMistake(resolution, period)
      if (mistake) throw refusePeriod(mistake)
      const found = await readSeries(db, {
        ...readerOf(actor, clock()),
        ...period,
        datastreamId: datastream,
        resolution,
      })
      if (!found) {
        const what = { nl: 'Deze meetreeks', en: 'This datastream' }
        throw await missingFor(db, { actor, now: clock() }, what, { in: 'query', pointer: '/datastream' })
      }
      await beginUses({ actor, trace }).record(found.uses)
      if (found.points > MOST_POINTS) {
        throw refusePeriod({
          pointer: '/from',
          nl: `Er zijn meer dan ${MOST_POINTS} metingen in deze periode. Vraag een kortere periode, of uurcijfers.`,
          en: `There are more than ${MOST_POINTS} values in this period. Ask a shorter period, or hour figures.`,
        })
      }
      reply.header('vary', 'accept')
      if (!prefersCsv(query.format, headers.accept)) {
        return reply.type('application/json; charset=utf-8').send(found.json as never)
      }
      reply
        .type(CSV_TYPE)
        .header('content-disposition', `attachment; filename="datastream-${datastream}-${resolution}.csv"`)
      return reply.send(Readable.from(writeSeries(JSON.parse(found.json))) as never)
    },
  )
}

/** Which stations are asked for; what was left out is undefined. */
function selectionOf({ dataset, property, area, reference }: Static<typeof StationCountQuery>) {
  return { dataset, properties: property, areas: area, reference }
}

const STATION_COLUMNS = [
  'thingId',
  'name',
  'longitude',
  'latitude',
  'areaCode',
  'datastreamId',
  'property',
  'value',
  'unit',
  'time',
  'calibrated',
] as const

function writeStations(stations: readonly Station[]): Iterable<string> {
  const rows = stations.flatMap(({ thingId, name, location, areaCode, latest }) =>
    latest.map(({ datastreamId, property, value, unit, time, calibrated }) => {
      const place = [location?.[0] ?? null, location?.[1] ?? null]
      return [
        thingId,
        name,
        ...place,
        areaCode,
        datastreamId,
        property,
        value,
        unit,
        time,
        String(calibrated),
      ]
    }),
  )
  return writeCsv(STATION_COLUMNS, rows)
}

/** The address of the next page: the asked one with another cursor. */
function continueAt(url: string, next: string): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  searchParams.set('cursor', next)
  return `${pathname}?${searchParams}`
}

function writeSeries({ resolution, unit, points }: Series): Iterable<string> {
  return writeCsv(
    [...POINT_COLUMNS[resolution], 'unit'],
    points.map((point) => [...point, unit]),
  )
}

/** Refuses the places of which something is wrong, all at once. */
function refusePlaces(places: readonly [pointer: string, mistake: Bilingual | undefined][]): void {
  const mistakes = places.flatMap(([pointer, detail]) =>
    detail ? [{ in: 'query' as const, pointer, detail }] : [],
  )
  const [first] = mistakes
  if (first) throw new Problem('invalid-query', first.detail, mistakes)
}

function refusePeriod({ pointer, nl, en }: { pointer: string; nl: string; en: string }) {
  return new Problem('invalid-query', { nl, en }, [{ in: 'query', pointer, detail: { nl, en } }])
}
