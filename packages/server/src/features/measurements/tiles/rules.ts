import { drawHexagon, findHexagon, type HexagonWidth, type Point2D } from '@samenspel/standards/geo'
import { computeMean } from '@samenspel/standards/indicators'
import type { PlacePrecision } from '@samenspel/standards/odrl'
import type { StationValues } from './schema.ts'

/** The stations of one hexagon. */
export type FilledHexagon = {
  id: string
  centre: Point2D
  corners: Point2D[]
  stations: number
  counted: number[]
  values: (number | null)[]
}

/** Of fewer stations there is no mean: one says how it is at one spot, and not in a square kilometre. */
export const FEWEST_STATIONS = 3

/** Metres within which a station is, by how precisely its place is seen; undefined when that is too wide for any hexagon. */
const REACH: Record<PlacePrecision | 'none', number | undefined> = {
  exact: 0,
  '100m': 100,
  '500m': 500,
  area: undefined,
  none: undefined,
}

/** Whether a hexagon is wide enough for a station: at least twice the square in which it is. */
export function fitsInHexagon(place: StationValues['place'], width: HexagonWidth): boolean {
  const reach = REACH[place]
  return reach !== undefined && 2 * reach <= width
}

/**
 * The hexagons in which stations are, with the mean of their values. A station that is seen less precisely than the hexagon
 * is wide is in none.
 */
export function fillHexagons(stations: readonly StationValues[], width: HexagonWidth): FilledHexagon[] {
  const byHexagon = Map.groupBy(
    stations.filter(({ location, place }) => location !== null && fitsInHexagon(place, width)),
    ({ location }) => {
      const { q, r } = findHexagon(location as Point2D, width)
      return `${q},${r}`
    },
  )
  return [...byHexagon]
    .map(([id, inside]) => {
      const [q = 0, r = 0] = id.split(',').map(Number)
      const frames = Array.from({ length: inside[0]?.values.length ?? 0 }, (_, frame) =>
        inside.flatMap((station) => countedValue(station, frame) ?? []).toSorted((a, b) => a - b),
      )
      return {
        id,
        ...drawHexagon({ q, r }, width),
        stations: inside.length,
        counted: frames.map((values) => values.length),
        // Added in the order of the values: in another order the last digit can differ, and that would tell of how rows are stored.
        values: frames.map((values) => (values.length < FEWEST_STATIONS ? null : computeMean(values))),
      }
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** The value of a station that counts: not one of long ago, or one that cannot be. */
function countedValue({ values, time, stale, usable }: StationValues, frame: number): number | null {
  return time !== null && (stale || !usable) ? null : (values[frame] ?? null)
}

/** Of the series of each station that measure the same, the one that tells most: of now, that can be, and calibrated. */
export function chooseSeries(all: readonly StationValues[]): StationValues[] {
  const score = ({ stale, usable, calibrated, values }: StationValues) =>
    8 * Number(values.some((value) => value !== null)) +
    4 * Number(!stale) +
    2 * Number(usable) +
    Number(calibrated)
  const chosen = new Map<number, StationValues>()
  for (const one of all) {
    const other = chosen.get(one.thingId)
    if (!other || score(one) > score(other)) chosen.set(one.thingId, one)
  }
  return [...chosen.values()]
}
