import { encodeTile } from '@samenspel/standards/vector-tiles'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { isKnown } from '../../../platform/http/etag.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { requireTile, TILE_TYPE, TileParams, tileResponse } from '../../../platform/http/tiles.ts'
import type { Platform } from '../../../platform/slice.ts'
import { Level } from '../schema.ts'
import { findShapesVersion } from '../store/areas.ts'
import { areasInTile, type DrawnShape, geometryOf } from './shapes.ts'

/** The borders of areas as vector tiles. */
export function addAreaTileRoutes(http: Http, { db }: Platform): void {
  typed(http).get(
    '/api/v1/tiles/areas/:z/:x/:y',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'A vector tile with the borders of the areas of a level',
        description: 'Each feature has the `code` and `name` of its area.',
        tags: ['areas'],
        operationId: 'getAreaTile',
        params: TileParams,
        querystring: Type.Object({ level: Level }, { additionalProperties: false }),
        response: {
          200: tileResponse('areas'),
          304: Type.Null({ description: 'What you have is still right' }),
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params, query: { level }, headers }, reply) => {
      const tile = requireTile(params)
      const etag = `"${await findShapesVersion(db, { level, parent: undefined })}"`
      reply.header('etag', etag).header('cache-control', 'public, max-age=300, stale-while-revalidate=86400')
      if (isKnown(headers['if-none-match'], etag)) return reply.code(304).send(null)
      const { rows } = await sql<{ code: string; name: string; drawn: DrawnShape }>`
        select code, name, drawn from ${areasInTile(tile, level)} a order by code`.execute(db)
      const features = rows.map(({ drawn, ...properties }) => ({ geometry: geometryOf(drawn), properties }))
      return reply.type(TILE_TYPE).send(Buffer.from(encodeTile([{ name: 'areas', features }])) as never)
    },
  )
}
