import { isUsable } from '@samenspel/standards/quality'
import { capitalise } from '../format.ts'
import type { MeasuredProperty, StationValues } from './api.ts'

/** A value of one property at one station. */
export type Reading = Omit<StationValues, 'values' | 'time'> & {
  value: number
  /** When it was measured: the end of the latest value, or the start of the hour or month. */
  time: string
}

/** Whether a reading says how it is now. */
export const isLive = ({ stale, usable }: Pick<Reading, 'stale' | 'usable'>) => !stale && usable

/** Longitude and latitude, in degrees. */
type Position = [number, number]

/** A property with the unit in which most stations measure it, how many do, and how many measure it in another. */
export type MappedProperty = {
  name: string
  title: string
  unit: string
  stations: number
  inOtherUnit: number
  /** South-west and north-east of where they are; none when nobody may see of any where it is. */
  extent: Position[]
}

/**
 * The properties that stations measure, the most measured first.
 * @param measured each in each unit, the most measured first
 * @param nameProperty the title of a property in the language of the page
 */
export function listProperties(
  measured: readonly MeasuredProperty[],
  nameProperty: (title: string) => string,
): MappedProperty[] {
  const byName = Map.groupBy(measured, ({ name }) => name)
  return [...byName].flatMap(([name, [most, ...others]]) =>
    most
      ? [
          {
            name,
            title: capitalise(nameProperty(most.title)),
            unit: most.unit,
            stations: most.stations,
            extent: cornersOf(most.extent),
            inOtherUnit: others.reduce((sum, { stations }) => sum + stations, 0),
          },
        ]
      : [],
  )
}

function cornersOf(extent: number[] | null): Position[] {
  const [west, south, east, north] = extent ?? []
  if (west === undefined || south === undefined || east === undefined || north === undefined) return []
  return [
    [west, south],
    [east, north],
  ]
}

/**
 * The readings of the latest values, or those of one hour or month; stations that did not measure then are absent.
 * @param frames when the hours or months begin; none for the latest values
 */
export function toReadings(
  stations: readonly StationValues[],
  frames: readonly string[],
  step: number,
): Reading[] {
  return stations.flatMap(({ values, time, ...station }) => {
    const value = values[step] ?? null
    const moment = frames.length === 0 ? time : frames[step]
    return value === null || !moment ? [] : [{ ...station, value, time: moment }]
  })
}

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
