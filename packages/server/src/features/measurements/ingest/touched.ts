import { at } from './batch.ts'

/** A stretch of whole hours of one datastream, from `from` up to `to` (microseconds since 1970 UTC). */
export type TouchedHours = { datastreamId: number; from: number; to: number }

const HOUR = 3_600_000_000
/** Hours this close are taken together: reading a few hours more costs less than another look-up. */
const NEAR = 6 * HOUR

/**
 * The hours that rows lie in, as few stretches as is sensible.
 * @param rows places in the columns, in the order of datastream and time
 */
export function listTouchedHours(
  rows: Iterable<number>,
  datastreamId: ArrayLike<number>,
  phenomenonStart: ArrayLike<number>,
): TouchedHours[] {
  const touched: TouchedHours[] = []
  let open: TouchedHours | undefined
  for (const row of rows) {
    const id = at(datastreamId, row)
    const time = at(phenomenonStart, row)
    if (open && open.datastreamId === id && time < open.to) continue
    const from = Math.floor(time / HOUR) * HOUR
    if (open && open.datastreamId === id && from <= open.to + NEAR) {
      open.to = from + HOUR
    } else {
      open = { datastreamId: id, from, to: from + HOUR }
      touched.push(open)
    }
  }
  return touched
}
