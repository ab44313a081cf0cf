import type { PhotoType } from '../lists.ts'

/** A picture with only what is needed to draw it, and its size in pixels as it is to be shown. */
export type Stripped = { type: PhotoType; bytes: Uint8Array; width: number; height: number }

/** Most pixels along a side, and in all: what unpacks to more is a trap for who looks at it. */
const LONGEST_SIDE = 20_000
const MOST_PIXELS = 100_000_000

/** Whether a picture is of a size that programs can draw. */
export function isDrawable(width: number, height: number): boolean {
  return (
    width > 0 &&
    height > 0 &&
    width <= LONGEST_SIDE &&
    height <= LONGEST_SIDE &&
    width * height <= MOST_PIXELS
  )
}
