import type { ObservationBatch } from './batch.ts'

/** Batches laid end to end as one. The rows of the n-th begin at the n-th of `starts`. */
export type MergedBatch = { batch: ObservationBatch; starts: number[] }

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
    datastreamId: join((each) => each.datastreamId),
    phenomenonStart: join((each) => each.phenomenonStart),
    resultNumber: join((each) => each.resultNumber),
  }
  for (const name of OPTIONAL) {
    if (batches.some((each) => each[name]))
      Object.assign(batch, { [name]: join<unknown>((each) => each[name]) })
  }
  return { batch, starts }

  function join<T>(pick: (batch: ObservationBatch) => ArrayLike<T> | undefined): T[] {
    const column: T[] = []
    for (const each of batches) {
      const part = pick(each)
      for (let row = 0; row < each.datastreamId.length; row++) column.push((part?.[row] ?? null) as T)
    }
    return column
  }
}
