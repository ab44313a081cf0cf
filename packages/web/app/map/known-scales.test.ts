import { expect, it } from 'vitest'
import { classesFor } from './known-scales.ts'
import { colourOf } from './scale.ts'

const pm25 = { name: 'pm25', unit: 'µg/m³' }

it('gives a value the same colour whatever else is measured', () => {
  const [quiet, busy] = [classesFor(pm25, [6, 7]), classesFor(pm25, [6, 90])]
  expect(colourOf(6, quiet)).toBe(colourOf(6, busy))
  expect(busy.map(({ low }) => low)).toEqual([null, 5, 10, 15, 25])
  expect(new Set(busy.map(({ colour }) => colour)).size).toBe(5)
})

it('knows a unit in each way to write it, and takes no limits of another one', () => {
  expect(classesFor({ name: 'pm25', unit: 'ug/m3' }, [])).toEqual(classesFor(pm25, []))
  expect(classesFor({ name: 'temperature', unit: '°C' }, []).map(({ low }) => low)).toEqual([
    null,
    0,
    10,
    20,
    30,
  ])
  expect(classesFor({ name: 'temperature', unit: 'K' }, [])).toEqual([])
})

it('follows the values of what it does not know', () => {
  expect(classesFor({ name: 'footfall', unit: '1' }, [6, 19]).map(({ low }) => low)).toEqual([null, 10, 15])
})

it('tells apart what fixed classes would give one colour, but not what is alike by norms', () => {
  const temperature = { name: 'temperature', unit: '°C' }
  const evening = classesFor(temperature, [6.7, 7.4, 8.3])
  expect(new Set([6.7, 7.4, 8.3].map((value) => colourOf(value, evening))).size).toBe(3)
  expect(classesFor(temperature, [9, 12])).toEqual(classesFor(temperature, []))
  expect(classesFor(temperature, [7, 7])).toEqual(classesFor(temperature, []))
  expect(classesFor(pm25, [6.7, 7.4, 8.3])).toEqual(classesFor(pm25, []))
})
