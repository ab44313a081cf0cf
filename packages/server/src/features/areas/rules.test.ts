import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countRefusals, REFUSAL_REASONS, type RefusalReason, readPoint, toSearchName } from './rules.ts'

it('reads a point as longitude and latitude in the Netherlands, and nothing else', () => {
  expect(readPoint('6.09,52.51')).toEqual([6.09, 52.51])
  for (const text of [
    '52.51,6.09',
    '6.09',
    '6.09, 52.51',
    '6,09,52,51',
    '1e1,52',
    'NaN,52',
    '',
    '6.09,52.51,0',
  ]) {
    expect(readPoint(text), text).toBeNull()
  }
})

it('finds a name however it is typed', () => {
  expect(toSearchName("  's-Hertogenbosch ")).toBe("'s-hertogenbosch")
  expect(toSearchName('Súdwest-Fryslân')).toBe('sudwest-fryslan')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(toSearchName(toSearchName(name))).toBe(toSearchName(name))
    }),
  )
})

it('counts every refusal once', () => {
  const refusal = fc.record({
    position: fc.nat(),
    code: fc.constant(null),
    reason: fc.constantFrom(...(Object.keys(REFUSAL_REASONS) as RefusalReason[])),
    message: fc.record({ nl: fc.string(), en: fc.string() }),
  })
  fc.assert(
    fc.property(fc.array(refusal, { maxLength: 60 }), (refusals) => {
      const counts = countRefusals(refusals)
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(refusals.length)
      for (const { count, examples } of counts) expect(examples).toHaveLength(Math.min(count, 5))
    }),
  )
})
