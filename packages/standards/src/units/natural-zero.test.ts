import { expect, it } from 'vitest'
import { hasNaturalZero } from './index.ts'

it.each([
  ['µg/m³', true],
  ['%', true],
  ['', true],
  ['°C', false],
  ['dB[A]', false],
])('of %s zero means that there is nothing: %s', (unit, has) => {
  expect(hasNaturalZero(unit)).toBe(has)
})
