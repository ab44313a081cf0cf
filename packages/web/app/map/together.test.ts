import { expect, it } from 'vitest'
import type { ProfileStatistic } from './api.ts'
import { nameTogether, sortStatistics } from './together.ts'

const statistic = (measure: string, low: number | null, high = 0) =>
  ({
    measure,
    spearman: low === null ? null : { coefficient: (low + high) / 2, low, high },
  }) as ProfileStatistic

it('calls two things together only when the whole interval says so', () => {
  expect(nameTogether(statistic('a', 0.1, 0.9))).toBe('same')
  expect(nameTogether(statistic('a', -0.9, -0.1))).toBe('opposite')
  expect(nameTogether(statistic('a', -0.1, 0.9))).toBe('none')
  expect(nameTogether(statistic('a', null))).toBe('unknown')
})

it('puts first what is most sure', () => {
  const all = [
    statistic('unknown', null),
    statistic('none', -0.5, 0.5),
    statistic('weak', 0.1, 0.9),
    statistic('strong', -0.9, -0.6),
  ]
  expect(sortStatistics(all).map(({ measure }) => measure)).toEqual(['strong', 'weak', 'none', 'unknown'])
})
