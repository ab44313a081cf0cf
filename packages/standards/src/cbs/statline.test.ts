import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  addressesOfFigures,
  addressesOfShape,
  type ChosenMeasure,
  chooseMeasure,
  findKnownMeasures,
  readFigures,
  readPage,
  readShape,
  type StatLineQuestion,
} from './statline.ts'

const V4 = readShape(4, [
  [
    { Identifier: 'T001036', Title: 'Aantal inwoners', Unit: 'aantal' },
    { Identifier: '10680', Title: '0 tot 15 jaar', Unit: 'aantal' },
    { Identifier: 'M000224', Title: 'Gemiddeld inkomen per inwoner\u00a0', Unit: 'x 1 000 euro' },
  ],
  [{ Identifier: 'WijkenEnBuurten', Kind: 'GeoDetail' }],
])

const V3 = readShape(3, [
  [
    { Key: 'RegioS', Title: 'Regio’s', Type: 'Dimension' },
    { Key: 'Perioden', Title: 'Perioden', Type: 'TimeDimension' },
    { Key: 'SoortMisdrijf', Title: 'Soort misdrijf', Type: 'Dimension' },
    { Key: '', Title: 'Misdrijven', Type: 'TopicGroup', Unit: null },
    { Key: 'GeregistreerdeMisdrijven_1', Title: 'Geregistreerde misdrijven', Type: 'Topic', Unit: 'aantal' },
  ],
])

const asked = (over: Partial<StatLineQuestion> = {}): StatLineQuestion => ({
  shape: V4,
  measures: findKnownMeasures(V4.measures),
  municipality: 'GM0193',
  year: null,
  categories: {},
  ...over,
})

const MISDRIJVEN: ChosenMeasure = {
  code: 'GeregistreerdeMisdrijven_1',
  key: 'crimes',
  title: 'Misdrijven',
  unit: '1',
  factor: 1,
}
const crimes = (over: Partial<StatLineQuestion> = {}) =>
  asked({ shape: V3, measures: [MISDRIJVEN], year: 2024, categories: { SoortMisdrijf: '0.0.0' }, ...over })

describe('the shape of a table', () => {
  it('tells regions, periods and other dimensions from measures', () => {
    expect(V4).toMatchObject({ regions: 'WijkenEnBuurten', periods: null, others: [] })
    expect(V3).toMatchObject({ regions: 'RegioS', periods: 'Perioden', others: ['SoortMisdrijf'] })
    expect(V3.measures.map(({ code }) => code)).toEqual(['GeregistreerdeMisdrijven_1'])
  })

  it('is described at addresses of its version', () => {
    expect(addressesOfShape('https://x/CBS', 4, '85984NED')).toEqual([
      'https://x/CBS/85984NED/MeasureCodes',
      'https://x/CBS/85984NED/Dimensions',
    ])
    expect(addressesOfShape('https://x', 3, '85984NED')).toEqual(['https://x/85984NED/DataProperties'])
  })
})

describe('measures', () => {
  it('are found by title, also where a name cannot begin with a digit, with their unit and factor', () => {
    expect(findKnownMeasures(V4.measures)).toMatchObject([
      { code: 'T001036', key: 'population', unit: '1', factor: 1 },
      { code: '10680', key: 'age-0-14' },
      { code: 'M000224', key: 'income-per-resident', unit: 'EUR', factor: 1000 },
    ])
  })

  test.each([
    ['aantal', '1', 1],
    ['x 1 000 euro', 'EUR', 1000],
    ['x 1 000\u00a0000 kg', 'kg', 1_000_000],
    ['x 1 mln kWh', 'kWh', 1_000_000],
    ['m³', 'm3', 1],
    ['%', '%', 1],
    ['', '1', 1],
  ])('in “%s” are stored in %s, times %d', (unit, stored, factor) => {
    expect(chooseMeasure([{ code: 'A', title: 'Iets', unit }], { code: ' A ', key: 'iets' })).toMatchObject({
      title: 'Iets',
      unit: stored,
      factor,
    })
  })

  it('that a table does not have are not chosen', () => {
    expect(chooseMeasure(V4.measures, { code: 'nee', key: 'nee' })).toBeUndefined()
  })
})

describe('the addresses of figures', () => {
  const read = (address: string) => new URL(address).searchParams

  it('ask each level by how its codes begin, so that padding does not matter', () => {
    const filters = addressesOfFigures('https://x/CBS', 4, '83765NED', asked()).map((url) =>
      read(url).get('$filter'),
    )
    expect(filters).toHaveLength(3)
    expect(filters[2]).toBe(
      "startswith(WijkenEnBuurten,'BU0193') and (Measure eq 'T001036' or Measure eq '10680' or Measure eq 'M000224')",
    )
  })

  it('ask a year and a category the same way, and only the columns that are needed', () => {
    const [first = ''] = addressesOfFigures('https://x', 3, '47022NED', crimes())
    expect(read(first).get('$filter')).toBe(
      "startswith(RegioS,'GM0193') and startswith(Perioden,'2024JJ') and startswith(SoortMisdrijf,'0.0.0')",
    )
    expect(read(first).get('$select')).toBe('RegioS,Perioden,SoortMisdrijf,GeregistreerdeMisdrijven_1')
  })

  it('keep what is asked inside its quotes', () => {
    const [first = ''] = addressesOfFigures(
      'https://x',
      3,
      'T',
      crimes({ categories: { Soort: "' or 1 eq 1" } }),
    )
    expect(read(first).get('$filter')).toContain("startswith(Soort,''' or 1 eq 1')")
  })
})

describe('figures', () => {
  it('of version 4 are one a row, with the reason when there is none', () => {
    const rows = [
      { Id: 0, Measure: 'T001036', ValueAttribute: 'None', Value: 355, WijkenEnBuurten: 'BU01931000' },
      { Id: 1, Measure: 'M000224', ValueAttribute: 'None', Value: 34.4, WijkenEnBuurten: 'GM0193    ' },
      { Id: 2, Measure: '10680', ValueAttribute: 'Confidential', Value: null, WijkenEnBuurten: 'BU01931000' },
      { Id: 3, Measure: '10680', ValueAttribute: 'Impossible', Value: null, WijkenEnBuurten: 'WK019310' },
      { Id: 4, Measure: 'onbekend', ValueAttribute: 'None', Value: 1, WijkenEnBuurten: 'WK019310' },
      { Id: 5, Measure: 'T001036', ValueAttribute: 'None', Value: 1, WijkenEnBuurten: 'GM0194' },
    ]
    expect(readFigures(4, rows, asked())).toEqual({
      ok: true,
      figures: [
        {
          areaCode: 'BU01931000',
          level: 'neighbourhood',
          year: null,
          key: 'population',
          value: 355,
          reason: null,
        },
        {
          areaCode: 'GM0193',
          level: 'municipality',
          year: null,
          key: 'income-per-resident',
          value: 34_400,
          reason: null,
        },
        {
          areaCode: 'BU01931000',
          level: 'neighbourhood',
          year: null,
          key: 'age-0-14',
          value: null,
          reason: 'suppressed',
        },
        {
          areaCode: 'WK019310',
          level: 'district',
          year: null,
          key: 'age-0-14',
          value: null,
          reason: 'empty',
        },
      ],
    })
  })

  it('of version 3 are read without padding, of whole years and of the category alone', () => {
    const row = {
      RegioS: 'GM0193  ',
      Perioden: '2024JJ00',
      SoortMisdrijf: '0.0.0 ',
      GeregistreerdeMisdrijven_1: 7355,
    }
    const rows = [
      row,
      { ...row, Perioden: '2024KW01' },
      { ...row, Perioden: '2023JJ00' },
      { ...row, SoortMisdrijf: '0.0.01' },
      { ...row, RegioS: 'WK019310', GeregistreerdeMisdrijven_1: '       .' },
    ]
    expect(readFigures(3, rows, crimes())).toMatchObject({
      figures: [
        { areaCode: 'GM0193', year: 2024, value: 7355 },
        { areaCode: 'WK019310', value: null, reason: 'suppressed' },
      ],
    })
  })

  it('that are no numbers refuse the answer', () => {
    const row = { Measure: 'T001036', Value: 'veel', WijkenEnBuurten: 'GM0193' }
    expect(readFigures(4, [row], asked())).toMatchObject({
      ok: false,
      message: { nl: expect.stringContaining('veel') },
    })
  })
})

describe('a page', () => {
  it('has rows, and the address of the next in either version', () => {
    expect(readPage({ value: [], '@odata.nextLink': 'https://x/2' })).toEqual({
      ok: true,
      rows: [],
      next: 'https://x/2',
    })
    expect(readPage({ value: [{}], 'odata.nextLink': 'https://x/2' })).toMatchObject({ next: 'https://x/2' })
    expect(readPage({ value: [] })).toMatchObject({ next: null })
  })

  it('that is something else is told', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.constant({ value: [1] })), (answer) => {
        expect(readPage(answer).ok).toBe(false)
      }),
    )
  })
})

const folder = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data/cbs')

describe.skipIf(!existsSync(folder))('tables of CBS', () => {
  const rowsOf = (file: string) => {
    const page = readPage(JSON.parse(readFileSync(join(folder, file), 'utf8')))
    return page.ok ? page.rows : expect.unreachable(page.message.en)
  }

  it('of 2017 in version 4: all measures that it has', () => {
    const shape = readShape(4, [rowsOf('kwb2017-v4-MeasureCodes.json'), rowsOf('kwb2017-v4-Dimensions.json')])
    const known = findKnownMeasures(shape.measures)
    expect(shape).toMatchObject({ regions: 'WijkenEnBuurten', periods: null, others: [] })
    expect(known.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['population', 'age-0-14', 'dwelling-value', 'land-area']),
    )
    expect(known.length).toBeGreaterThanOrEqual(27)
    expect(new Set(known.map(({ code }) => code)).size).toBe(known.length)
  })

  it('of 2020 in version 3: the figures of seven municipalities as they stand in the file', () => {
    const shape = readShape(3, [rowsOf('kwb2020-DataProperties.json')])
    const measures = findKnownMeasures(shape.measures)
    const rows = rowsOf('kwb2020-7gemeenten-odata-v3.json')
    const read = readFigures(3, rows, asked({ shape, measures, municipality: 'GM1724' }))
    if (!read.ok) return expect.unreachable(read.message.en)
    expect(
      read.figures.find(({ areaCode, key }) => areaCode === 'GM1724' && key === 'population')?.value,
    ).toBe(18_635)
    expect(read.figures.filter(({ level }) => level === 'municipality')).toHaveLength(measures.length)
    expect(read.figures.every(({ areaCode }) => areaCode.slice(2, 6) === '1724')).toBe(true)
  })
})
