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

/**
 * Which boxes can be shown without covering each other; who comes first goes before.
 * @param taken boxes that are shown anyway
 */
export function chooseApart(boxes: readonly Box[], taken: readonly Box[] = []): boolean[] {
  const shown: Box[] = [...taken]
  return boxes.map((box) => {
    const isFree = shown.every(
      (other) =>
        box.right <= other.left ||
        box.left >= other.right ||
        box.bottom <= other.top ||
        box.top >= other.bottom,
    )
    if (isFree) shown.push(box)
    return isFree
  })
}
