import { DEEPEST_ZOOM, isTile, type Tile } from '@samenspel/standards/vector-tiles'
import { Type } from 'typebox'
import { Problem } from '../errors.ts'

/** Which tile, as every map program fills it in. */
export const TileParams = Type.Object({
  z: Type.Integer({ minimum: 0, maximum: DEEPEST_ZOOM, description: 'Zoom' }),
  x: Type.Integer({ minimum: 0, maximum: 2 ** DEEPEST_ZOOM - 1, description: 'Column, from the west' }),
  y: Type.Integer({ minimum: 0, maximum: 2 ** DEEPEST_ZOOM - 1, description: 'Row, from the north' }),
})

/** What a tile is sent as. */
export const TILE_TYPE = 'application/vnd.mapbox-vector-tile'

/** The answer of a route that gives a tile. */
export const tileResponse = (layer: string) => ({
  description: `Mapbox Vector Tile 2.1 with the layer \`${layer}\`; empty when nothing of it is there`,
  content: { [TILE_TYPE]: { schema: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }) } },
})

/** @throws Problem invalid-request when there is no such tile at this zoom */
export function requireTile(tile: Tile): Tile {
  if (isTile(tile)) return tile
  const most = 2 ** tile.z - 1
  const detail = {
    nl: `Op zoomniveau ${tile.z} lopen x en y van 0 tot en met ${most}.`,
    en: `At zoom ${tile.z}, x and y go from 0 to ${most}.`,
  }
  throw new Problem('invalid-request', detail, [{ in: 'path', pointer: tile.x > most ? '/x' : '/y', detail }])
}
