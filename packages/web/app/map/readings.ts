import { isUsable } from '@samenspel/standards/quality'
import type { Station } from '../api.ts'
import { capitalise } from '../format.ts'
import { pickLatest } from '../latest.ts'

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
  /** Whether the value was corrected with a reference station. */
  calibrated: boolean
  /** False when the value cannot be, or was rejected. */
  usable: boolean
}

/** Whether a reading says how it is now. */
export const isLive = ({ stale, usable }: Pick<Reading, 'stale' | 'usable'>) => !stale && usable

/** A property with the unit in which most series measure it. */
export type MappedProperty = { name: string; title: string; unit: string }

/**
 * The properties that stations measure, the most measured first.
 * @param nameProperty the title of a property in the language of the page
 */
export function listProperties(
  stations: Station[],
  nameProperty: (title: string) => string,
): MappedProperty[] {
  const series = stations.flatMap(({ latest }) => latest)
  const byProperty = Map.groupBy(series, ({ property }) => property)
  return [...byProperty]
    .map(([name, found]) => {
      const byUnit = [...Map.groupBy(found, ({ unit }) => unit)].toSorted(
        ([, a], [, b]) => b.length - a.length,
      )
      const title = capitalise(nameProperty(found[0]?.title ?? name))
      return { name, title, unit: byUnit[0]?.[0] ?? '', count: found.length }
    })
    .sort((a, b) => b.count - a.count || a.title.localeCompare(b.title, 'nl'))
    .map(({ name, title, unit }) => ({ name, title, unit }))
}

/**
 * The readings of a property in its unit, by name of the station; stations that never measured it are absent. Values in
 * different units cannot share a scale: `inOtherUnit` counts the stations that are left out.
 */
export function readingsOf(
  stations: Station[],
  { name: property, unit: wanted }: MappedProperty,
): { readings: Reading[]; inOtherUnit: number } {
  const readings = stations.flatMap(({ latest, thingId, name, location, areaCode }): Reading[] => {
    const found = pickLatest(latest.filter(isMeasured), property, wanted)
    if (!found || found.value === null || found.time === null) return []
    const { datastreamId, value, unit, time, stale, calibrated } = found
    const usable = isUsable(found.quality)
    return [{ thingId, datastreamId, name, location, areaCode, value, unit, time, stale, calibrated, usable }]
  })
  const measuring = stations.filter(({ latest }) => pickLatest(latest.filter(isMeasured), property))
  return {
    readings: readings.sort((a, b) => a.name.localeCompare(b.name, 'nl')),
    inOtherUnit: measuring.length - readings.length,
  }
}

const isMeasured = ({ value, time }: Station['latest'][number]) => value !== null && time !== null

/** The readings with newer values of the same datastreams. What is not a number, or is of before, changes nothing. */
export function mergeLatest(
  readings: Reading[],
  values: readonly {
    datastreamId: number
    value: number | null
    time: string | null
    quality: number | null
  }[],
): Reading[] {
  const news = new Map(values.map((each) => [each.datastreamId, each]))
  return readings.map((reading) => {
    const found = news.get(reading.datastreamId)
    if (!found || found.value === null || found.time === null) return reading
    const ahead = Date.parse(found.time) - Date.parse(reading.time)
    if (ahead < 0) return reading
    // A correction, or an older value that came later, is told too: a station that is silent stays so.
    const stale = reading.stale && ahead === 0
    return { ...reading, value: found.value, time: found.time, stale, usable: isUsable(found.quality) }
  })
}
