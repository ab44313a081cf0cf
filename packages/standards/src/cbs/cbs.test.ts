import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAreaCode, toMunicipalityCode } from './codes.ts'
import { type Cell, findKeyFigureColumns, readAreaNames, readKeyFigures } from './read-key-figures.ts'

function find(header: string[]) {
  const found = findKeyFigureColumns(header)
  return found.ok ? found.columns : expect.unreachable(found.messages.map(({ en }) => en).join(' '))
}

function figuresOf(cells: Cell[], header: string[]) {
  const row = readKeyFigures(cells, find(header))
  return row.ok ? row.figures : expect.unreachable(row.message.en)
}

test.each([
  ['GM0193    ', { code: 'GM0193', level: 'municipality', parent: 'NL00' }],
  ['WK019310', { code: 'WK019310', level: 'district', parent: 'GM0193' }],
  ['BU01931000', { code: 'BU01931000', level: 'neighbourhood', parent: 'WK019310' }],
  ['NL00', { code: 'NL00', level: 'country', parent: null }],
  ['GM193', null],
  ['BU0193100A', null],
  ['XX0193', null],
  ['', null],
])('%j is read as %o', (text, code) => {
  expect(readAreaCode(text)).toEqual(code)
})

test('the number of a municipality becomes a code', () => {
  expect(toMunicipalityCode(193)).toBe('GM0193')
  expect(() => toMunicipalityCode(0)).toThrow(RangeError)
})

test('numbers at the end of a column name do not matter', () => {
  for (const woz of [
    'GemiddeldeWOZWaardeVanWoningen_35',
    'GemiddeldeWOZWaardeVanWoningen_39',
    'GemiddeldeWoningwaarde_35',
  ]) {
    const { measures } = figuresOf(['GM0193', '5', '355'], ['WijkenEnBuurten', 'AantalInwoners_5', woz])
    expect(measures).toEqual([
      { key: 'population', value: 5 },
      { key: 'dwelling-value', value: 355_000 },
    ])
  }
})

test('suppressed, empty and missing cells are told apart', () => {
  const header = [
    'WijkenEnBuurten',
    'AantalInwoners_5',
    'HuishoudensTotaal_28',
    'Koopwoningen_40',
    'GemiddeldInkomenPerInwoner_72',
  ]
  expect(figuresOf(['BU01931000', '       .', '', -99997, null], header).measures).toEqual([
    { key: 'population', value: null, reason: 'suppressed' },
    { key: 'households', value: null, reason: 'empty' },
    { key: 'owner-occupied', value: null, reason: 'suppressed' },
    { key: 'income-per-resident', value: null, reason: 'empty' },
  ])
})

test('income in thousands becomes euros', () => {
  expect(figuresOf(['GM0193', '34.4'], ['Codering_3', 'GemiddeldInkomenPerInwoner_72']).measures).toEqual([
    { key: 'income-per-resident', value: 34_400 },
  ])
})

test('a file without code, without measures, or with a measure twice is refused', () => {
  expect(findKeyFigureColumns(['AantalInwoners_5'])).toMatchObject({ ok: false, messages: { length: 1 } })
  expect(findKeyFigureColumns(['WijkenEnBuurten', 'Iets'])).toMatchObject({
    ok: false,
    messages: { length: 1 },
  })
  expect(findKeyFigureColumns(['WijkenEnBuurten', 'AantalInwoners_5', 'AantalInwoners_6'])).toMatchObject({
    messages: [
      expect.objectContaining({ en: '“inwoners” stands in 2 columns: AantalInwoners_5, AantalInwoners_6.' }),
    ],
  })
})

test('rows that are not what they seem are refused', () => {
  const columns = find(['WijkenEnBuurten', 'AantalInwoners_5'])
  expect(readKeyFigures(['GM0193'], columns)).toMatchObject({ reason: 'missing-column' })
  expect(readKeyFigures(['GM0193', '1', '2'], columns)).toMatchObject({ reason: 'too-many-columns' })
  expect(readKeyFigures(['Zwolle', '1'], columns)).toMatchObject({ reason: 'bad-code', column: 0 })
  expect(readKeyFigures(['GM0193', 'veel'], columns)).toMatchObject({ reason: 'not-a-number', column: 1 })
})

test('names come from the list of regions', () => {
  const names = readAreaNames([{ Key: 'BU01931000', Title: 'Binnenstad-Zuid                         ' }])
  const row = readKeyFigures(
    ['BU01931000', 'Zwolle   ', 1],
    find(['WijkenEnBuurten', 'Gemeentenaam_1', 'AantalInwoners_5']),
    names,
  )
  expect(row).toMatchObject({ figures: { name: 'Binnenstad-Zuid', municipalityName: 'Zwolle' } })
})

test('whatever the cells, a row is read or refused', () => {
  const columns = find(['WijkenEnBuurten', 'AantalInwoners_5'])
  const cell = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.constant('GM0193  '))
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 3 }), (cells) => {
      const row = readKeyFigures(cells, columns)
      expect(row.ok ? row.figures.areaCode.length : row.message.nl.length).toBeGreaterThan(0)
    }),
  )
})

const folder = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data/cbs')

describe.skipIf(!existsSync(folder))('the edition of 2020', () => {
  test('17,341 regions, of which income is not there yet', () => {
    const text = gunzipSync(readFileSync(join(folder, 'kwb2020-84799NED.csv.gz'))).toString('utf8')
    // Only names of municipalities hold commas, and those cells are quoted.
    const cut = (line: string) =>
      line.replace(/"[^"]*"/g, (cell) => cell.slice(1, -1).replaceAll(',', ' ')).split(',')
    const [header = '', ...lines] = text.trimEnd().split(/\r?\n/)
    const columns = find(header.split(','))
    expect(columns.absent).toEqual([])
    const levels: Record<string, number> = {}
    const reasons: Record<string, number> = {}
    for (const line of lines) {
      const row = readKeyFigures(cut(line), columns)
      if (!row.ok) return expect.unreachable(`${row.message.en} ${line}`)
      levels[row.figures.level] = (levels[row.figures.level] ?? 0) + 1
      for (const figure of row.figures.measures) {
        if (figure.value === null) reasons[figure.key] = (reasons[figure.key] ?? 0) + 1
      }
      if (row.figures.areaCode === 'GM1680') {
        expect(row.figures.name).toBe('Aa en Hunze')
        expect(row.figures.measures[0]).toEqual({ key: 'population', value: 25_445 })
      }
    }
    expect(levels).toEqual({ country: 1, municipality: 355, district: 3177, neighbourhood: 13_808 })
    expect(reasons['income-per-resident']).toBe(17_341)
    expect(reasons.population).toBeUndefined()
  })

  test('rows as OData gives them', () => {
    const { value } = JSON.parse(readFileSync(join(folder, 'kwb2020-7gemeenten-odata-v3.json'), 'utf8')) as {
      value: Record<string, Cell>[]
    }
    const header = Object.keys(value[0] ?? {})
    const columns = find(header)
    expect(
      value.every(
        (record) =>
          readKeyFigures(
            header.map((name) => record[name]),
            columns,
          ).ok,
      ),
    ).toBe(true)
  })
})
