import type { HexagonWidth } from '@samenspel/standards/geo'
import {
  clipRing,
  degreesOf,
  EXTENT,
  encodeTile,
  placeInTile,
  type Tile,
  type TileFeature,
} from '@samenspel/standards/vector-tiles'
import { chooseSeries, fillHexagons } from './rules.ts'
import type { StationValues } from './schema.ts'
import type { Span } from './store.ts'

/** Units around a tile of which points and shapes are in it too, so that a circle on its edge is drawn whole. */
export const MARGIN = 128

/** Metres around the equator. */
const EQUATOR = 40_075_016.69

/** Stations as a tile with the layer `stations`. Of hours and months the values are `v0`, `v1` …; those that are not there are left out. */
export function drawStations(points: readonly StationValues[], tile: Tile, span: Span): Uint8Array {
  const features = chooseSeries(points).flatMap((station): TileFeature[] => {
    const { thingId, location, datastreamId, name, unit, place, time, averaged, stale, usable, calibrated } =
      station
    const [longitude, latitude] = location ?? []
    if (longitude === undefined || latitude === undefined) return []
    const point = placeInTile([longitude, latitude], tile)
    if (point.some((at) => at < -MARGIN || at > EXTENT + MARGIN)) return []
    const latest = {
      value: station.values[0],
      time: time && Math.round(Date.parse(time) / 1000),
      averaged,
      stale,
      usable,
    }
    return [
      {
        id: thingId,
        geometry: { type: 'point', point },
        properties: {
          datastreamId,
          name,
          unit,
          place,
          calibrated,
          ...(span.kind === 'latest' ? latest : numbered('v', station.values)),
        },
      },
    ]
  })
  return encodeTile([{ name: 'stations', features }])
}

/** Hexagons as a tile with the layer `hexagons`: values `v0`, `v1` … and in `n0`, `n1` … how many stations these are the mean of. */
export function drawHexagons(points: readonly StationValues[], tile: Tile, width: HexagonWidth): Uint8Array {
  const features = fillHexagons(chooseSeries(points), width).flatMap(
    ({ id, corners, stations, counted, values }): TileFeature[] => {
      const ring = clipRing(
        corners.map((corner) => placeInTile(corner, tile)),
        MARGIN,
      )
      const geometry = { type: 'polygons', polygons: [[ring]] } as const
      return [{ geometry, properties: { id, stations, ...numbered('n', counted), ...numbered('v', values) } }]
    },
  )
  return encodeTile([{ name: 'hexagons', features }])
}

/** Units of the tile around it in which a station can count in a hexagon of which something is in the tile. */
export function reachOf(width: HexagonWidth, tile: Tile): number {
  const [, south, , north] = degreesOf(tile)
  const furthest = (Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180
  // From a corner to the opposite one; a metre is longer on the map the further north it is.
  const across = (width * 2) / Math.sqrt(3) / Math.cos(furthest)
  return Math.ceil(((across * 2 ** tile.z) / EQUATOR) * EXTENT) + MARGIN
}

const numbered = (name: string, values: readonly (number | null)[]) =>
  Object.fromEntries(values.map((value, index) => [`${name}${index}`, value]))
