import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FLAG_NAMES, FLAGS, listFlags, toQuality } from './flags.ts'

test('flags and the number that stands for them say the same', () => {
  fc.assert(
    fc.property(fc.subarray(FLAG_NAMES), (flags) => {
      expect(listFlags(toQuality(flags))).toEqual(flags)
    }),
  )
  expect(listFlags(0)).toEqual([])
  expect(listFlags(null)).toEqual([])
})

test('each flag has a bit of its own that fits in a signed 16-bit number', () => {
  const bits = FLAG_NAMES.map((name) => FLAGS[name].bit)
  expect(new Set(bits).size).toBe(bits.length)
  for (const bit of bits) expect(Number.isInteger(Math.log2(bit)) && bit < 2 ** 15).toBe(true)
})
