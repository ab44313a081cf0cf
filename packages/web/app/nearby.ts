import type { Place, Station } from './api.ts'

const EARTH_KILOMETRES = 6371

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Kilometres between two places, over the surface. */
export function distanceBetween([west, south]: Place, [east, north]: Place): number {
  const height = Math.sin(radians(north - south) / 2) ** 2
  const width = Math.cos(radians(south)) * Math.cos(radians(north)) * Math.sin(radians(east - west) / 2) ** 2
  return 2 * EARTH_KILOMETRES * Math.asin(Math.sqrt(height + width))
}

/** A station with how far away it is. */
export type Neighbour = { station: Station; kilometres: number }

/** The stations nearest to this one, the nearest first, without itself. */
export function nearestTo(
  { thingId, location }: Pick<Station, 'thingId' | 'location'>,
  others: Station[],
  most: number,
): Neighbour[] {
  if (!location) return []
  return others
    .flatMap((station) =>
      station.location && station.thingId !== thingId
        ? [{ station, kilometres: distanceBetween(location, station.location) }]
        : [],
    )
    .sort((left, right) => left.kilometres - right.kilometres)
    .slice(0, most)
}
