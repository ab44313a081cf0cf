import { expect, it } from 'vitest'
import { countTicks } from './time-ticks.ts'

const at = (...days: string[]) => days.map((day) => Date.parse(day))

it.each([
  ['%Y', ['2018-01-01', '2020-01-01'], 2],
  ['%b %Y', ['2026-01-01', '2026-02-01', '2026-03-01'], 2],
  ['%e %b', ['2026-03-04', '2026-03-01'], 3],
  ['%a %e %b', ['2026-03-01', '2026-03-02T12:00:00Z'], 1],
  ['%e %b', ['2026-03-01', '2026-05-01'], 10],
  ['%e %b %H:%M', ['2026-03-01', '2026-03-02'], 10],
  ['%Y', ['2026-01-01'], 1],
  ['%Y', [], 10],
])('names with %s of %j about %i moments', (format, days, ticks) => {
  expect(countTicks(at(...days), format, 'breed')).toBe(ticks)
})

it('names as many as there is room for', () => {
  const years = at('1990-01-01', '2026-01-01')
  expect(countTicks(years, '%Y', 'midden')).toBe(7)
  expect(countTicks(years, '%Y', 'smal')).toBe(4)
})
