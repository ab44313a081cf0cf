import type { TimeRow } from './view.ts'

/**
 * The rows of lines that make a difference in a picture of so many dots wide: of those that fall on one dot, the first, the last, the lowest and
 * the highest (Jugel and others 2014, M4). The line that they draw covers the same dots.
 */
export function thin(rows: readonly TimeRow[], width: number): TimeRow[] {
  const first = rows.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const last = rows.reduce((most, { at }) => Math.max(most, at), Number.NEGATIVE_INFINITY)
  const perDot = (last - first) / width
  const kept: TimeRow[] = []
  let group: TimeRow[] = []
  let name = ''
  const close = () => {
    const lowest = pick(group, (one, other) => valueAt(one) < valueAt(other))
    const highest = pick(group, (one, other) => valueAt(one) > valueAt(other))
    const shown = new Set([group[0], group.at(-1), lowest, highest])
    kept.push(...group.filter((row) => shown.has(row)))
  }
  for (const row of rows) {
    const own = `${row.run} ${Math.floor((row.at - first) / perDot)}`
    if (own !== name) {
      close()
      group = []
      name = own
    }
    group.push(row)
  }
  close()
  return kept
}

const valueAt = ({ value }: TimeRow) => Number(value)

function pick(
  rows: readonly TimeRow[],
  isBetter: (one: TimeRow, other: TimeRow) => boolean,
): TimeRow | undefined {
  return rows.reduce<TimeRow | undefined>(
    (best, row) => (best && !isBetter(row, best) ? best : row),
    undefined,
  )
}
