import { expect, it } from 'vitest'
import type { ObservationBatch } from './batch.ts'
import { mergeBatches } from './merge-batches.ts'

/** So many rows of a datastream, one a second. */
function rowsOf(id: number, count: number): ObservationBatch {
  return {
    datastreamId: new Float64Array(count).fill(id),
    phenomenonStart: Float64Array.from({ length: count }, (_, row) => row * 1e6),
    resultNumber: Float64Array.from({ length: count }, (_, row) => id + row / 10),
  }
}

it('lays long and short batches end to end, with null where one has no column that another has', () => {
  const single: ObservationBatch = {
    datastreamId: [7],
    phenomenonStart: [5e6],
    resultNumber: [null],
    detail: ['{"result":"x"}'],
    resultTime: [6e6],
  }
  const { batch, starts } = mergeBatches([rowsOf(1, 100), single, rowsOf(2, 3)])
  expect(starts).toEqual([0, 100, 101])
  expect(Object.keys(batch)).toEqual([
    'datastreamId',
    'phenomenonStart',
    'resultNumber',
    'resultTime',
    'detail',
  ])
  const rows = [0, 99, 100, 101, 103].map((row) =>
    Object.values(batch).map((column: ArrayLike<unknown>) => column[row]),
  )
  expect(rows).toEqual([
    [1, 0, 1, null, null],
    [1, 99e6, 10.9, null, null],
    [7, 5e6, null, 6e6, '{"result":"x"}'],
    [2, 0, 2, null, null],
    [2, 2e6, 2.2, null, null],
  ])
})

it('leaves a batch that is alone as it is', () => {
  const only = rowsOf(3, 2)
  expect(mergeBatches([only])).toEqual({ batch: only, starts: [0] })
  expect(mergeBatches([only]).batch).toBe(only)
})
