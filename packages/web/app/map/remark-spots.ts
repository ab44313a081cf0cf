import type { Place } from '../api.ts'
import type { Remark, RemarkPlace } from '../remarks/api.ts'

/** A place on the map about which people said something: at the station as everybody sees it, or inside the area. */
export type RemarkSpot = { key: string; name: string; location: Place; count: number; place: RemarkPlace }

/** The remarks of a map by what they are about: those on the series of a station are at the station. */
export function spotsOf(remarks: readonly Remark[]): RemarkSpot[] {
  const spots = new Map<string, RemarkSpot>()
  for (const { thing, area, name, location } of remarks) {
    if (location === null) continue
    const place: RemarkPlace = area ? { area: area.code } : { thing: thing ?? 0 }
    const key = JSON.stringify(place)
    const known = spots.get(key)
    if (known) known.count += 1
    else spots.set(key, { key, name, location, count: 1, place })
  }
  return [...spots.values()]
}
