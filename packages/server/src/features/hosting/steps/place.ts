import type { Db } from '../../../platform/database/connect.ts'
import { snapPlace } from '../../measurements/index.ts'
import { type Mistake, NO_PLACE, OUTSIDE, readPlace, UNKNOWN_AREA } from '../rules/places.ts'
import type { PlacePreview, PlaceQuery } from '../schema.ts'
import { findAreaAround, findMiddle } from '../store.ts'

/**
 * The point that was given, or a point in the area that was given; undefined when nothing was.
 * @returns every mistake at once when it cannot be used
 */
export async function findPlace(
  db: Db,
  given: PlaceQuery,
): Promise<{ position: [number, number] } | undefined | Mistake[]> {
  const place = readPlace(given)
  if (place === undefined || Array.isArray(place)) return place
  if ('areaCode' in place) {
    const position = await findMiddle(db, place.areaCode)
    return position ? { position } : [UNKNOWN_AREA]
  }
  return (await findAreaAround(db, place.position)) === 'none' ? [OUTSIDE] : place
}

/** As what others see a place, by the precision that is agreed. */
export async function previewPlace(db: Db, given: PlaceQuery): Promise<PlacePreview | Mistake[]> {
  const place = await findPlace(db, given)
  if (place === undefined) return [NO_PLACE]
  if (Array.isArray(place)) return place
  const area = await findAreaAround(db, place.position)
  return {
    exact: place.position,
    ...(await snapPlace(db, place.position)),
    area: area === 'none' ? null : area,
  }
}
