/** A figure per area from "Kerncijfers wijken en buurten" (KWB). */
export interface CbsMeasure {
  nl: string
  en: string
  /** Unit after the factor; `1` is a plain number. */
  unit: '1' | '%' | 'EUR' | '1/km2' | 'ha' | 'kWh' | 'm3' | 'km'
  /** CBS writes euros in thousands; the figure times this is in the unit. */
  factor: 1 | 1000
  /**
   * Names of the column over the years, without the number at the end: that number shifts from year to year
   * (…WOZWaardeVanWoningen_35, _36, _39). The last name is PDOK's.
   */
  columns: readonly string[]
}

const count = (nl: string, en: string, ...columns: string[]): CbsMeasure => ({
  nl,
  en,
  unit: '1',
  factor: 1,
  columns,
})
const share = (nl: string, en: string, ...columns: string[]): CbsMeasure => ({
  nl,
  en,
  unit: '%',
  factor: 1,
  columns,
})
const euro = (nl: string, en: string, ...columns: string[]): CbsMeasure => ({
  nl,
  en,
  unit: 'EUR',
  factor: 1000,
  columns,
})

/** The measures we read, by our own key. */
export const CBS_MEASURES = {
  population: count('inwoners', 'residents', 'AantalInwoners'),
  'age-0-14': count('inwoners van 0 tot 15 jaar', 'residents aged 0 to 14', 'k_0Tot15Jaar'),
  'age-15-24': count('inwoners van 15 tot 25 jaar', 'residents aged 15 to 24', 'k_15Tot25Jaar'),
  'age-25-44': count('inwoners van 25 tot 45 jaar', 'residents aged 25 to 44', 'k_25Tot45Jaar'),
  'age-45-64': count('inwoners van 45 tot 65 jaar', 'residents aged 45 to 64', 'k_45Tot65Jaar'),
  'age-65-plus': count('inwoners van 65 jaar of ouder', 'residents aged 65 or over', 'k_65JaarOfOuder'),
  households: count('huishoudens', 'households', 'HuishoudensTotaal', 'aantal_huishoudens'),
  'single-households': count('eenpersoonshuishoudens', 'one-person households', 'Eenpersoonshuishoudens'),
  'households-with-children': count(
    'huishoudens met kinderen',
    'households with children',
    'HuishoudensMetKinderen',
  ),
  'household-size': count(
    'gemiddelde huishoudensgrootte',
    'average household size',
    'GemiddeldeHuishoudensgrootte',
  ),
  'population-density': {
    nl: 'inwoners per km² land',
    en: 'residents per km² of land',
    unit: '1/km2',
    factor: 1,
    columns: ['Bevolkingsdichtheid', 'bevolkingsdichtheid_inwoners_per_km2'],
  },
  'address-density': {
    nl: 'adressen per km² in de omgeving',
    en: 'surrounding addresses per km²',
    unit: '1/km2',
    factor: 1,
    columns: ['Omgevingsadressendichtheid'],
  },
  dwellings: count('woningen', 'dwellings', 'Woningvoorraad'),
  'dwelling-value': euro(
    'gemiddelde WOZ-waarde',
    'average property value',
    'GemiddeldeWOZWaardeVanWoningen',
    'GemiddeldeWoningwaarde',
  ),
  'single-family-homes': share('eengezinswoningen', 'single-family homes', 'PercentageEengezinswoning'),
  'owner-occupied': share('koopwoningen', 'owner-occupied homes', 'Koopwoningen'),
  'housing-association': share(
    'woningen van een corporatie',
    'homes of a housing association',
    'InBezitWoningcorporatie',
  ),
  'built-before-2000': share('woningen van voor 2000', 'homes built before 2000', 'BouwjaarVoor2000'),
  'income-per-resident': euro(
    'gemiddeld inkomen per inwoner',
    'average income per resident',
    'GemiddeldInkomenPerInwoner',
  ),
  'income-per-household': euro(
    'gemiddeld gestandaardiseerd inkomen per huishouden',
    'average standardised household income',
    'GemGestandaardiseerdInkomenVanHuish',
    'GemGestandaardiseerdInkomen',
  ),
  'low-income-households': share(
    'huishoudens met een laag inkomen',
    'households with a low income',
    'HuishoudensMetEenLaagInkomen',
  ),
  'electricity-use': {
    nl: 'gemiddeld stroomverbruik per woning',
    en: 'average electricity use per home',
    unit: 'kWh',
    factor: 1,
    columns: ['GemiddeldElektriciteitsverbruikTotaal', 'GemiddeldeElektriciteitslevering'],
  },
  'gas-use': {
    nl: 'gemiddeld gasverbruik per woning',
    en: 'average gas use per home',
    unit: 'm3',
    factor: 1,
    columns: ['GemiddeldAardgasverbruikTotaal', 'GemiddeldAardgasverbruik'],
  },
  'cars-per-household': count('auto’s per huishouden', 'cars per household', 'PersonenautoSPerHuishouden'),
  'distance-to-doctor': {
    nl: 'afstand tot de huisarts',
    en: 'distance to a doctor',
    unit: 'km',
    factor: 1,
    columns: ['AfstandTotHuisartsenpraktijk'],
  },
  'total-area': { nl: 'oppervlakte', en: 'area', unit: 'ha', factor: 1, columns: ['OppervlakteTotaal'] },
  'land-area': {
    nl: 'oppervlakte land',
    en: 'land area',
    unit: 'ha',
    factor: 1,
    columns: ['OppervlakteLand'],
  },
  'water-area': {
    nl: 'oppervlakte water',
    en: 'water area',
    unit: 'ha',
    factor: 1,
    columns: ['OppervlakteWater'],
  },
} as const satisfies Record<string, CbsMeasure>

export type CbsMeasureKey = keyof typeof CBS_MEASURES

export const CBS_MEASURE_KEYS: readonly CbsMeasureKey[] = Object.keys(CBS_MEASURES).filter(isCbsMeasureKey)

/** Is this the key of a measure we read? */
export function isCbsMeasureKey(key: string): key is CbsMeasureKey {
  return Object.hasOwn(CBS_MEASURES, key)
}

/** StatLine table of each yearly edition of KWB. */
export const CBS_EDITIONS: Readonly<Record<number, string>> = {
  2013: '82339NED',
  2014: '82931NED',
  2015: '83220NED',
  2016: '83487NED',
  2017: '83765NED',
  2018: '84286NED',
  2019: '84583NED',
  2020: '84799NED',
  2021: '85039NED',
  2022: '85318NED',
  2023: '85618NED',
  2024: '85984NED',
  2025: '86165NED',
}
