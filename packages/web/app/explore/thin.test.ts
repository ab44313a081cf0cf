import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thin } from './thin.ts'

const rows = fc
  .array(fc.tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.nat(9)), {
    minLength: 1,
    maxLength: 400,
  })
  .map((list) => {
    let run = 0
    return list.map(([value, lot], index) => {
      if (lot === 0) run += 1
      return { at: index * 3_600_000, run: String(run), alone: false, series: 'all', value }
    })
  })

describe('the rows of a picture', () => {
  it('keep the highest and the lowest on every dot, and both ends of every stretch, in their order', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 60 }), (all, width) => {
        const kept = thin(all, width)
        expect(kept).toEqual(all.filter((row) => kept.includes(row)))
        const span = (all.at(-1)?.at ?? 0) / width
        const extents = (list: typeof all) =>
          [...Map.groupBy(list, ({ at, run }) => `${run} ${Math.floor(at / span)}`)].map(([dot, own]) => {
            const values = own.map(({ value }) => value)
            return [dot, Math.min(...values), Math.max(...values), own[0], own.at(-1)]
          })
        expect(extents(kept as typeof all)).toEqual(extents(all))
      }),
    )
  })

  it('are at most four for each dot of a stretch', () => {
    const all = Array.from({ length: 9000 }, (_, index) => ({
      at: index,
      run: '1',
      alone: false,
      series: 'all',
      value: Math.sin(index),
    }))
    expect(thin(all, 500).length).toBeLessThanOrEqual(4 * 501)
  })
})
