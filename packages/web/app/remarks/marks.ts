import type { Mark } from '../charts/marks.ts'
import type { Remark } from './api.ts'

/** A mark with the remark that it is of. */
export type RemarkMark = Mark & { id: string; number: number }

type Period = { from: string; to: string }

/**
 * Numbers the remarks whose time touches the period of a chart, in the order of time; each is cut off at the ends of the period. The list
 * beside the chart has the same numbers, as both are made here.
 */
export function markRemarks(
  items: readonly Pick<Remark, 'id' | 'from' | 'to'>[],
  period: Period,
): RemarkMark[] {
  const [start, end] = [Date.parse(period.from), Date.parse(period.to)]
  const timed = items.flatMap(({ id, from, to }) => {
    if (from === null) return []
    const [first, last] = [Date.parse(from), to === null ? null : Date.parse(to)]
    if (first > end || (last ?? first) < start) return []
    const cut = { from: Math.max(first, start), to: last === null ? null : Math.min(last, end) }
    return [{ id, ...cut }]
  })
  timed.sort((left, right) => left.from - right.from || left.id.localeCompare(right.id))
  return timed.map((mark, index) => ({ ...mark, number: index + 1 }))
}

/** The numbers by the id of the remark, for the list. */
export function numbersOf(marks: readonly RemarkMark[]): ReadonlyMap<string, number> {
  return new Map(marks.map(({ id, number }) => [id, number]))
}

/** The marks that a chart of one series has, of those of its station. */
export function marksOfSeries(
  marks: readonly RemarkMark[],
  items: readonly Pick<Remark, 'id' | 'datastream' | 'property'>[],
  series: { datastreamId: number; property: string },
): RemarkMark[] {
  const about = items.filter(
    ({ datastream, property }) =>
      (datastream === null || datastream === series.datastreamId) &&
      (property === null || property === series.property),
  )
  const ids = new Set(about.map(({ id }) => id))
  return marks.filter(({ id }) => ids.has(id))
}
