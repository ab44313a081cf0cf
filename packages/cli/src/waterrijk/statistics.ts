import {
  DISTRICTS,
  findDistrictCode,
  MUNICIPALITY,
  NEIGHBOURHOODS,
  type Neighbourhood,
} from './neighbourhoods.ts'
import { pickNormal } from './random.ts'

/** Figures per area and year; the first eight carry the keys of the CBS key figures, the others are Waterrijk's own. */
export const MEASURES = {
  population: { nl: 'inwoners', en: 'residents', unit: '1' },
  households: { nl: 'huishoudens', en: 'households', unit: '1' },
  dwellings: { nl: 'woningen', en: 'dwellings', unit: '1' },
  'household-size': { nl: 'gemiddelde huishoudensgrootte', en: 'average household size', unit: '1' },
  'age-65-plus': { nl: 'inwoners van 65 jaar of ouder', en: 'residents aged 65 or over', unit: '1' },
  'income-per-household': {
    nl: 'gemiddeld gestandaardiseerd inkomen per huishouden',
    en: 'average standardised household income',
    unit: 'EUR',
  },
  'dwelling-value': { nl: 'gemiddelde WOZ-waarde', en: 'average property value', unit: 'EUR' },
  'green-share': { nl: 'groen', en: 'green', unit: '%' },
  'paved-share': { nl: 'verhard (steen en asfalt)', en: 'paved (stone and asphalt)', unit: '%' },
  'built-before-1970': { nl: 'woningen van voor 1970', en: 'dwellings built before 1970', unit: '%' },
  'height-nap': {
    nl: 'hoogte van de straten ten opzichte van NAP',
    en: 'height of the streets relative to NAP',
    unit: 'm',
  },
  'stove-share': { nl: 'huishoudens die hout stoken', en: 'households that burn wood', unit: '%' },
} as const satisfies Record<string, { nl: string; en: string; unit: string }>

export type MeasureKey = keyof typeof MEASURES

export interface AreaStatistic {
  areaCode: string
  year: number
  measure: MeasureKey
  value: number
}

/** Year of the figures in the list of neighbourhoods. */
const BASE_YEAR = 2022

/** How figures of neighbourhoods make one for the whole: added up, or averaged by weight. */
const SUMMED = new Set<MeasureKey>(['population', 'households', 'dwellings', 'age-65-plus'])
const BY_HOUSEHOLDS = new Set<MeasureKey>([
  'income-per-household',
  'dwelling-value',
  'built-before-1970',
  'stove-share',
])

type Figures = Record<MeasureKey, number>

/** Statistics of every neighbourhood, district and the municipality for these years, rounded as CBS rounds. */
export function listStatistics(seed: number, years: readonly number[]): AreaStatistic[] {
  return years.flatMap((year) => {
    const parts = NEIGHBOURHOODS.map((neighbourhood, index) => ({
      code: neighbourhood.code,
      figures: estimate(neighbourhood, year, seed + index),
    }))
    const wholes = [MUNICIPALITY.code, ...DISTRICTS.map(({ code }) => code)].map((code) => ({
      code,
      figures: combine(
        parts
          .filter((part) => code === MUNICIPALITY.code || findDistrictCode(part.code) === code)
          .map(({ figures }) => figures),
      ),
    }))
    return [...wholes, ...parts].flatMap(({ code, figures }) => write(code, year, figures))
  })
}

function estimate(place: Neighbourhood, year: number, seed: number): Figures {
  const age = year - BASE_YEAR
  const wobble = (channel: number, size: number) => 1 + pickNormal(seed, channel, year) * size
  const population = place.population * (1 + place.growth / 100) ** age * wobble(1, 0.002)
  const households = population / (place.householdSize * 0.996 ** age)
  return {
    population,
    households,
    dwellings: households * 1.03,
    'household-size': population / households,
    'age-65-plus': (population * (place.over65 + age * 0.3)) / 100,
    'income-per-household': place.income * 1.031 ** age * wobble(2, 0.004),
    'dwelling-value': place.dwellingValue * 1.048 ** age * wobble(3, 0.006),
    'green-share': place.green - age * 0.15,
    'paved-share': place.paved + age * 0.2,
    'built-before-1970': place.builtBefore1970 * (1 - age * 0.004),
    'height-nap': place.height - age * 0.008,
    'stove-share': place.stoves * 100 * (1 + age * 0.02),
  }
}

function combine(parts: readonly Figures[]): Figures {
  const total = (of: (part: Figures) => number) => parts.reduce((sum, part) => sum + of(part), 0)
  const whole = { ...(parts[0] ?? estimate(NEIGHBOURHOODS[0] ?? never(), BASE_YEAR, 0)) }
  for (const key of listKeys()) {
    const weigh = (part: Figures) => (BY_HOUSEHOLDS.has(key) ? part.households : part.population)
    whole[key] = SUMMED.has(key)
      ? total((part) => part[key])
      : total((part) => part[key] * weigh(part)) / total(weigh)
  }
  whole['household-size'] = whole.population / whole.households
  return whole
}

function never(): never {
  throw new Error('Waterrijk has neighbourhoods.')
}

function write(areaCode: string, year: number, figures: Figures): AreaStatistic[] {
  return listKeys().map((measure) => ({ areaCode, year, measure, value: round(measure, figures[measure]) }))
}

/** People in fives, households in fives, money in hundreds, shares and heights with one decimal. */
function round(measure: MeasureKey, value: number): number {
  if (SUMMED.has(measure)) return Math.round(value / 5) * 5
  if (MEASURES[measure].unit === 'EUR') return Math.round(value / 100) * 100
  return Math.round(value * 10) / 10
}

function listKeys(): MeasureKey[] {
  return Object.keys(MEASURES).filter((key): key is MeasureKey => Object.hasOwn(MEASURES, key))
}
