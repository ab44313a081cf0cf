import { type Point2D, toRd, toWgs84 } from './rd.ts'

/** The coordinate reference systems we read. Inside the platform everything is EPSG:4326, longitude first. */
export const CRS_CODES = ['EPSG:4326', 'EPSG:28992'] as const
export type CrsCode = (typeof CRS_CODES)[number]

/** Rectangle as west/south/east/north: degrees, or metres for RD. */
export type Bounds = readonly [number, number, number, number]

/** Where coordinates of each system can lie. RD New is defined for the Netherlands and its part of the North Sea. */
export const CRS_BOUNDS: Record<CrsCode, Bounds> = {
  'EPSG:4326': [-180, -90, 180, 90],
  'EPSG:28992': [-7000, 289_000, 300_000, 629_000],
}

/** The European Netherlands in degrees, with a margin; for finding positions that cannot be meant. */
export const NETHERLANDS: Bounds = [3.2, 50.7, 7.3, 53.7]

/** The European Netherlands with its part of the North Sea, where platforms measure. */
const WITH_NORTH_SEA: Bounds = [2.5, 50.7, 7.3, 55.8]

/** Bonaire, and Saba with Sint Eustatius, with a margin. */
const CARIBBEAN: readonly Bounds[] = [
  [-68.6, 11.9, -68.0, 12.5],
  [-63.5, 17.3, -62.8, 17.8],
]

/**
 * Where the Netherlands lies, in Europe with its part of the North Sea and in the Caribbean. Files that are imported are about Dutch areas and stations, and the
 * mistake most often made in them is latitude before longitude, which puts everything off Somalia without a word; so imports
 * refuse what lies elsewhere. SensorThings entities can lie anywhere: the standard says so, and what is harvested or sent there
 * comes from programs that have their order of coordinates right once, not from a file made by hand.
 */
export const DUTCH_TERRITORY: readonly Bounds[] = [WITH_NORTH_SEA, ...CARIBBEAN]

/** Is this one of the systems we read? */
export function isCrsCode(value: unknown): value is CrsCode {
  return CRS_CODES.some((code) => code === value)
}

/**
 * Reads the name of a reference system: `EPSG:28992`, `urn:ogc:def:crs:EPSG::28992`, `…:OGC:1.3:CRS84`,
 * `http://www.opengis.net/def/crs/EPSG/0/28992`. ETRS89 (EPSG:4258) counts as WGS84: less than a metre apart.
 * Null when it is none of ours.
 */
export function readCrsName(name: string): CrsCode | null {
  if (
    /^(urn:ogc:def:crs:OGC:[\d.]*:CRS84|https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/[\d.]+\/CRS84|OGC:CRS84)$/i.test(
      name,
    )
  ) {
    return 'EPSG:4326'
  }
  const match =
    /^(?:EPSG:|urn:ogc:def:crs:EPSG:[\d.]*:|urn:ogc:def:crs:EPSG:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/)(\d+)$/i.exec(
      name,
    )
  if (match?.[1] === '4326' || match?.[1] === '4258') return 'EPSG:4326'
  return match?.[1] === '28992' ? 'EPSG:28992' : null
}

/** Does a point lie in this rectangle, borders included? */
export function isWithin(point: Readonly<Point2D>, bounds: Bounds): boolean {
  const [west, south, east, north] = bounds
  return point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north
}

/** Converts a point between the two systems; gives a copy when they are the same. */
export function reprojectPoint(point: Readonly<Point2D>, from: CrsCode, to: CrsCode): Point2D {
  if (from === to) return [point[0], point[1]]
  return from === 'EPSG:28992' ? toWgs84(point) : toRd(point)
}

/** Does a point lie in one of these rectangles? */
export function isWithinAny(point: Readonly<Point2D>, bounds: readonly Bounds[]): boolean {
  return bounds.some((each) => isWithin(point, each))
}
