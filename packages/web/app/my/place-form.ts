import type { FormValues } from '../workspace/values.ts'
import { textAt } from '../workspace/values.ts'
import type { GivenPlace, PlacePreview } from './api.ts'

/** A degree as people type it: with a point or a comma. What is no number stays as it is, for the API to refuse at its place. */
export function readDegrees(text: string): number | string | undefined {
  if (text === '') return undefined
  const plain = text.replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text
}

/** The place that a form gives: a point goes before a neighbourhood, which then is where the point is. */
export function readPlace(values: FormValues): GivenPlace {
  const longitude = readDegrees(textAt(values, 'longitude'))
  const latitude = readDegrees(textAt(values, 'latitude'))
  const areaCode = textAt(values, 'areaCode')
  if (longitude === undefined && latitude === undefined) return areaCode === '' ? {} : { areaCode }
  return {
    ...(longitude === undefined ? {} : { longitude }),
    ...(latitude === undefined ? {} : { latitude }),
  }
}

/** Whether a place is whole enough to look at. */
export function isPlace({ longitude, latitude, areaCode }: GivenPlace): boolean {
  return areaCode !== undefined || (typeof longitude === 'number' && typeof latitude === 'number')
}

/** Metres between two points that are near each other. */
export function metresBetween(
  [x1 = 0, y1 = 0]: readonly number[],
  [x2 = 0, y2 = 0]: readonly number[],
): number {
  const metresPerDegree = 111_320
  const dx = (x2 - x1) * metresPerDegree * Math.cos(((y1 + y2) / 2) * (Math.PI / 180))
  return Math.hypot(dx, (y2 - y1) * metresPerDegree)
}

/** The point that others see; undefined when they see none, only an area. */
export function seenPoint(preview: PlacePreview, precision: string): readonly number[] | undefined {
  if (precision === 'exact' || precision === '100m' || precision === '500m') return preview[precision]
  return undefined
}
