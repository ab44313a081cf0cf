import { expect, it } from 'vitest'
import { mapFields } from './map-fields.ts'

const mapping = { field: 'a', property: 'pm25', unit: 'ug/m3' } as const

it('reads a field with its factor and offset', () => {
  expect(mapFields([{ ...mapping, factor: 0.1, offset: 1 }], { a: 25 })).toMatchObject([{ value: 3.5 }])
})

it('takes no value that becomes larger than a number can be', () => {
  const huge = [{ ...mapping, factor: Number.MAX_VALUE }]
  expect(() => mapFields(huge, { a: 25 })).toThrow('The field a holds 25')
})
