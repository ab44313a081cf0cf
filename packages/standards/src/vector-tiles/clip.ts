import type { TilePoint } from './encode.ts'
import { EXTENT } from './tile.ts'

/**
 * The part of a convex ring in a tile and so many units around it, by cutting off what lies beyond each side in turn (Sutherland and
 * Hodgman, 1974); rounded to whole units. Empty when nothing of it is there.
 */
export function clipRing(ring: readonly TilePoint[], margin: number): TilePoint[] {
  let points = ring
  for (const axis of [0, 1] as const) {
    points = cut(points, axis, -margin, 1)
    points = cut(points, axis, EXTENT + margin, -1)
  }
  return points.map(([x, y]): TilePoint => [Math.round(x), Math.round(y)])
}

/** What of a ring is past a line on the side that counts: higher with `side` 1, lower with -1. */
function cut(ring: readonly TilePoint[], axis: 0 | 1, line: number, side: 1 | -1): TilePoint[] {
  const past = (point: TilePoint) => (point[axis] - line) * side >= 0
  return ring.flatMap((point, index) => {
    const before = ring.at(index - 1) ?? point
    const kept = past(point) ? [point] : []
    if (past(before) === past(point)) return kept
    const share = (line - before[axis]) / (point[axis] - before[axis])
    const crossing: TilePoint = [
      before[0] + share * (point[0] - before[0]),
      before[1] + share * (point[1] - before[1]),
    ]
    return [crossing, ...kept]
  })
}
