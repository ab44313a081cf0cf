import { type AreaGeometry, listPolygons, type Ring } from './geometry.ts'
import type { Point2D } from './rd.ts'

/** Mean radius of the earth in metres (IUGG). */
const EARTH = 6_371_008.8
const RADIAN = Math.PI / 180

/** Great-circle distance in metres between two WGS84 points (haversine; within 0.5 % of the ellipsoid). */
export function measureDistance(a: Readonly<Point2D>, b: Readonly<Point2D>): number {
  const dLat = (b[1] - a[1]) * RADIAN
  const dLon = (b[0] - a[0]) * RADIAN
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * RADIAN) * Math.cos(b[1] * RADIAN) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Area in square metres of a WGS84 area, holes taken off (local equirectangular plane; for municipality sizes). */
export function measureArea(area: AreaGeometry): number {
  let total = 0
  for (const [outer, ...holes] of listPolygons(area)) {
    if (outer) total += ringArea(outer)
    for (const hole of holes) total -= ringArea(hole)
  }
  return total
}

function ringArea(ring: Ring): number {
  const middle = ring.reduce((sum, [, latitude]) => sum + latitude, 0) / ring.length
  return Math.abs(sumRing(ring).twiceArea / 2) * (RADIAN * EARTH) ** 2 * Math.cos(middle * RADIAN)
}

/** Does the area hold the point? Points on a border may fall on either side. */
export function containsPoint(area: AreaGeometry, point: Readonly<Point2D>): boolean {
  return listPolygons(area).some(
    ([outer, ...holes]) =>
      outer !== undefined && ringHolds(outer, point) && !holes.some((hole) => ringHolds(hole, point)),
  )
}

function ringHolds(ring: Ring, [x, y]: Readonly<Point2D>): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]]
    if (!a || !b || a[1] > y === b[1] > y) continue
    if (x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside
  }
  return inside
}

/** Centroid of the area, holes taken off; can lie outside a bent area, see {@link findLabelPoint}. */
export function findCentroid(area: AreaGeometry): Point2D {
  let [x, y, weight] = [0, 0, 0]
  for (const [outer, ...holes] of listPolygons(area)) {
    for (const [ring, sign] of [
      ...(outer ? [[outer, 1] as const] : []),
      ...holes.map((hole) => [hole, -1] as const),
    ]) {
      const sum = sumRing(ring)
      const size = Math.abs(sum.twiceArea) * sign
      x += sum.centroid[0] * size
      y += sum.centroid[1] * size
      weight += size
    }
  }
  return [x / weight, y / weight]
}

function sumRing(ring: Ring): { twiceArea: number; centroid: Point2D } {
  const [ox, oy] = ring[0] ?? [0, 0]
  let [twiceArea, sx, sy] = [0, 0, 0]
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]]
    if (!a || !b) continue
    const cross = (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy)
    twiceArea += cross
    sx += (a[0] + b[0] - 2 * ox) * cross
    sy += (a[1] + b[1] - 2 * oy) * cross
  }
  if (twiceArea === 0) return { twiceArea, centroid: [ox, oy] }
  return { twiceArea, centroid: [ox + sx / (3 * twiceArea), oy + sy / (3 * twiceArea)] }
}

/**
 * A point for a label, always inside: the centroid when the area holds it, else the middle of the widest stretch
 * of the area on one of a few horizontal lines.
 */
export function findLabelPoint(area: AreaGeometry): Point2D {
  const centroid = findCentroid(area)
  if (containsPoint(area, centroid)) return centroid
  const rings = listPolygons(area).flat()
  const heights = rings.flat().map(([, y]) => y)
  const low = heights.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = heights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  let best: { width: number; point: Point2D } = { width: 0, point: centroid }
  const lines = 32
  for (let line = 0; line < lines; line++) {
    const y = low + ((line + 0.5) / lines) * (high - low)
    const crossings = rings.flatMap((ring) => crossLine(ring, y)).sort((a, b) => a - b)
    for (let i = 1; i < crossings.length; i += 2) {
      const [from, to] = [crossings[i - 1] ?? 0, crossings[i] ?? 0]
      if (to - from > best.width) best = { width: to - from, point: [(from + to) / 2, y] }
    }
  }
  return best.point
}

function crossLine(ring: Ring, y: number): number[] {
  const found: number[] = []
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]]
    if (!a || !b || a[1] > y === b[1] > y) continue
    found.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]))
  }
  return found
}
