import { expect, test } from 'vitest'
import { PROPERTIES } from '../tabular/index.ts'
import { chooseLimits, DEFAULT_LIMITS, findLimitsKey } from './limits.ts'

const temperature = { name: 'temperature', definition: '', unitSymbol: '°C' }

test('properties are known by their name, another name, or their definition', () => {
  expect(findLimitsKey({ name: 'PM2.5', definition: '' })).toBe('pm25')
  expect(findLimitsKey({ name: 'pm25-uncalibrated', definition: '' })).toBe('pm25-uncalibrated')
  expect(findLimitsKey({ name: 'T', definition: PROPERTIES.temperature.definition })).toBe('temperature')
  expect(findLimitsKey({ name: 'fijnstof', definition: PROPERTIES.pm25.definition })).toBe('pm25')
  expect(findLimitsKey({ name: 'constructor', definition: '' })).toBeUndefined()
})

test('defaults only hold in their own unit', () => {
  expect(chooseLimits(temperature)?.range).toEqual({ minimum: -30, maximum: 50 })
  expect(chooseLimits({ ...temperature, unitSymbol: 'K' })).toBeUndefined()
})

test('a dataset changes one test and leaves out another; the rest stays', () => {
  const limits = chooseLimits(temperature, { range: { minimum: -10, maximum: 90 }, rate: null })
  expect(limits).toMatchObject({ range: { minimum: -10, maximum: 90 }, constant: { hours: 24 } })
  expect(limits).not.toHaveProperty('rate')
  expect(
    chooseLimits({ ...temperature, unitSymbol: 'K' }, { range: { minimum: 200, maximum: 350 } }),
  ).toEqual({
    range: { minimum: 200, maximum: 350 },
  })
})

test('every default says what it rests on', () => {
  for (const { source, range } of Object.values(DEFAULT_LIMITS)) {
    expect(source.length).toBeGreaterThan(20)
    expect(range?.minimum).toBeLessThan(range?.maximum ?? 0)
  }
})
