import type { AreaShape, Place } from '../api.ts'

/** How a small map is drawn: a part of the world in a frame, with as many metres per point to the side as upwards. */
export type View = {
  longitude: number
  latitude: number /** Degrees of latitude from top to bottom. */
  height: number
}

export const FRAME = { width: 640, height: 420 } as const

const squeeze = ({ latitude }: View) => Math.cos((latitude * Math.PI) / 180)
const scaleOf = (view: View) => FRAME.height / view.height

/** Where in the frame a place is. */
export function project(
  view: View,
  [longitude = 0, latitude = 0]: readonly number[],
): [x: number, y: number] {
  const scale = scaleOf(view)
  const x = FRAME.width / 2 + (longitude - view.longitude) * squeeze(view) * scale
  return [x, FRAME.height / 2 - (latitude - view.latitude) * scale]
}

/** Which place is at a point of the frame, to a metre. */
export function unproject(
  view: View,
  [x, y]: readonly [number, number],
): [longitude: number, latitude: number] {
  const scale = scaleOf(view)
  const longitude = view.longitude + (x - FRAME.width / 2) / (squeeze(view) * scale)
  const latitude = view.latitude - (y - FRAME.height / 2) / scale
  return [round(longitude), round(latitude)]
}

const round = (degrees: number) => Number(degrees.toFixed(5))

/** All corners of the border of an area. */
export const cornersOf = (shape: AreaShape): Place[] =>
  (shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()).flat()

/** The view that has all these places in it. */
export function viewOf(places: readonly (readonly number[])[]): View {
  if (places.length === 0) return { longitude: 5.3, latitude: 52.2, height: 3.4 }
  const [xs, ys] = [0, 1].map((axis) => places.map((place) => place[axis] ?? 0)) as [number[], number[]]
  const [west, east, south, north] = [least(xs), most(xs), least(ys), most(ys)]
  const latitude = (south + north) / 2
  const asHigh = ((east - west) * Math.cos((latitude * Math.PI) / 180) * FRAME.height) / FRAME.width
  return { longitude: (west + east) / 2, latitude, height: Math.max(north - south, asHigh, 0.004) * 1.1 }
}

/** The view around a place in which so many metres are a quarter of the height. */
export const viewAround = ([longitude = 0, latitude = 0]: readonly number[], metres: number): View => ({
  longitude,
  latitude,
  height: (4 * metres) / METRES,
})

/** Metres of a degree of latitude. */
const METRES = 111_320

const least = (values: readonly number[]) => values.reduce((one, other) => Math.min(one, other), Infinity)
const most = (values: readonly number[]) => values.reduce((one, other) => Math.max(one, other), -Infinity)

/** Pixels of so many metres in this view. */
export function pixelsOf(view: View, metres: number): number {
  return (metres / METRES) * scaleOf(view)
}
