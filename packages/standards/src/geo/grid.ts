import type { PolygonGeometry } from './geometry.ts'
import { type Point2D, toRd, toWgs84 } from './rd.ts'

/** Cell sizes in metres of the statistical grid of CBS, on which places are published less precisely. */
export const GRID_SIZES = [100, 500] as const
export type GridSize = (typeof GRID_SIZES)[number]

export interface GridCell {
  /** Name as CBS writes it: `E1405N4548`, the south-west corner in units of 100 m. */
  code: string
  size: GridSize
  /** Middle of the cell, WGS84. */
  centre: Point2D
  /** South-west corner, RD metres. */
  corner: Point2D
}

/**
 * The cell of the RD grid that holds a WGS84 point. The same point always gives the same cell, and all points of a
 * cell give the same centre, so repeated publication reveals nothing more.
 */
export function findGridCell(point: Readonly<Point2D>, size: GridSize): GridCell {
  const [x, y] = toRd(point)
  const corner: Point2D = [Math.floor(x / size) * size, Math.floor(y / size) * size]
  return {
    code: `E${writeHectometres(corner[0])}N${writeHectometres(corner[1])}`,
    size,
    centre: toWgs84([corner[0] + size / 2, corner[1] + size / 2]),
    corner,
  }
}

/** A WGS84 point moved to the centre of its grid cell. */
export function snapToGrid(point: Readonly<Point2D>, size: GridSize): Point2D {
  return findGridCell(point, size).centre
}

/** Outline of a cell, WGS84, counter-clockwise. */
export function drawGridCell({ corner: [x, y], size }: GridCell): PolygonGeometry {
  const corners: Point2D[] = [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ]
  return { type: 'Polygon', coordinates: [corners.map(toWgs84)] }
}

const writeHectometres = (metres: number) => String(metres / 100).padStart(4, '0')
