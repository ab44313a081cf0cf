import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KNOWN_MAPPINGS } from './known.ts'
import { chooseCsvOptions, prepareMapping } from './prepare.ts'
import { readColumnMapping } from './validate-mapping.ts'

const rivm = KNOWN_MAPPINGS['rivm-samen-meten']

function paths(value: unknown): string[] {
  const read = readColumnMapping(value)
  return read.ok ? [] : read.faults.map(({ path }) => path)
}

test.each(Object.entries(KNOWN_MAPPINGS))('%s is a valid mapping under its own name', (name, mapping) => {
  expect(mapping.name).toBe(name)
  expect(readColumnMapping(JSON.parse(JSON.stringify(mapping)))).toEqual({ ok: true, mapping })
})

test('every fault of a mapping is listed with its path', () => {
  expect(
    paths({
      name: 'Mijn bestand',
      file: { delimiter: '#', decimalMark: '.', header: 'yes', seperator: ';' },
      time: {
        columns: [],
        format: 'dd-mm',
        zone: 'Europe/Zwolle',
        period: { seconds: 0.5, stamp: 'middle' },
      },
      station: {},
      position: { x: 'x', y: 'y', crs: 'EPSG:3857', whenMissing: 'refuse', within: [5, 50, 4, 51] },
      missing: 'NA',
      values: {
        shape: 'wide',
        columns: [{ column: 'a', property: 'pm25', unit: 'µg', range: [5, 1], factor: '2' }],
      },
    }),
  ).toEqual([
    '/name',
    '/file/delimiter',
    '/file/header',
    '/file/seperator',
    '/time/columns',
    '/time/format',
    '/time/zone',
    '/time/period/seconds',
    '/time/period/stamp',
    '/station/column',
    '/missing',
    '/values/columns/0/unit',
    '/values/columns/0/range',
    '/values/columns/0/factor',
    '/position/crs',
    '/position/whenImplausible',
    '/position/within',
  ])
})

test('what belongs together is checked together', () => {
  const { zone: _zone, ...time } = rivm.time
  expect(paths({ ...rivm, time })).toEqual(['/time/zone'])
  expect(paths({ ...rivm, file: { ...rivm.file, header: false } })).toEqual(['/file/columns'])
  expect(paths({ ...rivm, file: { ...rivm.file, columns: ['a'] } })).toEqual(['/file/columns'])
  if (rivm.values.shape !== 'wide') return expect.unreachable()
  const twice = rivm.values.columns.map((column) => ({ ...column, property: 'pm25' }))
  expect(new Set(paths({ ...rivm, values: { shape: 'wide', columns: twice } }))).toEqual(new Set(['/values']))
})

test('whatever comes in, an answer comes out', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(rivm)), (value, name) => {
      expect(typeof readColumnMapping(value).ok).toBe('boolean')
      expect(typeof readColumnMapping({ ...rivm, [name]: value }).ok).toBe('boolean')
    }),
  )
})

test('columns that the file lacks are all named, with a hint on the delimiter', () => {
  const preparation = prepareMapping(rivm, ['kit_id;date;error;lat;lon'])
  if (preparation.ok) return expect.unreachable()
  expect(preparation.messages[0]?.en).toBe('The file has no column “date”.')
  expect(preparation.messages.at(-1)?.en).toBe(
    'The first line holds ";": check the delimiter of the mapping.',
  )
  expect(prepareMapping(rivm, [])).toMatchObject({ ok: false })
})

test('a column that the file has twice is refused', () => {
  const mapping = { ...KNOWN_MAPPINGS['knmi-example'] }
  expect(prepareMapping(mapping, ['date', 'station_code', 'wd', 'ws', 'ws', 'temp', 'rh'])).toMatchObject({
    messages: [expect.objectContaining({ en: 'The file has the column “ws” twice.' }), expect.anything()],
  })
})

test('the options for csv-parse follow the mapping', () => {
  expect(chooseCsvOptions(rivm)).toMatchObject({ delimiter: ',', from_line: 1 })
  expect(chooseCsvOptions({ ...rivm, file: { ...rivm.file, skipLines: 1, comment: '#' } })).toMatchObject({
    from_line: 2,
    comment: '#',
  })
})
