import type { Station } from '../api.ts'
import { capitalise } from '../format.ts'

/** The newest value of one property at one station. */
export type Reading = {
  thingId: number
  datastreamId: number
  name: string
  location: [number, number] | null
  areaCode: string | null
  value: number
  unit: string
  time: string
  stale: boolean
}

/** The properties that stations measure, the most measured first. */
export function listProperties(stations: Station[]): { name: string; title: string; unit: string }[] {
  const found = new Map<string, { name: string; title: string; unit: string; count: number }>()
  for (const { property, title, unit } of stations.flatMap(({ latest }) => latest)) {
    const known = found.get(property) ?? { name: property, title: capitalise(title), unit, count: 0 }
    found.set(property, { ...known, count: known.count + 1 })
  }
  return [...found.values()]
    .sort((a, b) => b.count - a.count || a.title.localeCompare(b.title, 'nl'))
    .map(({ name, title, unit }) => ({ name, title, unit }))
}

/** The readings of a property, by name of the station; stations that never measured it are absent. */
export function readingsOf(stations: Station[], property: string): Reading[] {
  const readings = stations.flatMap(({ latest, thingId, name, location, areaCode }): Reading[] => {
    const found = latest.find((value) => value.property === property)
    if (!found || found.value === null || found.time === null) return []
    const { datastreamId, value, unit, time, stale } = found
    return [{ thingId, datastreamId, name, location, areaCode, value, unit, time, stale }]
  })
  return readings.sort((a, b) => a.name.localeCompare(b.name, 'nl'))
}

/** The readings with newer values of the same datastreams. What is not a number, or is of before, changes nothing. */
export function mergeLatest(
  readings: Reading[],
  values: readonly { datastreamId: number; value: number | null; time: string | null }[],
): Reading[] {
  const news = new Map(values.map((each) => [each.datastreamId, each]))
  return readings.map((reading) => {
    const found = news.get(reading.datastreamId)
    if (!found || found.value === null || found.time === null) return reading
    const ahead = Date.parse(found.time) - Date.parse(reading.time)
    if (ahead < 0) return reading
    // A correction, or an older value that came later, is told too: a station that is silent stays so.
    return { ...reading, value: found.value, time: found.time, stale: reading.stale && ahead === 0 }
  })
}
