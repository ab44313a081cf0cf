import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareEstimates, type Estimate, rankEstimates } from './index.ts'

const around = (value: number, half: number): Estimate & { value: number } => ({
  value,
  low: value - half,
  high: value + half,
})
const without = (value: number | null): Estimate => ({ value, low: null, high: null })

describe('the order of areas', () => {
  it('has figures that may well be the same share their positions', () => {
    const positions = rankEstimates([around(20, 0.5), around(25, 0.5), around(25.4, 0.5), around(30, 0.5)])
    expect(positions).toEqual([
      { from: 4, to: 4 },
      { from: 2, to: 3 },
      { from: 2, to: 3 },
      { from: 1, to: 1 },
    ])
  })

  it('tells the ends of a row apart whose neighbours it cannot tell apart', () => {
    const row = rankEstimates([around(3, 0.9), around(2, 0.9), around(1, 0.9)])
    expect(row).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 3 },
      { from: 2, to: 3 },
    ])
  })

  it('counts only figures that are there, and goes by the value where the uncertainty is not known', () => {
    expect(rankEstimates([without(4), without(null), without(7), without(4)])).toEqual([
      { from: 2, to: 3 },
      null,
      { from: 1, to: 1 },
      { from: 2, to: 3 },
    ])
  })

  it('compares by the side of each interval that lies towards the other', () => {
    const high = { value: 10, low: 9, high: 30 }
    expect(compareEstimates(high, { value: 8, low: 0, high: 9 })).toBe('higher')
    expect(compareEstimates({ value: 8, low: 0, high: 9 }, high)).toBe('lower')
    expect(compareEstimates(high, { value: 8, low: 0, high: 10 })).toBe('unclear')
  })
})

const estimate = fc
  .tuple(fc.option(fc.integer({ min: -50, max: 50 })), fc.option(fc.nat(20)), fc.nat(20))
  .map(([value, down, up]): Estimate => {
    if (value === null || down === null) return without(value)
    return { value, low: value - down, high: value + up }
  })

it('agrees with comparing every pair', () => {
  fc.assert(
    fc.property(fc.array(estimate, { maxLength: 30 }), (estimates) => {
      const known = estimates.flatMap((one) => (one.value === null ? [] : [{ ...one, value: one.value }]))
      const slow = estimates.map((one) => {
        const { value } = one
        if (value === null) return null
        const found = known.map((other) => compareEstimates(other, { ...one, value }))
        const count = (what: string) => found.filter((each) => each === what).length
        return { from: count('higher') + 1, to: known.length - count('lower') }
      })
      expect(rankEstimates(estimates)).toEqual(slow)
    }),
  )
})
