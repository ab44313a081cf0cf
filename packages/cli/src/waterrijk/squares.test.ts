import {
  type EffectEstimate,
  estimateInterruption,
  layDesign,
  layDifference,
} from '@samenspel/standards/effects'
import { expect, test } from 'vitest'
import { WATERRIJK_SEED } from './neighbourhoods.ts'
import { findChange, GREENED, listSquares, measureNights, SQUARE_DAYS, type Square } from './squares.ts'

const DAY = 86_400_000
const since = Date.UTC(2026, 2, 10, 9)
const from = since - SQUARE_DAYS * DAY
const squares = listSquares()

const monthOf = (time: number) => new Date(time).toISOString().slice(0, 7)
/** Whole months that were measured. */
const months = [...new Set(Array.from({ length: SQUARE_DAYS }, (_, day) => monthOf(from + day * DAY)))].slice(
  1,
  -1,
)
const start = months.indexOf(monthOf(findChange(since)))

function meansOf(nights: readonly { hour: number; lowest: number }[]): number[] {
  const sums = new Map<string, { sum: number; count: number }>()
  for (const { hour, lowest } of nights) {
    const { sum, count } = sums.get(monthOf(hour)) ?? { sum: 0, count: 0 }
    sums.set(monthOf(hour), { sum: sum + lowest, count: count + 1 })
  }
  return months.map((month) => (sums.get(month)?.sum ?? 0) / (sums.get(month)?.count ?? 0))
}

/** The monthly means of a neighbourhood, as its squares are or as if nothing had been done. */
function readArea(seed: number, code: string, isGreened?: boolean): number[] {
  const all = squares.filter(({ neighbourhoodCode }) => neighbourhoodCode === code)
  return meansOf(all.flatMap((square) => measureNights(seed, square, { since, from, to: since }, isGreened)))
}

const zeros = { values: months.map(() => 0), season: 12 }
const design = layDesign(zeros, start, 'level') ?? expect.unreachable()

function estimate(seed: number, treated: readonly string[], compared: readonly string[]): EffectEstimate {
  const laid = layDifference({
    periods: months,
    areas: [
      ...treated.map((key) => ({ key, startedAt: start, values: readArea(seed, key) })),
      ...compared.map((key) => ({ key, values: readArea(seed, key) })),
    ],
  })
  if (typeof laid === 'string') return expect.unreachable(laid)
  const values = laid.difference.map((value) => value ?? Number.NaN)
  return estimateInterruption(design, values).changes.average ?? expect.unreachable()
}

/** What trees really did: the simulation with them less that without. */
function findTruth(seed: number): number {
  const after = GREENED.flatMap((code) => {
    const without = readArea(seed, code, false)
    return readArea(seed, code)
      .map((value, month) => value - (without[month] ?? 0))
      .slice(start)
  })
  return after.reduce((sum, value) => sum + value, 0) / after.length
}

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)
const isFound = ({ low, high }: EffectEstimate) => (low ?? 0) > 0 || (high ?? 0) < 0

test('three years of nights, of which some are missing, with plausible temperatures', () => {
  expect(squares).toHaveLength(14)
  const nights = measureNights(1, squares[0] as Square, { since, from, to: since })
  expect(nights.length).toBeGreaterThan(0.95 * SQUARE_DAYS)
  expect(nights.length).toBeLessThan(SQUARE_DAYS)
  for (const { hour, lowest } of nights) {
    expect(hour % 3_600_000).toBe(0)
    expect(lowest).toBeGreaterThan(-20)
    expect(lowest).toBeLessThan(28)
  }
  expect(months.length).toBeGreaterThanOrEqual(35)
})

test('a night is the same however it is asked for', () => {
  const square = squares[3] as Square
  const all = measureNights(5, square, { since, from, to: since })
  const middle = from + 400 * DAY
  const parts = [
    ...measureNights(5, square, { since, from, to: middle }),
    ...measureNights(5, square, { since, from: middle, to: since }),
  ]
  expect(parts).toEqual(all)
})

test('trees cool from the day on which they stand, and more each year; nothing else changes', () => {
  const square = squares.find(({ neighbourhoodCode }) => neighbourhoodCode === GREENED[0]) as Square
  const span = { since, from, to: since }
  const without = new Map(measureNights(2, square, span, false).map(({ hour, lowest }) => [hour, lowest]))
  const cooling = measureNights(2, square, span).map(({ hour, lowest }) => ({
    hour,
    less: (without.get(hour) ?? lowest) - lowest,
  }))
  const meanOf = (part: typeof cooling) => part.reduce((sum, { less }) => sum + less, 0) / part.length
  const changed = findChange(since)
  expect(cooling.filter(({ hour, less }) => hour < changed && less !== 0)).toEqual([])
  const after = cooling.filter(({ hour }) => hour >= changed)
  const half = Math.floor(after.length / 2)
  expect(meanOf(after)).toBeGreaterThan(0.5)
  expect(meanOf(after.slice(half))).toBeGreaterThan(meanOf(after.slice(0, half)))
})

// Each seed is fourteen squares over three years.
test('the effect is found whatever the seed, near what the trees really did', { timeout: 120_000 }, () => {
  const compared = ['BU90010101', 'BU90010102']
  const found = SEEDS.map((seed) => ({
    truth: findTruth(seed),
    estimate: estimate(seed, GREENED, compared),
  }))
  expect(found.filter(({ estimate: each }) => isFound(each) && each.estimate < 0).length).toBeGreaterThan(18)
  const off = found.reduce((sum, { truth, estimate: each }) => sum + each.estimate - truth, 0) / found.length
  expect(Math.abs(off)).toBeLessThan(0.15)
  expect(isFound(estimate(WATERRIJK_SEED, GREENED, compared))).toBe(true)
})

test('light tiles do nothing, and an effect of them is found by chance only', { timeout: 120_000 }, () => {
  const treated = 'BU90010204'
  expect(readArea(1, treated)).toEqual(readArea(1, treated, false))
  const found = SEEDS.map((seed) => estimate(seed, [treated], ['BU90010202', 'BU90010302']))
  expect(found.filter(isFound).length).toBeLessThanOrEqual(3)
  const mean = found.reduce((sum, each) => sum + each.estimate, 0) / found.length
  expect(Math.abs(mean)).toBeLessThan(0.1)
  expect(isFound(estimate(WATERRIJK_SEED, [treated], ['BU90010202', 'BU90010302']))).toBe(false)
})
