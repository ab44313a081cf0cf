import { describe, expect, it } from 'vitest'
import { openChance } from '../steering/testing/simulate.ts'
import { findAbsences, findChanges, missProbability, WATCHES } from './index.ts'
import { scoresOf } from './scores.ts'

describe('absence', () => {
  const presence = (text: string) => [...text].map((each, start) => ({ start, present: each === 'x' }))
  it('is found from the first figure on, and ends with the next', () => {
    expect(findAbsences(presence('..xx...x.x....'), 3)).toEqual([
      { since: 4, openedAt: 6, lastAt: 6, periods: 3, clearedAt: 7 },
      { since: 10, openedAt: 12, lastAt: 13, periods: 4 },
    ])
  })
  it('is none without a figure ever', () => expect(findAbsences(presence('....'), 1)).toEqual([]))
  it.each([0, -1, 1.5])('of %d periods is refused', (least) => {
    expect(() => findAbsences([], least)).toThrow(RangeError)
  })
})

describe('a change', () => {
  const { season } = WATCHES.week
  const years = (shift: number, at: number, trend = 0) =>
    openChance(5)
      .autoregressive(Math.round(4 * season), 0.4)
      .map(
        (value, step) =>
          value +
          3 * Math.cos((2 * Math.PI * step) / season) +
          (step >= at ? shift + (trend * (step - at)) / season : 0),
      )

  it('is none where only the season turns', () => expect(findChanges(years(0, 0), WATCHES.week)).toEqual([]))

  it('of level says how much and about since when, once', () => {
    const found = findChanges(years(-3, 150), WATCHES.week)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ of: 'level' })
    expect(found[0]?.since).toBeGreaterThan(135)
    expect(found[0]?.since).toBeLessThan(165)
    expect(found[0]?.low).toBeLessThan(-3)
    expect(found[0]?.high).toBeGreaterThan(-3.5)
  })

  it('is the same when more comes in after it', () => {
    const whole = years(3, 130)
    const [early] = findChanges(whole.slice(0, 160), WATCHES.week)
    const [late] = findChanges(whole, WATCHES.week)
    expect(early).toBeDefined()
    expect(late).toMatchObject({ of: early?.of, since: early?.since, seen: early?.seen, size: early?.size })
    expect(early?.ended).toBeUndefined()
    expect(late?.ended).toBe((early?.seen ?? 0) + WATCHES.week.news)
  })

  it('has another beginning than every change before it', () => {
    const both = years(3, 130).map((value, step) => value + (step >= 130 ? (12 * (step - 130)) / season : 0))
    for (const shift of [0, 4, 8]) {
      const found = findChanges(both.slice(shift), { ...WATCHES.week, news: 4, alpha: 0.02 })
      expect(new Set(found.map(({ since }) => since)).size).toBe(found.length)
      expect(found.length).toBeGreaterThan(1)
    }
  })

  it('is none after two years of too few values', () => {
    const thin = years(3, 120).map((value, step) => (step % 3 === 0 ? value : null))
    expect(findChanges(thin, WATCHES.week)).toEqual([])
  })

  it('is not made by one extreme', () => {
    const values = years(0, 0)
    values[150] = 60
    expect(findChanges(values, WATCHES.week)).toEqual([])
  })
})

describe('the probability that a goal is missed', () => {
  it.each([
    [{ point: 10, low: 8, high: 12 }, 10, 'lower', 0.5],
    [{ point: 10, low: 8, high: 12 }, 12, 'lower', 0.1],
    [{ point: 10, low: 8, high: 12 }, 8, 'higher', 0.1],
    [{ point: 10, low: 10, high: 10 }, 9, 'lower', 1],
    [{ point: 10, low: 10, high: 10 }, 9, 'higher', 0],
  ] as const)('of %o at %d, when %s is good, is %d', (step, target, direction, probability) => {
    expect(missProbability(step, target, direction)).toBeCloseTo(probability, 3)
  })
  it('keeps the share of the interval when its sides differ', () => {
    const step = { point: 10, low: 9, high: 14 }
    const inside = 1 - missProbability(step, 14, 'lower') - missProbability(step, 9, 'higher')
    expect(inside).toBeCloseTo(0.8, 3)
  })
})

it('gives ranks as scores of a normal distribution, the same to what is equal', () => {
  const scores = scoresOf([3, null, 1, 2, 2])
  expect(scores[1]).toBeNull()
  expect(scores[3]).toBe(scores[4])
  expect(scores[0]).toBeCloseTo(1.15, 1)
  expect(scores[2]).toBeCloseTo(-1.15, 1)
})
