import type { OfficialSource, ReadyDefinition } from './types.ts'

const HEAT_WAVE: OfficialSource = {
  title: 'KNMI, uitleg hittegolf',
  clause: 'Zomerse dag: 25,0 °C of meer; tropische dag: 30,0 °C of meer',
  url: 'https://www.knmi.nl/kennis-en-datacentrum/uitleg/hittegolf',
}
const CLIMATE = (clause: string): OfficialSource => ({
  title: 'KNMI, klimatologie van Nederland',
  clause,
  url: 'https://www.knmi.nl/nederland-nu/klimatologie',
})

const WEATHER = {
  measure: null,
  stepCoverage: 0.75,
  percentile: null,
  minimumCoverage: 0.9,
  period: 'year',
  goodDirection: 'lower',
  unit: { nl: 'dagen', en: 'days' },
  lines: [],
} as const

type Days = Pick<ReadyDefinition, 'key' | 'title' | 'step' | 'statistic' | 'source'> & { norm: number }

const ofTemperature = ({ title, ...days }: Days): ReadyDefinition => {
  const [which, whichEn] = days.step === 'minimum' ? ['laagste', 'lowest'] : ['hoogste', 'highest']
  const [is, isEn] = days.statistic === 'count-below' ? ['onder', 'below'] : ['op of boven', 'at or above']
  return {
    ...WEATHER,
    ...days,
    subject: 'heat',
    title,
    description: {
      nl: `Op hoeveel dagen van het jaar de ${which} temperatuur ${is} ${days.norm} °C lag. Het KNMI meet op 1,5 meter boven gras; een sensor aan een muur of tussen huizen meet vaak meer.`,
      en: `On how many days of the year the ${whichEn} temperature was ${isEn} ${days.norm} °C. KNMI measures 1.5 metres above grass; a sensor on a wall or between houses often measures more.`,
    },
    properties: ['temperature', 'air temperature'],
    normUnit: '°C',
  }
}

const ofRain = (key: string, norm: number, clause: string): ReadyDefinition => ({
  ...WEATHER,
  key,
  subject: 'rain',
  title: { nl: `Dagen met ${norm} mm regen of meer`, en: `Days with ${norm} mm of rain or more` },
  description: {
    nl: `Op hoeveel dagen van het jaar er ${norm} millimeter of meer viel. De dag is die van de kalender.`,
    en: `On how many days of the year ${norm} millimetres or more fell. The day is that of the calendar.`,
  },
  properties: ['rain', 'precipitation'],
  step: 'sum',
  statistic: 'count-from',
  norm,
  normUnit: 'mm',
  source: CLIMATE(clause),
})

/** Days by their heat, cold and rain, as KNMI counts them. */
export const WEATHER_DEFINITIONS: readonly ReadyDefinition[] = [
  ofTemperature({
    key: 'summer-days',
    title: { nl: 'Zomerse dagen', en: 'Summer days' },
    step: 'maximum',
    statistic: 'count-from',
    norm: 25,
    source: HEAT_WAVE,
  }),
  ofTemperature({
    key: 'tropical-days',
    title: { nl: 'Tropische dagen', en: 'Tropical days' },
    step: 'maximum',
    statistic: 'count-from',
    norm: 30,
    source: HEAT_WAVE,
  }),
  {
    ...ofTemperature({
      key: 'heat-wave-days',
      title: { nl: 'Dagen in een hittegolf', en: 'Days in a heat wave' },
      step: 'maximum',
      statistic: 'count-from',
      norm: 25,
      source: {
        ...HEAT_WAVE,
        clause:
          'Hittegolf: ten minste vijf zomerse dagen (25,0 °C of meer) achter elkaar, waarvan ten minste drie tropisch (30,0 °C of meer)',
      },
    }),
    description: {
      nl: 'Hoeveel dagen van het jaar in een hittegolf lagen: ten minste vijf dagen achter elkaar op of boven 25 °C, waarvan ten minste drie op of boven 30 °C. Het KNMI telt die voor het hele land in De Bilt; hier telt elk meetpunt zelf.',
      en: 'How many days of the year were in a heat wave: at least five days in a row at or above 25 °C, of which at least three at or above 30 °C. KNMI counts those for the whole country in De Bilt; here each station counts by itself.',
    },
    spell: { days: 5, peakDays: 3, peak: 30 },
  },
  ofTemperature({
    key: 'tropical-nights',
    title: { nl: 'Tropische nachten', en: 'Tropical nights' },
    step: 'minimum',
    statistic: 'count-from',
    norm: 20,
    source: CLIMATE('Tropennacht: de temperatuur komt niet onder 20,0 °C'),
  }),
  ofTemperature({
    key: 'frost-days',
    title: { nl: 'Vorstdagen', en: 'Frost days' },
    step: 'minimum',
    statistic: 'count-below',
    norm: 0,
    source: CLIMATE('Vorstdag: minimumtemperatuur onder 0,0 °C'),
  }),
  ofTemperature({
    key: 'ice-days',
    title: { nl: 'IJsdagen', en: 'Ice days' },
    step: 'maximum',
    statistic: 'count-below',
    norm: 0,
    source: CLIMATE('IJsdag: maximumtemperatuur onder 0,0 °C'),
  }),
  ofRain('rain-days-10', 10, 'Aantal dagen met 10 mm of meer'),
  ofRain('rain-days-20', 20, 'Aantal dagen met 20 mm of meer'),
  {
    ...WEATHER,
    key: 'rain-year',
    subject: 'rain',
    title: { nl: 'Neerslag per jaar', en: 'Precipitation per year' },
    description: {
      nl: 'Hoeveel millimeter er in het jaar viel, gemiddeld over de meetpunten.',
      en: 'How many millimetres fell in the year, the mean of the stations.',
    },
    properties: ['rain', 'precipitation'],
    unit: { nl: 'mm', en: 'mm' },
    step: 'none',
    statistic: 'sum',
    norm: null,
    normUnit: null,
    source: CLIMATE('Neerslagsom'),
  },
]
