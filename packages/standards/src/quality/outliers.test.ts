import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findBaseline, findMedian, isShared, openOutlierTest, scoreDeviation } from './outliers.ts'

const series = (length: number, value: (hour: number) => number) =>
  Float64Array.from({ length }, (_, hour) => value(hour))
const wave = (hour: number) => 10 + (hour % 5)

describe('the baseline', () => {
  test('is the median and the median distance from it', () => {
    expect(findBaseline(series(360, wave), 359)).toEqual({ median: 12, deviation: 1 })
  })
  test('forgets what is longer ago than 360 hours', () => {
    const changed = series(720, (hour) => (hour < 360 ? 1000 : wave(hour)))
    expect(findBaseline(changed, 719)).toEqual({ median: 12, deviation: 1 })
  })
  test('needs a third of the hours', () => {
    const sparse = series(360, (hour) => (hour % 4 === 0 ? 1 : Number.NaN))
    expect(findBaseline(sparse, 359)).toBeUndefined()
  })
  test('moves along with the values, and grows with them', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 120, maxLength: 360 })
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -99, max: 99 }),
        (list, times, add) => {
          const plain = findBaseline(Float64Array.from(list), list.length - 1)
          const moved = findBaseline(
            Float64Array.from(list, (value) => value * times + add),
            list.length - 1,
          )
          expect(moved).toEqual({
            median: (plain?.median ?? 0) * times + add,
            deviation: (plain?.deviation ?? 0) * times,
          })
        },
      ),
    )
  })
})

test('the median is the middle, whatever the order and whatever is missing', () => {
  expect(findMedian([3, 1, Number.NaN, 2])).toBe(2)
  expect(findMedian([4, 1, 3, 2])).toBe(2.5)
  expect(findMedian([])).toBeNaN()
})

test('a deviation is never smaller than the usual noise', () => {
  expect(scoreDeviation(14, { median: 10, deviation: 0 }, 2)).toBe(2)
})

describe('an outlier', () => {
  const limits = { deviations: 10, spread: 0.5 }
  const own = series(400, wave)

  test('is more than ten deviations away', () => {
    const isOutlier = openOutlierTest(own, [], limits)
    expect([22, 23, 2, 1].map((value) => isOutlier(399, value))).toEqual([false, true, false, true])
  })
  test('is an event when half of the neighbours see it too', () => {
    const calm = series(400, wave)
    const bang = series(400, (hour) => (hour === 399 ? 500 : wave(hour)))
    expect(openOutlierTest(bang, [bang, bang, calm], limits)(399, 500)).toBe(false)
    expect(openOutlierTest(bang, [bang, calm, calm], limits)(399, 500)).toBe(true)
    expect(openOutlierTest(bang, [bang, bang], limits)(399, 500)).toBe(true)
  })
  test('is not excused by neighbours that go the other way', () => {
    expect(isShared(20, [-20, -20, -20], 10)).toBe(false)
    expect(isShared(-20, [-20, -5, Number.NaN, 0], 10)).toBe(true)
  })
})
