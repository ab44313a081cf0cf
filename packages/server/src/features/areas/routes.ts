import { Type } from 'typebox'
import { notFound, Problem } from '../../platform/errors.ts'
import { isKnown } from '../../platform/http/etag.ts'
import { explainEmpty, refuseUnknown } from '../../platform/http/named.ts'
import { decodeCursor, toPage, unknownCursor } from '../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { findNamedAreas } from './known.ts'
import { readPoint, toSearchName } from './rules.ts'
import { Area, AreaPage, AreaQuery, Code, MeasureList, ShapeCollection, ShapeQuery } from './schema.ts'
import { drawShapes, findAreaPage, findShapesVersion, listAreas, NO_SHAPES } from './store/areas.ts'
import { listMeasures } from './store/statistics.ts'

const tags = ['areas']
const config = { access: 'anyone' } as const

/** Routes that read areas. */
export function addAreaRoutes(http: Http, { db }: Platform): void {
  typed(http).get(
    '/api/v1/areas',
    {
      config,
      schema: {
        summary: 'Find areas by level, parent, code, point or name',
        tags,
        operationId: 'listAreas',
        querystring: AreaQuery,
        response: { 200: AreaPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query }) => {
      const { level, parent, code, at, q, cursor, pageSize = 50 } = query
      const rows = await listAreas(db, {
        level,
        parent,
        codes: code,
        at: at === undefined ? undefined : requirePoint(at),
        searchName: q === undefined ? undefined : toSearchName(q),
        after: requireRank(decodeCursor(cursor, 3)),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [findNamedAreas(db, '/parent', parent)])
      return toPage(rows, pageSize, ({ rank, searchName, code }) => [String(rank), searchName, code])
    },
  )

  typed(http).get(
    '/api/v1/areas/:code',
    {
      config,
      schema: {
        summary: 'One area with its border, figures and parts',
        tags,
        operationId: 'getArea',
        params: Type.Object({ code: Code }),
        response: { 200: Area, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params }) => {
      const area = await findAreaPage(db, params.code)
      if (!area) throw notFound({ nl: 'Dit gebied', en: 'This area' })
      return area
    },
  )

  typed(http).get(
    '/api/v1/area-measures',
    {
      config,
      schema: {
        summary: 'What there are figures of areas of',
        tags,
        operationId: 'listAreaMeasures',
        response: { 200: MeasureList, ...PROBLEM_RESPONSES },
      },
    },
    async () => ({ items: await listMeasures(db) }),
  )

  typed(http).get(
    '/api/v1/area-shapes',
    {
      config,
      schema: {
        summary: 'Borders for a map, simplified',
        tags,
        operationId: 'getAreaShapes',
        querystring: ShapeQuery,
        response: {
          200: {
            description: 'Borders',
            content: { 'application/geo+json': { schema: ShapeCollection } },
          },
          304: Type.Null({ description: 'What you have is still right' }),
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ query, headers }, reply) => {
      const filter = { level: query.level, parent: query.parent }
      const version = await findShapesVersion(db, filter)
      if (version === NO_SHAPES) await refuseUnknown(findNamedAreas(db, '/parent', query.parent))
      const etag = `"${version}"`
      reply.header('etag', etag).header('cache-control', 'public, max-age=300, stale-while-revalidate=86400')
      if (isKnown(headers['if-none-match'], etag)) return reply.code(304).send(null)
      const shapes = await drawShapes(db, filter)
      // Already JSON text: written by the database, passed on as it is.
      return reply.type('application/geo+json').send(shapes as never)
    },
  )
}

function requirePoint(text: string): [number, number] {
  const point = readPoint(text)
  if (point) return point
  const detail = {
    nl: 'Geef lengtegraad,breedtegraad in graden binnen Nederland, zoals 6.09,52.51.',
    en: 'Give longitude,latitude in degrees inside the Netherlands, such as 6.09,52.51.',
  }
  throw new Problem('invalid-request', detail, [{ in: 'query', pointer: '/at', detail }])
}

function requireRank(position: string[] | undefined): string[] | undefined {
  if (position && !/^[01]$/.test(position[0] ?? '')) throw unknownCursor()
  return position
}
