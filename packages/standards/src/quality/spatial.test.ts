import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareDistributions,
  correlateRanks,
  findTypicalDifference,
  judgeAmongNeighbours,
  medianOfNeighbours,
} from './spatial.ts'

const HOURS = 240
const series = (value: (hour: number) => number) =>
  Float64Array.from({ length: HOURS }, (_, hour) => value(hour))
/** A day's course, with noise that is different for each seed. */
const day = (seed: number) =>
  series((hour) => 12 + 6 * Math.sin(hour / 3.8) + Math.sin(hour * (seed + 2.3)) * 0.3)
const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 168, maxLength: 200 })

test('the median of the neighbours needs three of them', () => {
  const [a, b, c] = [
    [1, 1],
    [5, 2],
    [3, Number.NaN],
  ].map((list) => Float64Array.from(list))
  expect(medianOfNeighbours([a, b, c] as Float64Array[], 2)).toEqual(Float64Array.from([3, Number.NaN]))
})

describe('rank correlation', () => {
  test('of Kendall and Gibbons’ kind: ties share their rank', () => {
    const repeat = (list: number[]) => series((hour) => list[hour % list.length] ?? 0)
    // Twenty-four times the same ten pairs; by hand: ranks of ties averaged, then Pearson.
    const x = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110]
    const y = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17]
    expect(correlateRanks(repeat(x), repeat(y))).toBeCloseTo(-29 / 165, 10)
  })
  test('does not change when a series is stretched, and turns round with its sign', () => {
    fc.assert(
      fc.property(numbers, numbers, (first, second) => {
        const length = Math.min(first.length, second.length)
        const [a, b] = [Float64Array.from(first.slice(0, length)), Float64Array.from(second.slice(0, length))]
        const plain = correlateRanks(a, b)
        expect(
          correlateRanks(
            a.map((value) => value ** 3),
            b,
          ),
        ).toBeCloseTo(plain ?? 0, 10)
        expect(
          correlateRanks(
            a.map((value) => -value),
            b,
          ),
        ).toBeCloseTo(-(plain ?? 0), 10)
      }),
    )
  })
  test('of a series that stands still is none; of a reference that stands still cannot be told', () => {
    expect(
      correlateRanks(
        series(() => 0),
        day(1),
      ),
    ).toBe(0)
    expect(
      correlateRanks(
        day(1),
        series(() => 0),
      ),
    ).toBeUndefined()
    expect(correlateRanks(day(1).subarray(0, 100), day(2).subarray(0, 100))).toBeUndefined()
  })
})

describe('the distance between distributions', () => {
  test('is 0 for the same values in another order, 1 for values apart, and in between a share', () => {
    expect(compareDistributions(day(1), day(1).toReversed())).toBe(0)
    expect(
      compareDistributions(
        day(1),
        day(1).map((value) => value + 100),
      ),
    ).toBe(1)
    const step = (share: number) => series((hour) => (hour < HOURS * share ? 0 : 1))
    expect(compareDistributions(step(0.25), step(0.75))).toBe(0.5)
  })
  test('is the same seen from either side', () => {
    fc.assert(
      fc.property(numbers, numbers, (first, second) => {
        const length = Math.min(first.length, second.length)
        const [a, b] = [Float64Array.from(first.slice(0, length)), Float64Array.from(second.slice(0, length))]
        expect(compareDistributions(a, b)).toBe(compareDistributions(b, a))
      }),
    )
  })
})

test('one peak does not decide the typical difference', () => {
  const other = day(1).map((value, hour) => value + (hour === 9 ? 1000 : 2))
  expect(findTypicalDifference(day(1), other)).toBeCloseTo(2, 10)
})

describe('a station among its neighbours', () => {
  const neighbours = [1, 2, 3, 4].map(day)
  const limits = {
    kilometres: 15,
    correlation: 0.7,
    similarity: { distribution: 0.4, times: 4, least: 2 },
  }
  test.each([
    ['that measures as they do', day(9), { correlation: false, similarity: false }],
    ['that stands still', series(() => 12), { correlation: true, similarity: true }],
    [
      'that is three degrees too warm',
      day(9).map((value) => value + 3),
      { correlation: false, similarity: true },
    ],
    [
      'that was on for two days',
      day(9).map((value, hour) => (hour < 48 ? value + 9 : Number.NaN)),
      { correlation: false, similarity: false },
    ],
  ])('%s', (_, own, verdict) => {
    expect(judgeAmongNeighbours(own, neighbours, limits)).toEqual(verdict)
  })
  test('is not judged without neighbours', () => {
    expect(
      judgeAmongNeighbours(
        series(() => 12),
        neighbours.slice(0, 2),
        limits,
      ),
    ).toEqual({
      correlation: false,
      similarity: false,
    })
  })
})
