import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapRow } from './map-row.ts'
import type { ColumnMapping, Measure } from './mapping.ts'
import { prepareMapping } from './prepare.ts'
import { readMeasure, readNumber } from './read-number.ts'
import { createRowReader } from './row-reader.ts'

const wide: ColumnMapping = {
  name: 'garden',
  file: { delimiter: ';', decimalMark: ',', header: true },
  time: { columns: ['tijd'], format: 'dd-mm-yyyy HH:MM', zone: 'Europe/Amsterdam' },
  station: { column: 'kit', prefix: 'tuin:' },
  position: {
    x: 'lon',
    y: 'lat',
    crs: 'EPSG:4326',
    whenMissing: 'refuse',
    whenImplausible: 'refuse',
    within: [3, 50, 8, 54],
  },
  errorColumn: 'fout',
  missing: ['NA'],
  values: {
    shape: 'wide',
    columns: [
      { column: 't', property: 'temperature', unit: 'Cel', factor: 0.1, range: [-30, 50], sentinels: [-999] },
      { column: 'r', property: 'rain', unit: 'mm', substitutes: { '-1': 0 }, missing: ['-'] },
    ],
  },
}
const header = ['kit', 'tijd', 'fout', 'lon', 'lat', 't', 'r', 'extra']

function prepare(mapping: ColumnMapping, columns: string[] | null = header) {
  const preparation = prepareMapping(mapping, columns)
  if (!preparation.ok) return expect.unreachable(preparation.messages.map(({ en }) => en).join(' '))
  return preparation.prepared
}

const good = ['7', '01-07-2020 14:00', 'NA', '5,5', '52,1', '215', '0,4', 'x']
const but = (changes: Record<string, string>) =>
  good.map((cell, index) => changes[header[index] ?? ''] ?? cell)
const reasons = (cells: string[], mapping = wide) => {
  const row = mapRow(cells, 5, prepare(mapping))
  return row.ok ? [] : row.refusals.map(({ reason }) => reason)
}

test('a good row', () => {
  expect(mapRow(good, 5, prepare(wide))).toEqual({
    ok: true,
    line: 5,
    key: `tuin:7\n${Date.UTC(2020, 6, 1, 12)}`,
    station: 'tuin:7',
    start: Date.UTC(2020, 6, 1, 12),
    end: Date.UTC(2020, 6, 1, 12),
    position: [5.5, 52.1],
    observations: [
      { datastream: 'temperature', property: 'temperature', unit: 'Cel', value: 21.5, column: 't' },
      { datastream: 'rain', property: 'rain', unit: 'mm', value: 0.4, column: 'r' },
    ],
    refusedCells: [],
    remarks: [],
    missing: 0,
    cells: good,
  })
  expect(prepare(wide).unusedColumns).toEqual(['extra'])
})

test.each<[string, Record<string, string>, string[]]>([
  ['error row', { fout: 'sensor kapot' }, ['error-row']],
  ['no station', { kit: '' }, ['no-station']],
  ['no time', { tijd: 'NA' }, ['no-time']],
  ['bad time', { tijd: '31-02-2020 14:00' }, ['bad-time']],
  ['time in the gap', { tijd: '29-03-2020 02:30' }, ['bad-time']],
  ['no position', { lat: 'NA' }, ['no-position']],
  ['position 0,0', { lon: '0', lat: '0' }, ['bad-position']],
  ['position swapped', { lon: '52,1', lat: '5,5' }, ['swapped-position']],
  ['position elsewhere', { lon: '9,5' }, ['bad-position']],
  ['position in words', { lon: 'oost' }, ['bad-position']],
  ['latitude over the pole', { lat: '152' }, ['bad-position']],
  ['several at once', { fout: 'x', tijd: '', lat: '' }, ['error-row', 'no-time', 'no-position']],
])('refused: %s', (_name, changes, expected) => {
  expect(reasons(but(changes))).toEqual(expected)
})

test('rows of another width, and empty rows', () => {
  expect(reasons(good.slice(1))).toEqual(['missing-column'])
  expect(reasons([...good, ''])).toEqual(['too-many-columns'])
  expect(reasons(['', '', ''])).toEqual(['empty-row'])
})

test('a bad cell does not take the row with it', () => {
  const row = mapRow(but({ t: '9990', r: 'nat' }), 5, prepare(wide))
  expect(row).toMatchObject({
    ok: true,
    observations: [],
    refusedCells: [
      { reason: 'out-of-range', line: 5, column: 't', value: '9990' },
      { reason: 'not-a-number', column: 'r', value: 'nat' },
    ],
  })
})

test('missing values, sentinels and substitutes', () => {
  expect(mapRow(but({ t: '-999', r: '-' }), 5, prepare(wide))).toMatchObject({ missing: 2, observations: [] })
  expect(mapRow(but({ t: 'NA', r: '-1' }), 5, prepare(wide))).toMatchObject({ observations: [{ value: 0 }] })
})

test('a row without a position is accepted with a remark when the mapping says so', () => {
  const lenient: ColumnMapping = {
    ...wide,
    position: {
      x: 'lon',
      y: 'lat',
      crs: 'EPSG:4326',
      whenMissing: 'accept-without',
      whenImplausible: 'accept-without',
    },
  }
  expect(mapRow(but({ lat: '' }), 5, prepare(lenient))).toMatchObject({
    ok: true,
    position: null,
    remarks: [{ reason: 'no-position' }],
  })
  expect(mapRow(but({ lon: '0', lat: '0' }), 5, prepare(lenient))).toMatchObject({
    ok: true,
    remarks: [{ reason: 'bad-position' }],
  })
})

test('positions in RD become WGS84', () => {
  const rd: ColumnMapping = {
    ...wide,
    position: { x: 'lon', y: 'lat', crs: 'EPSG:28992', whenMissing: 'refuse', whenImplausible: 'refuse' },
  }
  const row = mapRow(but({ lon: '140547,812', lat: '454887,397' }), 5, prepare(rd))
  expect(row.ok && row.position?.[0]).toBeCloseTo(5.17636, 4)
})

test('an average covers the period before or after its stamp', () => {
  const hourly = (stamp: 'start' | 'end'): ColumnMapping => ({
    ...wide,
    time: { ...wide.time, period: { seconds: 3600, stamp } },
  })
  const noon = Date.UTC(2020, 6, 1, 12)
  expect(mapRow(good, 5, prepare(hourly('start')))).toMatchObject({ start: noon, end: noon + 3_600_000 })
  expect(mapRow(good, 5, prepare(hourly('end')))).toMatchObject({ start: noon - 3_600_000, end: noon })
})

const long: ColumnMapping = {
  name: 'long',
  file: { delimiter: ',', decimalMark: '.', header: false, columns: ['p', 'v', 'day', 'hour'], trim: true },
  time: { columns: ['day', 'hour'], format: 'YYYYMMDD H24', zone: 'UTC' },
  station: { fixed: 'knmi-260' },
  missing: [''],
  values: {
    shape: 'long',
    parameterColumn: 'p',
    valueColumn: 'v',
    unknownParameter: 'refuse',
    parameters: { T: { property: 'temperature', unit: 'Cel', factor: 0.1 } },
  },
}

test('long files name the measure in a column', () => {
  const prepared = prepare(long, null)
  expect(mapRow([' T', ' 49', '20000101', '   24'], 1, prepared)).toMatchObject({
    ok: true,
    station: 'knmi-260',
    start: Date.UTC(2000, 0, 2),
    observations: [{ value: 4.9, column: 'v' }],
  })
  expect(mapRow(['Q', '1', '20000101', '1'], 1, prepared)).toMatchObject({
    refusals: [{ reason: 'unknown-parameter' }],
  })
  expect(mapRow(['', '1', '20000101', '1'], 1, prepared)).toMatchObject({
    refusals: [{ reason: 'no-parameter' }],
  })
})

test('an unknown parameter can be ignored, which is counted as a row without values', () => {
  const prepared = prepare(
    { ...long, values: { ...long.values, unknownParameter: 'ignore' } as typeof long.values },
    null,
  )
  const reader = createRowReader(prepared)
  expect(reader.read(['Q', '1', '20000101', '1'], 1).ok).toBe(true)
  expect(reader.report.summarize()).toMatchObject({ acceptedRows: 1, rowsWithoutValues: 1, observations: 0 })
})

test.each<[string, '.' | ',', number | null]>([
  ['1.5', '.', 1.5],
  ['-.5', '.', -0.5],
  ['1e3', '.', 1000],
  ['1,5', ',', 1.5],
  ['23,87', ',', 23.87],
  ['1.234,5', ',', null],
  ['1,5', '.', null],
  ['NaN', '.', null],
  ['Infinity', '.', null],
  ['1e999', '.', null],
  ['0x10', '.', null],
  ['', '.', null],
  [' 1', '.', null],
])('%j with mark %s is %s', (cell, mark, number) => {
  expect(readNumber(cell, mark)).toBe(number)
})

test('an accepted value is finite and within the range', () => {
  const measure: Measure = { property: 'pm25', unit: 'ug/m3', factor: 0.1, range: [0, 100] }
  const cell = fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String))
  fc.assert(
    fc.property(cell, (text) => {
      const read = readMeasure(text, measure, '.', new Set(['']))
      if (read.kind === 'value') expect(read.value >= 0 && read.value <= 100).toBe(true)
    }),
  )
})

test('whatever the cells, each row is accepted or refused with reasons', () => {
  const prepared = prepare(wide)
  const cells = fc.array(fc.oneof(fc.string(), fc.constantFrom(...good)), { maxLength: 10 })
  fc.assert(
    fc.property(cells, (row) => {
      const mapped = mapRow(row, 1, prepared)
      expect(mapped.ok ? mapped.station.length : mapped.refusals.length).toBeGreaterThan(0)
    }),
  )
})

test('the hour that occurs twice, in the order of the file', () => {
  const autumn = (overlap: 'earlier' | 'in-order') => {
    const reader = createRowReader(prepare({ ...wide, time: { ...wide.time, overlap } }))
    return ['25-10-2020 02:30', '25-10-2020 02:30', '25-10-2020 02:30'].map((tijd, index) =>
      reader.read(but({ tijd }), index + 2),
    )
  }
  expect(autumn('in-order')).toMatchObject([
    { ok: true, start: Date.UTC(2020, 9, 25, 0, 30) },
    { ok: true, start: Date.UTC(2020, 9, 25, 1, 30) },
    {
      ok: false,
      refusals: [{ reason: 'duplicate', message: { en: 'Line 3 has the same station and time.' } }],
    },
  ])
  expect(autumn('earlier')[1]).toMatchObject({
    ok: false,
    refusals: [{ reason: 'duplicate', message: { nl: expect.stringContaining('"overlap": "in-order"') } }],
  })
})

test('the same moment written in two ways is a duplicate', () => {
  const reader = createRowReader(
    prepare({ ...wide, time: { columns: ['tijd'], format: 'iso', zone: 'UTC' } }),
  )
  const times = ['2020-07-01T12:00:00Z', '2020-07-01T14:00:00+02:00', '2020-07-01T12:00:01Z']
  expect(times.map((tijd, index) => reader.read(but({ tijd }), index + 2))).toMatchObject([
    { ok: true },
    { ok: false, refusals: [{ reason: 'duplicate', message: { nl: expect.stringContaining('Regel 2 ') } }] },
    { ok: true },
  ])
})

test('without “within” a station stands in the Netherlands, in Europe or in the Caribbean', () => {
  const mapping: ColumnMapping = {
    ...wide,
    position: { x: 'lon', y: 'lat', crs: 'EPSG:4326', whenMissing: 'refuse', whenImplausible: 'refuse' },
  }
  expect(reasons(but({}), mapping)).toEqual([])
  expect(reasons(but({ lon: '-68,27', lat: '12,15' }), mapping)).toEqual([])
  expect(reasons(but({ lon: '4,727', lat: '54,853' }), mapping)).toEqual([])
  expect(reasons(but({ lon: '2,936', lat: '54,325' }), mapping)).toEqual([])
  expect(reasons(but({ lon: '13,4', lat: '52,5' }), mapping)).toEqual(['bad-position'])
  expect(reasons(but({ lon: '52,1', lat: '4,3' }), mapping)).toEqual(['swapped-position'])
  expect(reasons(but({ lon: '12,15', lat: '-68,27' }), mapping)).toEqual(['swapped-position'])
})

test('a refused row does not stand in the way of the right one, also where a time is written as it is stored', () => {
  const reader = createRowReader(
    prepare({ ...wide, time: { columns: ['tijd'], format: 'unix-milliseconds' } } as ColumnMapping),
  )
  const tijd = String(Date.UTC(2020, 6, 1))
  expect(reader.read(but({ tijd, lon: '13,4' }), 2)).toMatchObject({ refusals: [{ reason: 'bad-position' }] })
  expect(reader.read(but({ tijd }), 3)).toMatchObject({ ok: true })
  expect(reader.read(but({ tijd }), 4)).toMatchObject({ refusals: [{ reason: 'duplicate' }] })
})

test('a text that is cut in the middle of a character is still well-formed', () => {
  const row = mapRow(but({ tijd: `${'x'.repeat(79)}😀` }), 5, prepare(wide))
  expect(row).toMatchObject({ ok: false, refusals: [{ value: `${'x'.repeat(79)}\ufffd` }] })
})
