import { expect, it } from 'vitest'
import { describeDuration } from './duration.ts'

it.each([
  [1, 'hour', '1 uur', '1 hour'],
  [8760, 'hour', '1 jaar', '1 year'],
  [12, 'day', '12 dagen', '12 days'],
  [21, 'day', '3 weken', '3 weeks'],
  [40, 'day', '40 dagen', '40 days'],
  [100, 'day', 'ongeveer 3 maanden', 'about 3 months'],
  [182, 'day', '6 maanden', '6 months'],
  [365, 'day', '1 jaar', '1 year'],
  [731, 'day', '2 jaar', '2 years'],
  [1, 'month', '1 maand', '1 month'],
  [18, 'month', '18 maanden', '18 months'],
  [24, 'month', '2 jaar', '2 years'],
  [3, 'year', '3 jaar', '3 years'],
  [0, 'day', '0 dagen', '0 days'],
] as const)('says %i times %s as people do', (count, period, nl, en) => {
  expect(describeDuration(count, period)).toEqual({ nl, en })
})
