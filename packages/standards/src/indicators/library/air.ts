import type { OfficialSource, ReadyDefinition, ReadyLine } from './types.ts'

const WHO: Omit<OfficialSource, 'clause'> = {
  title: 'WHO, global air quality guidelines (2021)',
  url: 'https://www.who.int/publications/i/item/9789240034228',
}
const EU_2008: Omit<OfficialSource, 'clause'> = {
  title: 'Richtlijn / Directive 2008/50/EG',
  url: 'https://eur-lex.europa.eu/eli/dir/2008/50/oj',
}
const EU_2024: Omit<OfficialSource, 'clause'> = {
  title: 'Richtlijn / Directive (EU) 2024/2881',
  url: 'https://eur-lex.europa.eu/eli/dir/2024/2881/oj',
}

const who = (value: number): ReadyLine => ({
  title: { nl: 'Advieswaarde WHO', en: 'WHO guideline level' },
  value,
  kind: 'norm',
  source: { ...WHO, clause: 'Recommended AQG levels, chapter 3' },
})
const eu = (value: number, clause: string): ReadyLine => ({
  title: { nl: 'Grenswaarde EU', en: 'EU limit value' },
  value,
  kind: 'norm',
  source: { ...EU_2008, clause },
})
const eu2030 = (value: number, clause = 'Annex I, section 1, table 1'): ReadyLine => ({
  title: { nl: 'Grenswaarde EU vanaf 2030', en: 'EU limit value from 2030' },
  value,
  kind: 'target',
  source: { ...EU_2024, clause },
})

/**
 * How much must be there: three quarters of the hours for a mean of 8 or 24 hours, and of the 8-hour means of a day; 90 % of a year (EU
 * 2008/50/EC, annex XI.A).
 */
const AIR = {
  subject: 'air',
  measure: null,
  stepCoverage: 0.75,
  percentile: null,
  minimumCoverage: 0.9,
  period: 'year',
  goodDirection: 'lower',
} as const

const CONCENTRATION = { nl: 'µg/m³', en: 'µg/m³' }
const DAYS = { nl: 'dagen', en: 'days' }
const PM25 = ['pm25', 'PM2.5', 'PM2,5']
const PM10 = ['pm10', 'PM10']
const NO2 = ['no2', 'NO2', 'nitrogen dioxide']
const O3 = ['o3', 'O3', 'ozone']

type Norms = { lines: ReadyLine[]; source: OfficialSource }

function yearMean(
  key: string,
  name: { nl: string; en: string },
  properties: string[],
  norms: Norms,
): ReadyDefinition {
  return {
    ...AIR,
    key,
    title: { nl: `${name.nl}, gemiddelde per jaar`, en: `${name.en}, mean per year` },
    description: {
      nl: 'Het gemiddelde van alle uren van het jaar.',
      en: 'The mean of all hours of the year.',
    },
    properties,
    unit: CONCENTRATION,
    step: 'none',
    statistic: 'mean',
    norm: null,
    normUnit: null,
    ...norms,
  }
}

function daysAbove(
  key: string,
  name: { nl: string; en: string },
  properties: string[],
  { norm, ...norms }: Norms & { norm: number },
): ReadyDefinition {
  return {
    ...AIR,
    key,
    title: {
      nl: `${name.nl}, dagen boven ${norm} µg/m³`,
      en: `${name.en}, days above ${norm} µg/m³`,
    },
    description: {
      nl: `Op hoeveel dagen van het jaar het gemiddelde van de dag boven ${norm} µg/m³ lag.`,
      en: `On how many days of the year the mean of the day was above ${norm} µg/m³.`,
    },
    properties,
    unit: DAYS,
    step: 'mean',
    statistic: 'count-above',
    norm,
    normUnit: 'µg/m³',
    ...norms,
  }
}

const FINE = { nl: 'Fijnstof (PM2,5)', en: 'Fine dust (PM2.5)' }
const COARSE = { nl: 'Fijnstof (PM10)', en: 'Particulates (PM10)' }
const NITROGEN = { nl: 'Stikstofdioxide', en: 'Nitrogen dioxide' }

const whoDay: ReadyLine = {
  title: { nl: 'Hooguit 3 tot 4 dagen per jaar', en: 'No more than 3 to 4 days a year' },
  value: 4,
  kind: 'norm',
  source: {
    ...WHO,
    clause: 'Recommended AQG levels, chapter 3: 99th percentile, 3–4 exceedance days per year',
  },
}
const whoSource = (clause: string): OfficialSource => ({ ...WHO, clause })

/** Norms for the air: of the World Health Organization (2021), and of the European Union now and from 2030. */
export const AIR_DEFINITIONS: readonly ReadyDefinition[] = [
  yearMean('pm25-year', FINE, PM25, {
    lines: [who(5), eu2030(10), eu(25, 'Annex XIV.D and E')],
    source: whoSource('Chapter 3, PM2.5, annual: 5 µg/m³'),
  }),
  daysAbove('pm25-days-who', FINE, PM25, {
    norm: 15,
    lines: [whoDay],
    source: whoSource('Chapter 3, PM2.5, 24-hour: 15 µg/m³'),
  }),
  daysAbove('pm25-days-eu-2030', FINE, PM25, {
    norm: 25,
    lines: [eu2030(18)],
    source: { ...EU_2024, clause: 'Annex I, section 1, table 1, PM2.5, one day' },
  }),
  yearMean('pm10-year', COARSE, PM10, {
    lines: [who(15), eu2030(20), eu(40, 'Annex XI.B')],
    source: whoSource('Chapter 3, PM10, annual: 15 µg/m³'),
  }),
  daysAbove('pm10-days-eu', COARSE, PM10, {
    norm: 50,
    lines: [eu(35, 'Annex XI.B')],
    source: { ...EU_2008, clause: 'Annex XI.B, PM10, one day' },
  }),
  daysAbove('pm10-days-eu-2030', COARSE, PM10, {
    norm: 45,
    lines: [eu2030(18)],
    source: { ...EU_2024, clause: 'Annex I, section 1, table 1, PM10, one day' },
  }),
  yearMean('no2-year', NITROGEN, NO2, {
    lines: [who(10), eu2030(20), eu(40, 'Annex XI.B')],
    source: whoSource('Chapter 3, nitrogen dioxide, annual: 10 µg/m³'),
  }),
  daysAbove('no2-days-who', NITROGEN, NO2, {
    norm: 25,
    lines: [whoDay],
    source: whoSource('Chapter 3, nitrogen dioxide, 24-hour: 25 µg/m³'),
  }),
  daysAbove('no2-days-eu-2030', NITROGEN, NO2, {
    norm: 50,
    lines: [eu2030(18)],
    source: { ...EU_2024, clause: 'Annex I, section 1, table 1, NO2, one day' },
  }),
  {
    ...AIR,
    key: 'no2-hours-eu',
    title: { nl: 'Stikstofdioxide, uren boven 200 µg/m³', en: 'Nitrogen dioxide, hours above 200 µg/m³' },
    description: {
      nl: 'In hoeveel uren van het jaar het gemiddelde van het uur boven 200 µg/m³ lag.',
      en: 'In how many hours of the year the mean of the hour was above 200 µg/m³.',
    },
    properties: NO2,
    unit: { nl: 'uren', en: 'hours' },
    step: 'none',
    statistic: 'count-above',
    norm: 200,
    normUnit: 'µg/m³',
    lines: [eu(18, 'Annex XI.B'), eu2030(3)],
    source: { ...EU_2008, clause: 'Annex XI.B, nitrogen dioxide, one hour' },
  },
  ...(
    [
      [
        'o3-days-eu',
        120,
        [
          {
            title: {
              nl: 'Streefwaarde EU, gemiddeld over drie jaar',
              en: 'EU target value, averaged over three years',
            },
            value: 25,
            kind: 'norm',
            source: { ...EU_2008, clause: 'Annex VII.B' },
          },
          {
            title: {
              nl: 'Streefwaarde EU vanaf 2030, gemiddeld over drie jaar',
              en: 'EU target value from 2030, averaged over three years',
            },
            value: 18,
            kind: 'target',
            source: { ...EU_2024, clause: 'Annex I, section 2' },
          },
        ],
        { ...EU_2008, clause: 'Annex VII.B, maximum daily eight-hour mean' },
      ],
      ['o3-days-who', 100, [whoDay], whoSource('Chapter 3, ozone, 8-hour: 100 µg/m³')],
    ] as const
  ).map(
    ([key, norm, lines, source]): ReadyDefinition => ({
      ...AIR,
      key,
      title: {
        nl: `Ozon, dagen met een 8-uursgemiddelde boven ${norm} µg/m³`,
        en: `Ozone, days with an 8-hour mean above ${norm} µg/m³`,
      },
      description: {
        nl: `Op hoeveel dagen van het jaar het hoogste lopende gemiddelde over 8 uur boven ${norm} µg/m³ lag.`,
        en: `On how many days of the year the highest running mean over 8 hours was above ${norm} µg/m³.`,
      },
      properties: O3,
      unit: DAYS,
      step: 'maximum-mean-8-hours',
      statistic: 'count-above',
      norm,
      normUnit: 'µg/m³',
      lines,
      source,
    }),
  ),
]
