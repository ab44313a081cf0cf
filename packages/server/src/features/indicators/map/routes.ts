import { encodeTile } from '@samenspel/standards/vector-tiles'
import { Type } from 'typebox'
import { organisationsOf } from '../../../platform/actor.ts'
import { Moment, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { requireTile, TILE_TYPE, TileParams, tileResponse } from '../../../platform/http/tiles.ts'
import type { Platform } from '../../../platform/slice.ts'
import { geometryOf } from '../../areas/index.ts'
import { missingIndicator } from '../steps.ts'
import { findIndicator } from '../store/indicators.ts'
import { listFiguresInTile } from './store.ts'

/** The figures of indicators on a map. */
export function addMapRoutes(http: Http, { db, clock }: Platform): void {
  typed(http).get(
    '/api/v1/indicators/:key/tiles/:z/:x/:y',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'A vector tile with the areas of an indicator and their figures',
        description:
          'Each feature has `code` and `name` of its area, and, when there is a figure, `value`, `coverage`, `stations` and `periodStart` (seconds since 1970).',
        tags: ['indicators'],
        operationId: 'getIndicatorTile',
        params: Type.Object({
          key: Type.String({ maxLength: 200, description: 'Id or slug' }),
          ...TileParams.properties,
        }),
        querystring: Type.Object({
          at: Type.Optional({
            ...Moment,
            description:
              'The figure of the period in which this moment is; without it the newest of each area',
          }),
        }),
        response: { 200: tileResponse('areas'), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { key, ...params }, query, actor }, reply) => {
      const tile = requireTile(params)
      const indicator = await findIndicator(db, key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      const at = query.at === undefined ? undefined : new Date(query.at)
      const figures = await listFiguresInTile(db, indicator, { tile, at, now: clock() })
      const features = figures.map(({ drawn, ...properties }) => ({
        geometry: geometryOf(drawn),
        properties,
      }))
      return reply.type(TILE_TYPE).send(Buffer.from(encodeTile([{ name: 'areas', features }])) as never)
    },
  )
}
