import type { ProfileStatistic } from './api.ts'

/** What a correlation is called in words, by its interval: the whole of it must be on one side of zero to be called anything. */
export type Together = 'unknown' | 'none' | 'same' | 'opposite'

/** How an indicator and a statistic go together, by the order of areas: that is not led by one area that is far from the others. */
export function nameTogether({ spearman }: Pick<ProfileStatistic, 'spearman'>): Together {
  if (spearman === null) return 'unknown'
  if (spearman.low > 0) return 'same'
  return spearman.high < 0 ? 'opposite' : 'none'
}

/** Statistics with those first that go together most surely; of what is not clear the order of the API stays. */
export function sortStatistics(statistics: readonly ProfileStatistic[]): ProfileStatistic[] {
  const sure = (one: ProfileStatistic) => {
    const together = nameTogether(one)
    if (together === 'unknown') return -2
    return together === 'none'
      ? -1
      : Math.min(Math.abs(one.spearman?.low ?? 0), Math.abs(one.spearman?.high ?? 0))
  }
  return statistics.toSorted((a, b) => sure(b) - sure(a))
}
