import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openChance } from '../steering/testing/simulate.ts'
import { AUGURS_FILES, FORECAST_SETTINGS, forecastSeries, locateAugurs, startAugurs } from './index.ts'
import type { Setting } from './model.ts'

const [ets, mstl] = AUGURS_FILES.map((name) => readFileSync(new URL(name, locateAugurs())))
const model = startAugurs([ets as Uint8Array<ArrayBuffer>, mstl as Uint8Array<ArrayBuffer>])

const MONTH = FORECAST_SETTINGS.month
const DAY = FORECAST_SETTINGS.day
const pattern = (index: number, length: number) => Math.sin((2 * Math.PI * index) / length)

/** Months with a yearly pattern, and noise. */
const months = (count: number, seed: number) => {
  const { normal } = openChance(seed)
  return Array.from({ length: count }, (_, index) => 10 + 4 * pattern(index, 12) + normal())
}

/** The forecast that a test needs to be there. */
function forecastOf(values: (number | null)[], setting: Setting) {
  const found = forecastSeries(values, setting, model)
  if (found.state !== 'forecast') throw new Error(`There is no forecast: ${found.state}.`)
  return found
}

test('months with a yearly pattern: the pattern is found, and the band holds about 80 %', () => {
  const { steps, backTest } = forecastOf(months(300, 1), MONTH)
  expect(steps).toHaveLength(MONTH.horizon)
  steps.forEach(({ point, low, high }, step) => {
    expect(Math.abs(point - (10 + 4 * pattern(300 + step, 12)))).toBeLessThan(1.5)
    expect(low <= point && point <= high).toBe(true)
    // An 80 % interval of a standard normal distribution is 2.56 wide.
    expect(high - low).toBeGreaterThan(1.8)
    expect(high - low).toBeLessThan(4)
  })
  expect(backTest.naive).toBe('repeat-season')
  // Repeating a year is the square root of two times as far off as knowing the pattern.
  expect(backTest.error / backTest.naiveError).toBeLessThan(0.85)
})

test('over many series, the measured coverage of the 80 % interval is 75 to 85 %', () => {
  let [within, counted] = [0, 0]
  for (let seed = 0; seed < 12; seed += 1) {
    const values = openChance(seed).autoregressive(700, 0.7)
    const { backTest } = forecastSeries(values, DAY, model)
    within += (backTest?.coverage ?? 0) * (backTest?.values ?? 0)
    counted += backTest?.values ?? 0
  }
  expect(within / counted).toBeGreaterThan(0.75)
  expect(within / counted).toBeLessThan(0.85)
})

test('where the last value is the best forecast, none is shown: a random walk', () => {
  const states = Array.from({ length: 8 }, (_, seed) => {
    let value = 0
    const { normal } = openChance(100 + seed)
    const walk = Array.from({ length: 600 }, () => {
      value += normal()
      return value
    })
    return forecastSeries(walk, { ...DAY, seasons: [7] }, model).state
  })
  expect(states.filter((state) => state === 'not-better').length).toBeGreaterThanOrEqual(7)
})

test('the interval of a forecast of the past knows nothing of what came after', () => {
  const values = months(300, 2)
  const before = forecastOf(values, MONTH)
  const changed = values.map((value, index) =>
    index >= values.length - MONTH.horizon ? value + 1000 : value,
  )
  const after = forecastSeries(changed, MONTH, model)
  const held = (test: { coverage: number | null; values: number } | null) =>
    Math.round((test?.coverage ?? 0) * (test?.values ?? 0))
  // Only the values that changed can fall out of their intervals: these were not made wider for them.
  const lost = held(before.backTest) - held(after.backTest)
  expect(lost).toBeGreaterThan(0)
  expect(lost).toBeLessThanOrEqual(MONTH.horizon)
})

test('what cannot be negative is not forecast below zero', () => {
  const low = months(300, 5).map((value) => Math.max(0, value - 9))
  const { steps } = forecastOf(low, MONTH)
  expect(Math.min(...steps.map(({ low }) => low))).toBeGreaterThanOrEqual(0)
})

test('gaps are filled when they are few, and too many make a forecast impossible', () => {
  const holes = (every: number) => months(300, 6).map((value, index) => (index % every === 1 ? null : value))
  expect(forecastSeries(holes(11), MONTH, model).state).toBe('forecast')
  expect(forecastSeries(holes(3), MONTH, model).state).toBe('too-many-gaps')
})

test.each([
  ['nothing', []],
  ['no values', Array.from({ length: 300 }, () => null)],
  ['a few values', [1, 2, 3, 4]],
  ['three years', months(36, 7)],
])('too short to test: %s', (_, values) => {
  expect(forecastSeries(values, MONTH, model)).toEqual({ state: 'too-short', backTest: null })
})

test('no forecast is shown of which the band held too few of the values: all became eight times as wild at once', () => {
  const { normal } = openChance(2)
  const values = Array.from({ length: 110 }, (_, index) => normal() * (index < 82 ? 1 : 8))
  const { state, backTest } = forecastSeries(values, { ...DAY, seasons: [7] }, model)
  expect(backTest?.coverage).toBeLessThan(0.7)
  expect((backTest?.error ?? 0) / (backTest?.naiveError ?? 1)).toBeLessThan(0.98)
  expect(state).toBe('band-too-narrow')
})

test('of what never changes there is nothing better to say than that it stays', () => {
  const flat = Array.from({ length: 300 }, () => 5)
  expect(forecastSeries(flat, MONTH, model).state).toBe('not-better')
})
