import { expect, it } from 'vitest'
import {
  blankSourceRow,
  fillSource,
  healthOf,
  listFields,
  placeSourceMistake,
  readSource,
  readTrial,
  type SourceContent,
  takeFields,
  tidySource,
} from './source-form.ts'
import { rowsAt } from './values.ts'

const MAPPING: SourceContent['mapping'] = [
  { field: 'temp', property: 'temperature', unit: 'Cel', factor: 0.1, missing: [-100, 'fout'] },
  { field: 'deksel', property: 'lid', unit: '1', result: 'text', datastream: 'stand' },
]
const SOURCE: SourceContent = {
  name: 'Tuinmeters',
  kind: 'chirpstack',
  script: null,
  stationKey: 'eui',
  mapping: MAPPING,
}

it('gives back what a source is, in both languages', () => {
  for (const language of ['nl', 'en'] as const) {
    expect(readSource(fillSource(SOURCE, language), language)).toEqual(SOURCE)
  }
  expect(rowsAt(fillSource(SOURCE, 'nl'), 'mapping')).toMatchObject([
    { factor: '0,1', missing: '-100; fout', isText: '' },
    { isText: 'yes', datastream: 'stand' },
  ])
})

it('keeps a text that means "not measured" a text, also when it looks like a number', () => {
  const missing = [-9.999, '-9.999', '-100', 'fout', 'a; b', '"', '']
  const source: SourceContent = {
    ...SOURCE,
    mapping: [{ field: 'temp', property: 'temperature', unit: 'Cel', missing }],
  }
  for (const language of ['nl', 'en'] as const) {
    expect(readSource(fillSource(source, language), language)).toEqual(source)
  }
  expect(rowsAt(fillSource(source, 'nl'), 'mapping')).toMatchObject([
    { missing: '-9,999; "-9.999"; "-100"; fout; "a; b"; """"; ""' },
  ])
})

it('has a value that can be read in two ways refused, with how to write it', () => {
  const values = { mapping: [{ field: 'temp', missing: 'fout; -9.999; "-1.234"' }] }
  expect(readSource(values, 'nl').mapping).toMatchObject([{ missing: ['fout', null, '-1.234'] }])
  const place = placeSourceMistake(values, 'nl')
  expect(place({ in: 'body', pointer: '/mapping/0/missing/1', detail: 'Fout.' })).toEqual({
    in: 'body',
    pointer: '/mapping/0/missing',
    detail:
      'Dit kan op twee manieren gelezen worden. Schrijf -9,999 of -9999. Is het een tekst? Zet die dan tussen aanhalingstekens: "-9.999".',
  })
})

it('sends what is no number as it is, and leaves out what is empty', () => {
  const row = blankSourceRow('mapping', 'k')?.row ?? {}
  const values = {
    script: '',
    mapping: [{ ...row, field: 'co2', property: 'other', other: 'co2', factor: 'tien' }],
  }
  expect(readSource(values, 'nl')).toMatchObject({
    script: null,
    mapping: [{ field: 'co2', property: 'co2', unit: '', factor: 'tien' }],
  })
  expect(tidySource({ mapping: [row] })).toEqual({ mapping: [] })
  expect(blankSourceRow('andere', 'k')).toBeUndefined()
})

it.each([
  ['nl', 'Kies wat er gemeten is.', 'Kies een eenheid.'],
  ['en', 'Choose what was measured.', 'Choose a unit.'],
] as const)('asks in %s to choose where nothing was chosen', (language, property, unit) => {
  const row = blankSourceRow('mapping', 'k')?.row ?? {}
  const place = placeSourceMistake({ mapping: [{ ...row, field: 'co2' }] }, language)
  const at = (pointer: string) => place({ in: 'body', pointer, detail: 'Fout.' })
  expect(at('/mapping/0/property')).toMatchObject({ pointer: '/mapping/0/property', detail: property })
  expect(at('/mapping/0/unit')).toMatchObject({ pointer: '/mapping/0/unit', detail: unit })
  expect(at('/mapping/0/field').detail).toBe('Fout.')
})

it('tries the message that was pasted, or sends what is none to be refused', () => {
  expect(readTrial({ kind: 'chirpstack', uplink: '{"fCnt":1}' }, 'nl', 'd')).toEqual({
    dataset: 'd',
    kind: 'chirpstack',
    script: null,
    uplink: { fCnt: 1 },
    mapping: [],
  })
  expect(readTrial({ uplink: '{fCnt' }, 'nl', 'd').uplink).toBe('{fCnt')
})

it('says at the field of the form what is wrong', () => {
  const values = {
    uplink: 'niets',
    mapping: [{ property: 'other', other: 'Ö', factor: '1.234' }],
  }
  const place = placeSourceMistake(values, 'nl')
  const at = (pointer: string) => place({ in: 'body', pointer, detail: 'Fout.' })
  expect(at('/uplink').detail).toContain('geen leesbaar bericht')
  expect(at('/mapping/0/property')).toMatchObject({ pointer: '/mapping/0/other', detail: 'Fout.' })
  expect(at('/mapping/0/missing/1').pointer).toBe('/mapping/0/missing')
  expect(at('/mapping/0/factor').detail).toContain('1,234')
  expect(at('/mapping').pointer).toBe('/mapping')
  expect(at('/name').pointer).toBe('/name')
})

it('puts the fields of a message in the list, with what their names say', () => {
  const data = { temp: 21.5, air: { Relative_Humidity: 40 }, state: 'open', pm2_5: 3, x: null, list: [1] }
  expect(listFields(data).map(([field]) => field)).toEqual([
    'temp',
    'air.Relative_Humidity',
    'state',
    'pm2_5',
    'list.0',
  ])
  const values = takeFields({ mapping: [{ field: 'temp', property: 'temperature' }] }, data, () => 'k')
  expect(rowsAt(values, 'mapping')).toMatchObject([
    { field: 'temp' },
    { field: 'air.Relative_Humidity', property: 'relative-humidity', unit: '%' },
    { field: 'state', property: '', isText: 'yes' },
    { field: 'pm2_5', property: 'pm25', unit: 'ug/m3' },
    { field: 'list.0', property: '' },
  ])
  const many = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`f${index}`, index]))
  expect(
    rowsAt(
      takeFields({}, many, () => 'k'),
      'mapping',
    ),
  ).toHaveLength(30)
})

it('tells how a source is doing', () => {
  const source = { paused: false, waitingLetters: 0, lastReceivedAt: '2026-03-02T10:00:00Z' }
  expect(healthOf(source)).toBe('works')
  expect(healthOf({ ...source, lastReceivedAt: null })).toBe('silent')
  expect(healthOf({ ...source, waitingLetters: 2 })).toBe('refuses')
  expect(healthOf({ ...source, waitingLetters: 2, paused: true })).toBe('paused')
})
