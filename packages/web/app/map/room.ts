/** A rectangle on the screen, in pixels. */
export type Box = { left: number; right: number; top: number; bottom: number }

/** Square pixels that a station needs for its value to be readable. */
const PER_VALUE = 7000

/**
 * The zoom from which there is room to write the values: each level gives every station four times as much.
 * @param zoom the zoom at which the map has this size and shows this many stations
 */
export function zoomWithRoom(
  zoom: number,
  size: { width: number; height: number },
  stations: number,
): number {
  const perStation = (size.width * size.height) / Math.max(1, stations)
  return Math.max(0, zoom + Math.log2(PER_VALUE / Math.max(1, perStation)) / 2)
}

/** How a box may be moved to find room, in its own widths and heights; what comes first is tried first. */
const MOVES = [
  ...[
    [0, 0],
    [0, -1],
    [0, 1],
    [-0.6, 0],
    [0.6, 0],
  ],
  ...[
    [-0.6, -1],
    [0.6, -1],
    [-0.6, 1],
    [0.6, 1],
    [0, -2],
    [0, 2],
    [-0.6, -2],
    [0.6, -2],
    [-0.6, 2],
    [0.6, 2],
  ],
] as const

/** How far a box is moved, in pixels. */
export type Move = { x: number; y: number }

/**
 * Moves boxes a little so that they do not cover each other; who comes first goes before.
 * @param frame in which they must stay
 * @param taken boxes that stay where they are
 * @param moves that may be tried, in widths and heights of the box; the first that has room is taken
 * @param mayStand whether the box with this index may stand here, for another reason than room
 * @returns the move of each box; undefined where there is no room for it
 */
export function placeApart(
  boxes: readonly Box[],
  frame: Box,
  taken: readonly Box[] = [],
  moves: readonly (readonly [widths: number, heights: number])[] = MOVES,
  mayStand: (index: number, box: Box) => boolean = () => true,
): (Move | undefined)[] {
  const shown: Box[] = [...taken]
  return boxes.map((box, index) => {
    for (const [widths, heights] of moves) {
      const move = { x: widths * (box.right - box.left), y: heights * (box.bottom - box.top) }
      const moved = moveBox(box, move)
      if (!isWithin(moved, frame) || shown.some((other) => doOverlap(moved, other))) continue
      if (!mayStand(index, moved)) continue
      shown.push(moved)
      return move
    }
    return undefined
  })
}

export function middleOf({ left, right, top, bottom }: Box): { x: number; y: number } {
  return { x: (left + right) / 2, y: (top + bottom) / 2 }
}

function moveBox({ left, right, top, bottom }: Box, { x, y }: Move): Box {
  return { left: left + x, right: right + x, top: top + y, bottom: bottom + y }
}

function isWithin(box: Box, frame: Box): boolean {
  return (
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
  )
}

function doOverlap(one: Box, other: Box): boolean {
  return one.right > other.left && one.left < other.right && one.bottom > other.top && one.top < other.bottom
}
