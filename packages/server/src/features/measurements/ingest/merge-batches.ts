import type { ObservationBatch } from './batch.ts'

/** Batches laid end to end as one. The rows of the n-th begin at the n-th of `starts`. */
export type MergedBatch = { batch: ObservationBatch; starts: number[] }

/** Rows of a part up to which a loop is quicker than a call of `set`: most senders have one. */
const FEW = 16

const OPTIONAL = ['phenomenonEnd', 'resultTime', 'quality', 'detail', 'featureOfInterestId'] as const

/** Lays batches end to end. */
export function mergeBatches(batches: readonly ObservationBatch[]): MergedBatch {
  const [only] = batches
  if (only && batches.length === 1) return { batch: only, starts: [0] }
  const starts: number[] = []
  let length = 0
  for (const { datastreamId } of batches) {
    starts.push(length)
    length += datastreamId.length
  }
  const batch: ObservationBatch = {
    datastreamId: joinNumbers((each) => each.datastreamId),
    phenomenonStart: joinNumbers((each) => each.phenomenonStart),
    resultNumber: batches.every((each) => each.resultNumber instanceof Float64Array)
      ? joinNumbers((each) => each.resultNumber as Float64Array)
      : join((each) => each.resultNumber),
  }
  for (const name of OPTIONAL) {
    if (batches.some((each) => each[name]))
      Object.assign(batch, { [name]: join<unknown>((each) => each[name]) })
  }
  return { batch, starts }

  function joinNumbers(pick: (batch: ObservationBatch) => ArrayLike<number>): Float64Array {
    const column = new Float64Array(length)
    let start = 0
    for (const each of batches) {
      const part = pick(each)
      if (part.length > FEW) column.set(part, start)
      else for (let row = 0; row < part.length; row++) column[start + row] = part[row] ?? Number.NaN
      start += part.length
    }
    return column
  }

  function join<T>(pick: (batch: ObservationBatch) => ArrayLike<T> | undefined): T[] {
    const column: T[] = []
    for (const each of batches) {
      const part = pick(each)
      for (let row = 0; row < each.datastreamId.length; row++) column.push((part?.[row] ?? null) as T)
    }
    return column
  }
}
