/** Puts two answers that count values in ranges on the same ranges, so that these can be compared. */
import type { Cell } from '@samenspel/standards/explorations'
import type { Answer } from '../schema.ts'

type Table = Pick<Answer, 'columns' | 'rows'>

/** Ranges are at most so many times as wide as the wider of the two: 2 and 5 meet at 10. */
const MOST_TIMES = 20

/**
 * How ranges are chosen follows from the values, so with other data they can lie elsewhere or be wider. Both answers are counted anew in the
 * narrowest ranges that are whole numbers of those of each; a range that only one of them has holds none in the other.
 * @returns the tables as they are when they do not count in ranges, or nothing was counted
 */
export function alignBins(before: Table, after: Table): [Table, Table] {
  const [from, to] = [before.columns.indexOf('from'), before.columns.indexOf('to')]
  const [series, count] = [before.columns.indexOf('series'), before.columns.indexOf('count')]
  if (from < 0 || to < 0 || count < 0) return [before, after]
  const widths = [before, after].map(({ rows }) => Number(rows[0]?.[to] ?? 0) - Number(rows[0]?.[from] ?? 0))
  const width = commonWidth(widths[0] ?? 0, widths[1] ?? 0)
  if (width === undefined) return [before, after]
  const placeOf = (row: Table['rows'][number]) => {
    const middle = (Number(row[from]) + Number(row[to])) / 2
    return Math.floor(middle / width)
  }
  const all = [...before.rows, ...after.rows]
  const keys = [...new Set(all.map((row) => String(row[series])))]
  const places = all.map(placeOf)
  const [first, last] = [places.reduce((a, b) => Math.min(a, b)), places.reduce((a, b) => Math.max(a, b))]
  const counted = ({ rows }: Table): Table => {
    const counts = new Map<string, number>()
    for (const row of rows) {
      const key = JSON.stringify([placeOf(row), String(row[series])])
      counts.set(key, (counts.get(key) ?? 0) + Number(row[count] ?? 0))
    }
    const ranges = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    return {
      columns: ['from', 'to', 'series', 'count'],
      rows: keys.flatMap((key) =>
        ranges.map((place): Cell[] => [
          tidy(place * width),
          tidy((place + 1) * width),
          key,
          counts.get(JSON.stringify([place, key])) ?? 0,
        ]),
      ),
    }
  }
  return [counted(before), counted(after)]
}

/** The narrowest width that is a whole number of times each of two; undefined without one. */
function commonWidth(one: number, other: number): number | undefined {
  const [narrow, wide] = [Math.min(one, other), Math.max(one, other)]
  if (!(narrow > 0)) return undefined
  for (let times = 1; times <= MOST_TIMES; times += 1) {
    const ratio = (times * wide) / narrow
    if (Math.abs(ratio - Math.round(ratio)) < 1e-6) return tidy(times * wide)
  }
  return undefined
}

/** Without the last digits that binary fractions leave. */
const tidy = (value: number) => Number(value.toPrecision(12))
