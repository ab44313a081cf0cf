import type { ChartSize } from './sizes.ts'

/** How many moments a time axis has room for. */
const ROOM: Readonly<Record<ChartSize, number>> = { breed: 10, midden: 7, smal: 4 }

const DAY = 86_400_000

/** How long that is at least of which a format names no part: the shortest that it writes comes first. */
const NAMED = [
  { written: /%[HMS]/, length: 0 },
  { written: /%[aAed]/, length: DAY },
  { written: /%[bBm]/, length: 28 * DAY },
  { written: /%Y/, length: 365 * DAY },
]

/**
 * About how many moments a time axis names: no more than there are days, months or years from the first to the last, as its format writes; else
 * each of them would be written several times.
 * @param times of all that is drawn, in milliseconds
 * @param format of d3, such as `%b %Y`
 */
export function countTicks(times: Iterable<number>, format: string, size: ChartSize): number {
  let [first, last] = [Infinity, -Infinity]
  for (const time of times) {
    first = Math.min(first, time)
    last = Math.max(last, time)
  }
  const length = NAMED.find(({ written }) => written.test(format))?.length ?? 0
  if (length === 0 || last < first) return ROOM[size]
  return Math.min(ROOM[size], Math.max(1, Math.floor((last - first) / length)))
}
