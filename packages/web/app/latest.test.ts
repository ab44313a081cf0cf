import { expect, it } from 'vitest'
import { isBeforeFirstMean, isSilent } from './latest.ts'

it.each([
  [[true, false, false, false], false],
  [[true, true], true],
  [[], false],
])('a station whose series are silent as %o is silent: %s', (silent, expected) => {
  expect(isSilent(silent.map((stale) => ({ stale })))).toBe(expected)
})

it.each([
  ['day', [null, null], true],
  ['hour', [null, 3], false],
  ['raw', [null], false],
  ['day', [], false],
] as const)(
  'a station of which everybody sees %s with the values %o is before its first mean: %s',
  (time, values, expected) => {
    const precision = { place: '100m' as const, time }
    expect(
      isBeforeFirstMean(
        { precision },
        values.map((value) => ({ value })),
      ),
    ).toBe(expected)
  },
)
