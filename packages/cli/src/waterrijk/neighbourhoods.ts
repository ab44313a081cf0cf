/** The fictional municipality of Waterrijk. No such municipality exists; its codes are not in use by CBS. */
export const MUNICIPALITY = { code: 'GM9001', name: 'Waterrijk' } as const

/** Its three districts. */
export const DISTRICTS = [
  { code: 'WK900101', name: 'Waterrijk-Stad' },
  { code: 'WK900102', name: 'Rietlanden' },
  { code: 'WK900103', name: 'Buitengebied' },
] as const

/** A neighbourhood as invented, with figures of the base year. */
export interface Neighbourhood {
  code: string
  name: string
  /** Corners of its shape in the plan, anticlockwise. */
  corners: readonly string[]
  /** Residents in the base year, and growth per year in percent. */
  population: number
  growth: number
  /** Average residents per household. */
  householdSize: number
  /** Share of the land, in percent. */
  green: number
  paved: number
  /** Average standardised household income in euro. */
  income: number
  /** Share of dwellings built before 1970, in percent. */
  builtBefore1970: number
  /** Average height of the streets, metres relative to NAP. */
  height: number
  /** Share of residents of 65 or older, in percent. */
  over65: number
  /** Average value of a dwelling in euro. */
  dwellingValue: number
  /** Share of households that burn wood, 0 to 1. */
  stoves: number
}

/** The twelve neighbourhoods. District is the first eight digits of the code. */
export const NEIGHBOURHOODS: readonly Neighbourhood[] = [
  {
    code: 'BU90010101',
    name: 'Oude Haven',
    corners: ['c1', 'c2', 'd2', 'd1'],
    population: 3420,
    growth: 0.4,
    householdSize: 1.7,
    green: 14,
    paved: 71,
    income: 30_800,
    builtBefore1970: 78,
    height: 0.9,
    over65: 21,
    dwellingValue: 318_000,
    stoves: 0.07,
  },
  {
    code: 'BU90010102',
    name: 'Vestingkwartier',
    corners: ['c2', 'c3', 'd3', 'd2'],
    population: 3980,
    growth: 0.2,
    householdSize: 1.8,
    green: 19,
    paved: 64,
    income: 33_900,
    builtBefore1970: 69,
    height: 0.6,
    over65: 23,
    dwellingValue: 341_000,
    stoves: 0.1,
  },
  {
    code: 'BU90010103',
    name: 'Weverskwartier',
    corners: ['b1', 'b2', 'c2', 'c1'],
    population: 5210,
    growth: 0.3,
    householdSize: 2.0,
    green: 11,
    paved: 76,
    income: 25_600,
    builtBefore1970: 84,
    height: 0.2,
    over65: 17,
    dwellingValue: 231_000,
    stoves: 0.05,
  },
  {
    code: 'BU90010104',
    name: 'Stationsbuurt',
    corners: ['b2', 'b3', 'c3', 'c2'],
    population: 4630,
    growth: 1.6,
    householdSize: 1.6,
    green: 16,
    paved: 73,
    income: 28_700,
    builtBefore1970: 41,
    height: 0.1,
    over65: 14,
    dwellingValue: 286_000,
    stoves: 0.02,
  },
  {
    code: 'BU90010201',
    name: 'Watermunt',
    corners: ['c3', 'c4', 'd4', 'd3'],
    population: 4870,
    growth: 0.9,
    householdSize: 2.5,
    green: 33,
    paved: 44,
    income: 37_200,
    builtBefore1970: 1,
    height: -2.6,
    over65: 11,
    dwellingValue: 384_000,
    stoves: 0.09,
  },
  {
    code: 'BU90010202',
    name: 'Lisdodde',
    corners: ['d3', 'd4', 'e4', 'e3'],
    population: 3150,
    growth: 2.8,
    householdSize: 2.7,
    green: 38,
    paved: 38,
    income: 39_400,
    builtBefore1970: 0,
    height: -1.7,
    over65: 8,
    dwellingValue: 421_000,
    stoves: 0.08,
  },
  {
    code: 'BU90010203',
    name: 'Dotterbloem',
    corners: ['b3', 'b4', 'c4', 'c3'],
    population: 4390,
    growth: 0.1,
    householdSize: 2.2,
    green: 29,
    paved: 51,
    income: 29_900,
    builtBefore1970: 12,
    height: -2.3,
    over65: 19,
    dwellingValue: 294_000,
    stoves: 0.06,
  },
  {
    code: 'BU90010204',
    name: 'Waterlelie',
    corners: ['a3', 'a4', 'b4', 'b3'],
    population: 2740,
    growth: 0.0,
    householdSize: 2.3,
    green: 41,
    paved: 36,
    income: 36_100,
    builtBefore1970: 3,
    height: -1.4,
    over65: 18,
    dwellingValue: 367_000,
    stoves: 0.11,
  },
  {
    code: 'BU90010301',
    name: 'Dijkdorp',
    corners: ['c0', 'c1', 'd1', 'e1', 'e0'],
    population: 2280,
    growth: -0.3,
    householdSize: 2.3,
    green: 74,
    paved: 12,
    income: 35_300,
    builtBefore1970: 58,
    height: -0.4,
    over65: 26,
    dwellingValue: 372_000,
    stoves: 0.31,
  },
  {
    code: 'BU90010302',
    name: 'Hoge Geest',
    corners: ['a0', 'a1', 'b1', 'c1', 'c0'],
    population: 2690,
    growth: 0.2,
    householdSize: 2.3,
    green: 68,
    paved: 15,
    income: 45_800,
    builtBefore1970: 37,
    height: 2.4,
    over65: 29,
    dwellingValue: 538_000,
    stoves: 0.27,
  },
  {
    code: 'BU90010303',
    name: 'Noorderpolder',
    corners: ['d1', 'd2', 'd3', 'e3', 'e1'],
    population: 640,
    growth: -0.6,
    householdSize: 2.6,
    green: 86,
    paved: 5,
    income: 38_600,
    builtBefore1970: 52,
    height: -1.1,
    over65: 22,
    dwellingValue: 446_000,
    stoves: 0.34,
  },
  {
    code: 'BU90010304',
    name: 'De Sluis',
    corners: ['a1', 'a3', 'b3', 'b2', 'b1'],
    population: 410,
    growth: 0.5,
    householdSize: 1.9,
    green: 22,
    paved: 67,
    income: 31_200,
    builtBefore1970: 33,
    height: -0.2,
    over65: 12,
    dwellingValue: 279_000,
    stoves: 0.04,
  },
]

/** The two neighbourhoods where the streets lie lowest, and water stays after a cloudburst. */
export const LOW_NEIGHBOURHOODS: readonly Neighbourhood[] = [...NEIGHBOURHOODS]
  .sort((a, b) => a.height - b.height)
  .slice(0, 2)

/** Code of the district that a neighbourhood is part of. */
export function findDistrictCode(neighbourhoodCode: string): string {
  return `WK${neighbourhoodCode.slice(2, 8)}`
}

/** The seed of the example, chosen for a year in which heat, cloudbursts and wood smoke all show. */
export const WATERRIJK_SEED = 3
