import { CRS_BOUNDS, type CrsCode, isWithin } from './crs.ts'
import type { Geometry, Ring } from './geometry.ts'
import type { Point2D } from './rd.ts'

/** One fault in a GeoJSON document; `path` is a JSON Pointer to the place. */
export interface GeoFault {
  path: string
  message: string
}

export interface GeometryRules {
  crs: CrsCode
  /** Was the system stated by the caller or the file? If not, coordinates that look like RD get their own message. */
  stated: boolean
  report: (path: string, message: string) => void
}

/** Is this an object with keys, so not null and not a list? */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Reads a Point, Polygon or MultiPolygon. Every fault is reported with its path; the result is null when there was one.
 * A third number (height) is dropped, as RFC 7946 §3.1.1 allows; ring direction is not a fault (§3.1.6).
 */
export function readGeometry(value: unknown, path: string, rules: GeometryRules): Geometry | null {
  if (!isRecord(value)) {
    rules.report(path, 'A geometry must be an object with "type" and "coordinates".')
    return null
  }
  const at = `${path}/coordinates`
  if (value.type === 'Point') {
    const outside = createOutsideCheck(at, rules)
    const point = readPosition(value.coordinates, at, rules, outside)
    outside.finish()
    return point && outside.count === 0 ? { type: 'Point', coordinates: point } : null
  }
  if (value.type === 'Polygon') {
    const polygon = readPolygon(value.coordinates, at, rules)
    return polygon && { type: 'Polygon', coordinates: polygon }
  }
  if (value.type === 'MultiPolygon') {
    const polygons = readList(value.coordinates, at, 1, 'A MultiPolygon needs at least one polygon.', rules)
    const read = polygons?.map((polygon, index) => readPolygon(polygon, `${at}/${index}`, rules))
    return read && isComplete(read) ? { type: 'MultiPolygon', coordinates: read } : null
  }
  const type = typeof value.type === 'string' ? `“${value.type.slice(0, 40)}”` : 'missing'
  rules.report(`${path}/type`, `The geometry type must be Point, Polygon or MultiPolygon; it is ${type}.`)
  return null
}

function readPolygon(value: unknown, path: string, rules: GeometryRules): Ring[] | null {
  const rings = readList(value, path, 1, 'A polygon needs at least one ring.', rules)
  const read = rings?.map((ring, index) => readRing(ring, `${path}/${index}`, rules))
  return read && isComplete(read) ? read : null
}

function readRing(value: unknown, path: string, rules: GeometryRules): Ring | null {
  const message = 'A ring needs at least four positions, of which the last repeats the first.'
  const positions = readList(value, path, 4, message, rules)
  if (!positions) return null
  const outside = createOutsideCheck(path, rules)
  const ring = positions.map((position, index) => readPosition(position, `${path}/${index}`, rules, outside))
  outside.finish()
  if (!isComplete(ring)) return null
  const [first, last] = [ring[0], ring[ring.length - 1]]
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    rules.report(path, 'The ring is not closed: the last position must equal the first.')
    return null
  }
  if (ringIsFlat(ring)) {
    rules.report(path, 'The ring encloses no area: all its positions lie on one line.')
    return null
  }
  return outside.count === 0 ? ring : null
}

interface OutsideCheck {
  readonly count: number
  look(point: Point2D, path: string): void
  finish(): void
}

/** One message per ring, not one per position: a whole file in the wrong system has a million of them. */
function createOutsideCheck(path: string, { crs, stated, report }: GeometryRules): OutsideCheck {
  let count = 0
  let allLookLikeRd = true
  let first = ''
  return {
    get count() {
      return count
    },
    look(point, at) {
      if (isWithin(point, CRS_BOUNDS[crs])) return
      if (count === 0) first = `${point[0]}, ${point[1]} at ${at}`
      count++
      allLookLikeRd &&= isWithin(point, CRS_BOUNDS['EPSG:28992'])
    },
    finish() {
      if (count === 0) return
      if (crs === 'EPSG:4326' && !stated && allLookLikeRd) {
        report(path, `These look like RD coordinates (${first}); state EPSG:28992.`)
      } else {
        const [west, south, east, north] = CRS_BOUNDS[crs]
        const range = `${west}..${east} and ${south}..${north}`
        report(
          path,
          `${count} position(s) lie outside the range of ${crs} (${range}); the first is ${first}.`,
        )
      }
    },
  }
}

function readPosition(
  value: unknown,
  path: string,
  rules: GeometryRules,
  outside: OutsideCheck,
): Point2D | null {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) {
    rules.report(path, 'A position must be a list of two numbers (or three, with a height).')
    return null
  }
  const [x, y]: unknown[] = value
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
    rules.report(path, 'Both coordinates of a position must be numbers.')
    return null
  }
  const point: Point2D = [x, y]
  outside.look(point, path)
  return point
}

function readList(value: unknown, path: string, atLeast: number, message: string, rules: GeometryRules) {
  if (!Array.isArray(value) || value.length < atLeast) {
    rules.report(path, message)
    return null
  }
  const list: unknown[] = value
  return list
}

function isComplete<T>(list: readonly (T | null)[]): list is T[] {
  return !list.includes(null)
}

function ringIsFlat(ring: Ring): boolean {
  const [first] = ring
  if (!first) return true
  const other = ring.find(([x, y]) => x !== first[0] || y !== first[1])
  if (!other) return true
  const [dx, dy] = [other[0] - first[0], other[1] - first[1]]
  return ring.every(([x, y]) => (x - first[0]) * dy === (y - first[1]) * dx)
}
