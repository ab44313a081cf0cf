import type { HexagonWidth } from '@samenspel/standards/geo'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { requireTile, TILE_TYPE, TileParams, tileResponse } from '../../../platform/http/tiles.ts'
import type { Platform } from '../../../platform/slice.ts'
import { readerOf } from '../plan/reader.ts'
import type { BeginUses } from '../uses/recording.ts'
import { drawHexagons, drawStations, MARGIN, reachOf } from './draw.ts'
import { chooseSeries, fillHexagons, fitsInHexagon } from './rules.ts'
import {
  HexagonList,
  HexagonsQuery,
  MeasuredProperties,
  PointsQuery,
  StationValuesPage,
  ValuesQuery,
} from './schema.ts'
import { framesOf, spanOf } from './span.ts'
import { listMeasured, listPoints } from './store.ts'

const tags = ['measurements']
const config = { access: 'anyone' } as const

/** What a map draws of measurements, as vector tiles; and the same as lists, for who reads it. */
export function addTileRoutes(http: Http, { db, clock }: Platform, beginUses: BeginUses): void {
  const app = typed(http)

  app.get(
    '/api/v1/tiles/stations/:z/:x/:y',
    {
      config,
      schema: {
        summary: 'A vector tile with stations and their values',
        description:
          'Of the latest value: `value`, `time` (seconds since 1970), `averaged` (seconds over which it is a mean, 0 for a single one), `stale`, `usable`. Of a day or a year: `v0`, `v1` … for each hour or month. Always `datastreamId`, `name`, `unit`, `place` (how precisely you see where it is) and `calibrated`; the id of a feature is that of its Thing.',
        tags,
        operationId: 'getStationTile',
        params: TileParams,
        querystring: PointsQuery,
        response: { 200: tileResponse('stations'), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, actor, trace }, reply) => {
      const tile = requireTile(params)
      const span = spanOf(query)
      const { property, unit } = query
      const { points, uses } = await listPoints(db, readerOf(actor, clock()), {
        property,
        unit,
        span,
        within: { tile, margin: MARGIN },
      })
      await beginUses({ actor, trace }).record(uses)
      return reply.type(TILE_TYPE).send(Buffer.from(drawStations(points, tile, span)) as never)
    },
  )

  app.get(
    '/api/v1/tiles/hexagons/:z/:x/:y',
    {
      config,
      schema: {
        summary: 'A vector tile with means of stations by hexagon',
        description:
          'A hexagon has a mean when three stations in it measured. A station of which you see the place less precisely than the hexagon asks is in none. `stations` is how many are in it; `v0` is the mean of their latest values and `n0` of how many, or `v0`, `v1` … and `n0`, `n1` … those of each hour of a day or month of a year.',
        tags,
        operationId: 'getHexagonTile',
        params: TileParams,
        querystring: HexagonsQuery,
        response: { 200: tileResponse('hexagons'), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, actor, trace }, reply) => {
      const tile = requireTile(params)
      const width = query.width as HexagonWidth
      const { property, unit } = query
      const { points, uses } = await listPoints(db, readerOf(actor, clock()), {
        property,
        unit,
        span: spanOf(query),
        within: { tile, margin: reachOf(width, tile) },
      })
      await beginUses({ actor, trace }).record(uses)
      return reply.type(TILE_TYPE).send(Buffer.from(drawHexagons(points, tile, width)) as never)
    },
  )

  app.get(
    '/api/v1/measured-properties',
    {
      config,
      schema: {
        summary: 'List what stations measure, in which unit, and how many do',
        tags,
        operationId: 'listMeasuredProperties',
        response: { 200: MeasuredProperties, ...PROBLEM_RESPONSES },
      },
    },
    async ({ actor, trace }) => {
      const { properties, uses } = await listMeasured(db, readerOf(actor, clock()))
      await beginUses({ actor, trace }).record(uses)
      return { items: properties }
    },
  )

  app.get(
    '/api/v1/station-values',
    {
      config,
      schema: {
        summary: 'List stations with their values of one property, as a map shows them',
        tags,
        operationId: 'listStationValues',
        querystring: ValuesQuery,
        response: { 200: StationValuesPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor, trace }) => {
      const { property, unit, cursor, pageSize = 200 } = query
      const span = spanOf(query)
      const [after] = decodeCursor(cursor, 1) ?? []
      const { points, uses } = await listPoints(db, readerOf(actor, clock()), {
        property,
        unit,
        span,
        after,
        limit: pageSize + 1,
      })
      await beginUses({ actor, trace }).record(uses)
      const page = toPage(chooseSeries(points), pageSize, ({ thingId }) => [String(thingId)])
      return { ...page, frames: framesOf(span) }
    },
  )

  app.get(
    '/api/v1/hexagons',
    {
      config,
      schema: {
        summary: 'List means of stations by hexagon, as a map shows them',
        tags,
        operationId: 'listHexagons',
        querystring: HexagonsQuery,
        response: { 200: HexagonList, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor, trace }) => {
      const { property, unit } = query
      const width = query.width as HexagonWidth
      const span = spanOf(query)
      const { points, uses } = await listPoints(db, readerOf(actor, clock()), { property, unit, span })
      await beginUses({ actor, trace }).record(uses)
      const stations = chooseSeries(points)
      return {
        frames: framesOf(span),
        width,
        items: fillHexagons(stations, width).map(({ corners: _, ...hexagon }) => hexagon),
        leftOut: stations.filter(({ location, place }) => location === null || !fitsInHexagon(place, width))
          .length,
      }
    },
  )
}
