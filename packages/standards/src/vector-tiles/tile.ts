import type { Point2D } from '../geo/index.ts'

/** A square of the map of the world in Web Mercator (EPSG:3857): at zoom `z` there are 2^z by 2^z of them, from the north-west. */
export type Tile = { z: number; x: number; y: number }

/** The nearest zoom of which tiles are made. */
export const DEEPEST_ZOOM = 22

/** Units along the side of a tile. */
export const EXTENT = 4096

/** Half the side of the world in metres of Web Mercator. */
const HALF = 20_037_508.342789244

/** Whether there is such a tile. */
export function isTile({ z, x, y }: Tile): boolean {
  const isWithinWorld = (n: number) => Number.isInteger(n) && n >= 0 && n < 2 ** z
  return Number.isInteger(z) && z >= 0 && z <= DEEPEST_ZOOM && isWithinWorld(x) && isWithinWorld(y)
}

/**
 * West, south, east and north of a tile, in metres of Web Mercator.
 * @param margin units of the tile that are added on each side
 */
export function boundsOf({ z, x, y }: Tile, margin = 0): [number, number, number, number] {
  const side = (2 * HALF) / 2 ** z
  const more = (margin / EXTENT) * side
  const west = x * side - HALF
  const north = HALF - y * side
  return [west - more, north - side - more, west + side + more, north + more]
}

/** The same in degrees (WGS84). */
export function degreesOf(tile: Tile, margin = 0): [number, number, number, number] {
  const [west, south, east, north] = boundsOf(tile, margin)
  return [toLongitude(west), toLatitude(south), toLongitude(east), toLatitude(north)]
}

/** Where a place lies in a tile, in its whole units; outside the tile when it is not in it. */
export function placeInTile([longitude, latitude]: Readonly<Point2D>, { z, x, y }: Tile): Point2D {
  const sine = Math.sin((Math.max(-85.06, Math.min(85.06, latitude)) * Math.PI) / 180)
  const across = (longitude / 360 + 0.5) * 2 ** z - x
  const down = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z - y
  // Adding zero makes zero of minus zero.
  return [Math.round(across * EXTENT) + 0, Math.round(down * EXTENT) + 0]
}

const toLongitude = (metres: number) => Math.max(-180, Math.min(180, (metres / HALF) * 180))
const toLatitude = (metres: number) =>
  (Math.atan(Math.sinh((Math.max(-HALF, Math.min(HALF, metres)) / HALF) * Math.PI)) * 180) / Math.PI
