import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutNewestFirst, cutOldestFirst, listStoryStretches } from './history.ts'

const HOUR = 3_600_000
const span = fc.record({
  from: fc.nat(10_000),
  length: fc.nat(2000),
  hours: fc.integer({ min: 1, max: 200 }),
})

test('stretches cover the time without gap or overlap, in either order', () => {
  fc.assert(
    fc.property(span, ({ from, length, hours }) => {
      const begin = from * HOUR
      const end = begin + length * HOUR
      const newest = [...cutNewestFirst(begin, end, () => hours)]
      const oldest = [...cutOldestFirst(begin, end, () => hours)]
      for (const stretches of [newest.toReversed(), oldest]) {
        expect(
          stretches.reduce((at, stretch) => (stretch.from === at ? stretch.to : Number.NaN), begin),
        ).toBe(end)
        for (const stretch of stretches) expect(stretch.to - stretch.from).toBeLessThanOrEqual(hours * HOUR)
      }
    }),
  )
})

test('stories lie within the year before the start, whenever that is', () => {
  for (let month = 0; month < 12; month++) {
    const since = Date.UTC(2026, month, 15, 9, 30)
    const stretches = listStoryStretches(3, since)
    expect(new Set(stretches.map(({ property }) => property))).toEqual(
      new Set(['temperature', 'pm25', 'water-on-street']),
    )
    for (const { from, to } of stretches) {
      expect(from).toBeGreaterThanOrEqual(since - 366 * 24 * HOUR)
      expect(to).toBeLessThanOrEqual(since)
      expect(from % HOUR).toBe(0)
      expect(to % HOUR).toBe(0)
    }
  }
})
