import { type CrsCode, reprojectPoint } from './crs.ts'
import type { Point2D } from './rd.ts'

/** Positions of a closed ring: the first and last are equal. */
export type Ring = Point2D[]

export interface PointGeometry {
  type: 'Point'
  coordinates: Point2D
}
export interface PolygonGeometry {
  type: 'Polygon'
  coordinates: Ring[]
}
export interface MultiPolygonGeometry {
  type: 'MultiPolygon'
  coordinates: Ring[][]
}
export type AreaGeometry = PolygonGeometry | MultiPolygonGeometry
export type Geometry = PointGeometry | AreaGeometry

/** The polygons of an area, each as outer ring followed by holes. */
export function listPolygons(area: AreaGeometry): Ring[][] {
  return area.type === 'Polygon' ? [area.coordinates] : area.coordinates
}

/** Converts every position of a geometry between the two systems. */
export function reproject<G extends Geometry>(geometry: G, from: CrsCode, to: CrsCode): G
export function reproject(geometry: Geometry, from: CrsCode, to: CrsCode): Geometry {
  const move = (point: Point2D) => reprojectPoint(point, from, to)
  if (geometry.type === 'Point') return { type: 'Point', coordinates: move(geometry.coordinates) }
  if (geometry.type === 'Polygon') {
    return { type: 'Polygon', coordinates: geometry.coordinates.map((ring) => ring.map(move)) }
  }
  return {
    type: 'MultiPolygon',
    coordinates: geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map(move))),
  }
}
