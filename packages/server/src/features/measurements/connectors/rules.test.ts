import { describe, expect, it } from 'vitest'
import { chooseNext, chooseRetry } from './rules.ts'

describe('waiting after failures', () => {
  const now = new Date('2026-03-02T10:00:00Z')
  const minutes = (failures: number, over = {}, chance = 0.5) =>
    (chooseRetry(now, { failures, intervalMinutes: 1, retryAfter: undefined, ...over }, chance).getTime() -
      now.getTime()) /
    60_000

  it('doubles, up to a day, and is spread by chance', () => {
    expect([0, 1, 2, 5].map((failures) => minutes(failures))).toEqual([1, 2, 4, 32])
    expect(minutes(50)).toBe(24 * 60)
    expect([minutes(2, {}, 0), minutes(2, {}, 1)]).toEqual([3, 5])
  })
  it('is never shorter than the other side asks', () => {
    expect(minutes(0, { retryAfter: 3600 })).toBe(60)
  })
  it('is not needed when a run ended because it took long', () => {
    expect(chooseNext(now, 60, false)).toEqual(now)
  })
})
