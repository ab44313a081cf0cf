import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { KNOWN_MAPPINGS } from './known.ts'
import type { ColumnMapping } from './mapping.ts'
import { prepareMapping } from './prepare.ts'
import { createRowReader } from './row-reader.ts'

const data = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data')

/** Cuts lines into cells; enough for these files, in which no cell holds a line break. */
function readRows(path: string, { file }: ColumnMapping): { cells: string[]; line: number }[] {
  const bytes = readFileSync(join(data, path))
  const text = new TextDecoder('utf-8', { fatal: true }).decode(
    path.endsWith('.gz') ? gunzipSync(bytes) : bytes,
  )
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines.slice(file.skipLines ?? 0).map((row, index) => ({
    line: index + 1 + (file.skipLines ?? 0),
    cells: cutLine(row, file.delimiter),
  }))
}

function cutLine(row: string, delimiter: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const character of row) {
    if (character === '"') quoted = !quoted
    else if (character === delimiter && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell]
}

function importFile(path: string, mapping: ColumnMapping) {
  const rows = readRows(path, mapping)
  const header = mapping.file.header ? rows.shift()?.cells : null
  const preparation = prepareMapping(mapping, header ?? null)
  if (!preparation.ok) return expect.unreachable(preparation.messages.map(({ en }) => en).join(' '))
  const reader = createRowReader(preparation.prepared)
  const stations = new Set<string>()
  const peak = { value: 0, start: 0 }
  for (const { cells, line } of rows) {
    const row = reader.read(cells, line)
    if (!row.ok) continue
    stations.add(row.station)
    for (const { datastream, value } of row.observations) {
      if (datastream === 'pm25' && value > peak.value) Object.assign(peak, { value, start: row.start })
    }
  }
  const summary = reader.report.summarize()
  const counts = (list: typeof summary.remarks) =>
    Object.fromEntries(list.map(({ reason, count }) => [reason, count]))
  return {
    summary,
    stations,
    peak,
    rowReasons: counts(summary.refusedRowReasons),
    cellReasons: counts(summary.refusedCellReasons),
    unused: preparation.prepared.unusedColumns,
  }
}

describe.skipIf(!existsSync(data))('real files', () => {
  const rivm = 'sensors/rivm-samen-analyseren'

  test('236 citizen sensors around New Year', () => {
    const result = importFile(`${rivm}/Voorbeeld_HLL_sensoren.csv.gz`, KNOWN_MAPPINGS['rivm-samen-meten'])
    expect(result.summary.rows).toBe(41_627)
    expect(result.rowReasons).toEqual({
      'no-position': 2259,
      'bad-position': 671,
      'error-row': 475,
      'no-time': 475,
      duplicate: 364,
    })
    // 180 error rows also stand at 0,0.
    expect(result.summary.refusedRows).toBe(475 + 2259 + 671 - 180)
    expect(Object.keys(result.cellReasons)).toEqual(['out-of-range'])
    const impossible = result.summary.refusedCellReasons[0]
    expect(impossible?.examples[0]).toMatchObject({ column: 'pres' })
    expect(impossible?.count).toBeGreaterThan(3000)
    expect(result.unused).toEqual([])
  })

  test('reference stations', () => {
    const result = importFile(`${rivm}/Voorbeeld_HLL_LML.csv.gz`, KNOWN_MAPPINGS['luchtmeetnet-wide'])
    expect(result.summary).toMatchObject({ rows: 4354, acceptedRows: 4354, refusedRows: 0 })
    expect(result.peak).toEqual({ value: 624.1, start: Date.UTC(2019, 11, 31, 23) })
  })

  test('weather', () => {
    const result = importFile(`${rivm}/Voorbeeld_HLL_KNMI.csv.gz`, KNOWN_MAPPINGS['knmi-example'])
    expect(result.summary).toMatchObject({ rows: 816, refusedRows: 0, observations: 408 * 4 })
    expect([...result.stations]).toEqual(['KNMI225', 'KNMI257'])
    expect(result.unused).toEqual(['station_number'])
  })

  test('a year of hourly weather as KNMI publishes it', () => {
    const columns = 'STN,YYYYMMDD,HH,DD,FH,FF,FX,T,T10N,TD,SQ,Q,DR,RH,P,VV,N,U,WW,IX,M,R,S,O,Y'.split(',')
    const path = 'sensors/knmi/uurgeg_260_1991-2000.txt.gz'
    const text = gunzipSync(readFileSync(join(data, path))).toString('utf8')
    const skipLines = text.split(/\r?\n/).findIndex((line) => line.startsWith('  260,'))
    const result = importFile(path, {
      name: 'knmi-hourly',
      file: { delimiter: ',', decimalMark: '.', header: false, columns, skipLines, trim: true },
      time: {
        columns: ['YYYYMMDD', 'HH'],
        format: 'YYYYMMDD H24',
        zone: 'UTC',
        period: { seconds: 3600, stamp: 'end' },
      },
      station: { column: 'STN', prefix: 'KNMI' },
      missing: [''],
      values: {
        shape: 'wide',
        columns: [
          { column: 'T', property: 'temperature', unit: 'Cel', factor: 0.1, range: [-30, 45] },
          {
            column: 'RH',
            property: 'rain',
            unit: 'mm',
            factor: 0.1,
            substitutes: { '-1': 0 },
            range: [0, 100],
          },
          { column: 'U', property: 'relative-humidity', unit: '%', range: [0, 100] },
        ],
      },
    })
    expect(result.summary).toMatchObject({ rows: 8784, refusedRows: 0, refusedCellReasons: [] })
    expect(result.summary.observations).toBeGreaterThan(26_000)
  })

  test('a file that starts with sep= and writes decimal commas', () => {
    const result = importFile('sensors/meetjestad/PM2.5.csv', {
      name: 'meetjestad',
      file: { delimiter: ',', decimalMark: ',', header: true, skipLines: 1 },
      time: { columns: ['Time'], format: 'dd-mm-yy HH:MM', zone: 'Europe/Amsterdam', overlap: 'earlier' },
      station: { fixed: 'meetjestad-oudjaar' },
      missing: [''],
      values: {
        shape: 'long',
        parameterColumn: 'Series',
        valueColumn: 'Value',
        parameters: { 'PM2.5': { property: 'pm25', unit: 'ug/m3', range: [0, 1500] } },
        unknownParameter: 'refuse',
      },
    })
    expect(result.summary.acceptedRows).toBeGreaterThan(100)
    expect(Object.keys(result.rowReasons).filter((reason) => reason !== 'duplicate')).toEqual([])
  })

  test('badly pasted rows with empty rows between are named, not repaired', () => {
    const result = importFile('sensors/meetjestad/fijnstof-oudjaar.csv', {
      name: 'oudjaar',
      file: { delimiter: ';', decimalMark: '.', header: true },
      time: { columns: ['Time'], format: 'iso', zone: 'Europe/Amsterdam' },
      station: { fixed: 'bp-sps30' },
      missing: [''],
      values: { shape: 'wide', columns: [{ column: 'PM25_AVG', property: 'pm25', unit: 'ug/m3' }] },
    })
    expect(result.summary.acceptedRows).toBe(0)
    expect(Object.keys(result.rowReasons).sort()).toEqual(['empty-row', 'missing-column'])
  })

  test('a long file with unix times and sentinels', () => {
    const result = importFile('sensorthings/rivm-samenmeten/ATdatabase_ex_data.csv.gz', {
      name: 'at-database',
      file: { delimiter: ',', decimalMark: '.', header: true },
      time: { columns: ['timestamp'], format: 'unix-seconds' },
      station: { column: 'station' },
      position: { x: 'lon', y: 'lat', crs: 'EPSG:4326', whenMissing: 'refuse', whenImplausible: 'refuse' },
      missing: ['NA', ''],
      values: {
        shape: 'long',
        parameterColumn: 'parameter',
        valueColumn: 'value',
        parameters: {
          pres: { property: 'air-pressure', unit: 'hPa', range: [870, 1085] },
          rh: { property: 'relative-humidity', unit: '%', sentinels: [-99.9] },
          no2: { property: 'no2', unit: 'ug/m3', sentinels: [-999] },
          pm25: { property: 'pm25', unit: 'ug/m3' },
        },
        unknownParameter: 'ignore',
      },
    })
    expect(result.summary.rows).toBe(11_670)
    expect(result.stations.size).toBe(10)
    expect(result.summary.missingValues).toBeGreaterThan(20)
  })

  test('a file per reference station', () => {
    const result = importFile('sensors/luchtmeetnet/newyear-2023-2024/NL10404.csv', {
      name: 'luchtmeetnet-station',
      file: { delimiter: ',', decimalMark: '.', header: true },
      time: { columns: ['datetime'], format: 'iso', period: { seconds: 3600, stamp: 'end' } },
      station: { fixed: 'NL10404' },
      missing: [''],
      values: { shape: 'wide', columns: [{ column: 'pm25', property: 'pm25', unit: 'ug/m3' }] },
    })
    expect(result.peak).toEqual({ value: 456.46, start: Date.UTC(2023, 11, 31, 23) })
  })
})
