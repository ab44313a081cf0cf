import { type Point2D, toRd, toWgs84 } from './rd.ts'

/** A hexagon of a grid over RD New, with its point to the north: `q` columns to the east and `r` rows to the north of the origin. */
export type Hexagon = { q: number; r: number }

/** Widths in metres, from flat side to flat side, of which grids are made. */
export const HEXAGON_WIDTHS = [250, 500, 1000, 2500, 5000, 10_000] as const
export type HexagonWidth = (typeof HEXAGON_WIDTHS)[number]

/** The hexagon that holds a WGS84 point. */
export function findHexagon(point: Readonly<Point2D>, width: HexagonWidth): Hexagon {
  const [x, y] = toRd(point)
  const r = y / rowOf(width)
  return roundHexagon(x / width - r / 2, r)
}

/** The corners of a hexagon, WGS84, counter-clockwise from the north; and its middle. */
export function drawHexagon({ q, r }: Hexagon, width: HexagonWidth): { centre: Point2D; corners: Point2D[] } {
  const [x, y] = [width * (q + r / 2), rowOf(width) * r]
  const reach = width / Math.sqrt(3)
  const corners = Array.from({ length: 6 }, (_, n): Point2D => {
    const angle = Math.PI / 2 + (n * Math.PI) / 3
    return toWgs84([x + reach * Math.cos(angle), y + reach * Math.sin(angle)])
  })
  return { centre: toWgs84([x, y]), corners }
}

/** Metres from a row to the next. */
const rowOf = (width: number) => (width * Math.sqrt(3)) / 2

/** The nearest whole hexagon: of the three coordinates that add up to nothing, the one that moved most follows from the others. */
function roundHexagon(q: number, r: number): Hexagon {
  const s = -q - r
  const [wholeQ, wholeR, wholeS] = [Math.round(q), Math.round(r), Math.round(s)]
  const [offQ, offR, offS] = [Math.abs(wholeQ - q), Math.abs(wholeR - r), Math.abs(wholeS - s)]
  // Adding zero makes zero of minus zero.
  if (offQ > offR && offQ > offS) return { q: -wholeR - wholeS + 0, r: wholeR + 0 }
  return { q: wholeQ + 0, r: (offR > offS ? -wholeQ - wholeS : wholeR) + 0 }
}
