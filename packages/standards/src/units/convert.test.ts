import { expect, test } from 'vitest'
import { UNITS } from '../tabular/index.ts'
import { findConversion } from './convert.ts'

const convert = (value: number, from: string, to: string) => {
  const conversion = findConversion({ symbol: from }, { symbol: to })
  return conversion && value * conversion.factor + conversion.shift
}

test.each([
  [0.02, 'mg/m³', 'µg/m³', 20],
  [20, 'ug/m3', 'mg/m3', 0.02],
  [68, '°F', '°C', 20],
  [293.15, 'K', 'Cel', 20],
  [1013.25, 'hPa', 'kPa', 101.325],
  [36, 'km/h', 'm/s', 10],
  [2, 'ppm', 'ppb', 2000],
])('%d %s in %s', (value, from, to, expected) => {
  expect(convert(value, from, to)).toBeCloseTo(expected, 9)
})

test.each(['μg/m³', 'µg/m3', 'ug/m^3', 'µg / m³'])('%s is microgram per cubic metre', (symbol) => {
  expect(convert(7, symbol, 'µg/m³')).toBe(7)
})

test('a unit is known by its definition, whatever its symbol', () => {
  const definition = 'https://qudt.org/vocab/unit/MilliGM-PER-M3'
  expect(findConversion({ symbol: 'mg', definition }, { symbol: 'µg/m³' })).toEqual({
    factor: 1000,
    shift: 0,
  })
})

test('units of different quantities, and unknown ones, are not converted', () => {
  expect(convert(1, 'µg/m³', 'ppb')).toBeUndefined()
  expect(convert(1, 'furlong', 'm')).toBeUndefined()
  expect(convert(1, '', '%')).toBeUndefined()
  expect(convert(1, 'furlong', 'furlong')).toBe(1)
})

test('every unit is itself, by code and by symbol', () => {
  for (const [code, { symbol, definition }] of Object.entries(UNITS)) {
    expect(findConversion({ symbol: code }, { symbol, definition })).toEqual({ factor: 1, shift: 0 })
  }
})
