import type { Bilingual } from '../language/index.ts'
import { CRS_BOUNDS, type CrsCode, isWithin } from './crs.ts'
import type { Geometry, Ring } from './geometry.ts'
import type { Point2D } from './rd.ts'

/** One fault in a GeoJSON document; `path` is a JSON Pointer to the place. */
export interface GeoFault {
  path: string
  message: Bilingual
}

/** Takes a fault: where it is, and what it is in Dutch and English. */
export type ReportFault = (path: string, nl: string, en: string) => void

export interface GeometryRules {
  crs: CrsCode
  /** Was the system stated by the caller or the file? If not, coordinates that look like RD get their own message. */
  stated: boolean
  report: ReportFault
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
    rules.report(
      path,
      'Een geometrie is een object met "type" en "coordinates".',
      'A geometry must be an object with "type" and "coordinates".',
    )
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
    const polygons = readList(
      value.coordinates,
      at,
      1,
      {
        nl: 'Een MultiPolygon heeft minstens één polygoon nodig.',
        en: 'A MultiPolygon needs at least one polygon.',
      },
      rules,
    )
    const read = polygons?.map((polygon, index) => readPolygon(polygon, `${at}/${index}`, rules))
    return read && isComplete(read) ? { type: 'MultiPolygon', coordinates: read } : null
  }
  const type = typeof value.type === 'string' ? `“${value.type.slice(0, 40)}”` : undefined
  rules.report(
    `${path}/type`,
    `Het type van een geometrie is Point, Polygon of MultiPolygon; hier ${type ? `is het ${type}` : 'ontbreekt het'}.`,
    `The geometry type must be Point, Polygon or MultiPolygon; it is ${type ?? 'missing'}.`,
  )
  return null
}

function readPolygon(value: unknown, path: string, rules: GeometryRules): Ring[] | null {
  const rings = readList(
    value,
    path,
    1,
    { nl: 'Een polygoon heeft minstens één ring nodig.', en: 'A polygon needs at least one ring.' },
    rules,
  )
  const read = rings?.map((ring, index) => readRing(ring, `${path}/${index}`, rules))
  return read && isComplete(read) ? read : null
}

function readRing(value: unknown, path: string, rules: GeometryRules): Ring | null {
  const message = {
    nl: 'Een ring heeft minstens vier posities nodig, waarvan de laatste de eerste herhaalt.',
    en: 'A ring needs at least four positions, of which the last repeats the first.',
  }
  const positions = readList(value, path, 4, message, rules)
  if (!positions) return null
  const outside = createOutsideCheck(path, rules)
  const ring = positions.map((position, index) => readPosition(position, `${path}/${index}`, rules, outside))
  outside.finish()
  if (!isComplete(ring)) return null
  const [first, last] = [ring[0], ring[ring.length - 1]]
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    rules.report(
      path,
      'De ring is niet gesloten: de laatste positie moet gelijk zijn aan de eerste.',
      'The ring is not closed: the last position must equal the first.',
    )
    return null
  }
  if (ringIsFlat(ring)) {
    rules.report(
      path,
      'De ring omsluit niets: alle posities liggen op één lijn.',
      'The ring encloses no area: all its positions lie on one line.',
    )
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
      if (count === 0) first = `${point[0]}, ${point[1]}: ${at}`
      count++
      allLookLikeRd &&= isWithin(point, CRS_BOUNDS['EPSG:28992'])
    },
    finish() {
      if (count === 0) return
      if (crs === 'EPSG:4326' && !stated && allLookLikeRd) {
        report(
          path,
          `Dit lijken RD-coördinaten (${first}); noem EPSG:28992.`,
          `These look like RD coordinates (${first}); state EPSG:28992.`,
        )
      } else {
        const [west, south, east, north] = CRS_BOUNDS[crs]
        const range = `${west}..${east}, ${south}..${north}`
        report(
          path,
          `${count} positie(s) liggen buiten het bereik van ${crs} (${range}); de eerste is ${first}.`,
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
    rules.report(
      path,
      'Een positie is een lijst van twee getallen (of drie, met een hoogte).',
      'A position must be a list of two numbers (or three, with a height).',
    )
    return null
  }
  const [x, y]: unknown[] = value
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
    rules.report(
      path,
      'Beide coördinaten van een positie moeten getallen zijn.',
      'Both coordinates of a position must be numbers.',
    )
    return null
  }
  const point: Point2D = [x, y]
  outside.look(point, path)
  return point
}

function readList(value: unknown, path: string, atLeast: number, message: Bilingual, rules: GeometryRules) {
  if (!Array.isArray(value) || value.length < atLeast) {
    rules.report(path, message.nl, message.en)
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
