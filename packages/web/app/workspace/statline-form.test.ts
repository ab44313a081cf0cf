import { expect, it } from 'vitest'
import { placeAtList, readStatLine, writeCategories, writeMeasures } from './statline-form.ts'

const VALUES = {
  name: 'Misdaad',
  service: 'others-v3',
  table: ' 47022NED ',
  municipalities: 'GM0193, GM0794\nGM1724',
  year: '2024',
  measures: 'GeregistreerdeMisdrijven_1 crimes Geregistreerde misdrijven\n\n',
  categories: 'SoortMisdrijf = 0.0.0',
  everyDays: '30',
}

it('reads a form, and writes its lists as they were typed', () => {
  const read = readStatLine(VALUES, 'nl')
  expect(read).toEqual({
    name: 'Misdaad',
    service: 'others-v3',
    table: '47022NED',
    municipalities: ['GM0193', 'GM0794', 'GM1724'],
    year: 2024,
    measures: [{ code: 'GeregistreerdeMisdrijven_1', key: 'crimes', title: 'Geregistreerde misdrijven' }],
    categories: { SoortMisdrijf: '0.0.0' },
    everyDays: 30,
  })
  const settings = { ...read, service: 'others-v3' as const, year: 2024 }
  expect(writeMeasures(settings)).toEqual(['GeregistreerdeMisdrijven_1 crimes Geregistreerde misdrijven'])
  expect(writeCategories(settings)).toEqual(['SoortMisdrijf = 0.0.0'])
})

it('leaves what may be left out, and gives on what cannot be read', () => {
  const bare = { ...VALUES, year: '', measures: 'P1', categories: '', everyDays: 'vaak' }
  expect(readStatLine(bare, 'nl')).toMatchObject({
    year: null,
    measures: [{ code: 'P1', key: '' }],
    categories: {},
    everyDays: 'vaak',
  })
})

it('tells what is wrong in a line at its list', () => {
  const at = (pointer: string) => placeAtList({ in: 'body', pointer, detail: 'x' }).pointer
  expect(at('/measures/1/key')).toBe('/measures')
  expect(at('/municipalities/0')).toBe('/municipalities')
  expect(at('/categories/Geslacht')).toBe('/categories')
  expect(at('/table')).toBe('/table')
})
