import { expect, it } from 'vitest'
import { isSilent } from './latest.ts'

it.each([
  [[true, false, false, false], false],
  [[true, true], true],
  [[], false],
])('a station whose series are silent as %o is silent: %s', (silent, expected) => {
  expect(isSilent(silent.map((stale) => ({ stale })))).toBe(expected)
})
