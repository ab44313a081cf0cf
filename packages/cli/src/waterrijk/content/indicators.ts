import type { ExampleIndicator } from './types.ts'

const WHO = {
  title: { nl: 'Advieswaarde WHO voor een dag', en: 'WHO guideline for a day' },
  source: { nl: 'WHO, richtlijnen luchtkwaliteit 2021', en: 'WHO global air quality guidelines 2021' },
  sourceUrl: 'https://www.who.int/publications/i/item/9789240034228',
}

/**
 * The indicators of the example: one per challenge, one of squares where was measured long enough to see effects, and two of the areas themselves, whose
 * signals do not end with the weather: of these some wait for an answer within their term and one waits too long.
 */
export const INDICATORS: readonly ExampleIndicator[] = [
  {
    key: 'warme-nachten',
    challengeKey: 'hitte',
    title: { nl: 'Laagste temperatuur per dag', en: 'Lowest temperature per day' },
    description: {
      nl: 'De laagste temperatuur die een tuinstation in de buurt die dag mat. Blijft het boven 20 graden, dan is het een tropische nacht: veel mensen slapen dan slecht.',
      en: 'The lowest temperature that a garden station in the neighbourhood measured that day. If it stays above 20 degrees it is a tropical night: many people sleep badly.',
    },
    unit: '°C',
    property: 'temperature',
    statistic: 'minimum',
    period: 'day',
    level: 'neighbourhood',
    minimumCoverage: 0.75,
    goodDirection: 'lower',
    lines: [
      {
        title: { nl: 'Tropische nacht', en: 'Tropical night' },
        value: 20,
        kind: 'signal',
        source: { nl: 'Grens die weerdiensten gebruiken', en: 'Limit used by weather services' },
        sourceUrl: null,
      },
    ],
    signalRule: { line: 20, direction: 'above', clearLine: 18, minimumPeriods: 1 },
    watchRules: [
      { kind: 'absence', periods: 3 },
      { kind: 'change', against: 'others' },
    ],
  },
  {
    key: 'water-op-straat',
    challengeKey: 'water',
    title: { nl: 'Hoogste waterstand op straat per dag', en: 'Deepest water on the street per day' },
    description: {
      nl: 'De hoogste stand die een straatmeter in de buurt die dag mat. Vanaf 10 centimeter komt het water over de stoeprand en kunnen ambulances er moeilijk door. Het signaal is voorbij als het water op een dag niet hoger dan 2 centimeter komt.',
      en: 'The deepest water that a street gauge in the neighbourhood measured that day. From 10 centimetres it comes over the kerb and ambulances have trouble passing. The signal is over when the water is no deeper than 2 centimetres for a day.',
    },
    unit: 'cm',
    property: 'water-on-street',
    statistic: 'maximum',
    period: 'day',
    level: 'neighbourhood',
    minimumCoverage: 0.5,
    goodDirection: 'lower',
    lines: [
      {
        title: { nl: 'Over de stoeprand', en: 'Over the kerb' },
        value: 10,
        kind: 'signal',
        source: {
          nl: 'Afspraak van gemeente en hulpdiensten',
          en: 'Agreed by the municipality and the emergency services',
        },
        sourceUrl: null,
      },
    ],
    signalRule: { line: 10, direction: 'above', clearLine: 2, minimumPeriods: 1 },
    watchRules: [{ kind: 'absence', periods: 3 }],
  },
  {
    key: 'fijnstof-dag',
    challengeKey: 'houtrook',
    title: { nl: 'Fijnstof (PM2,5), gemiddelde per dag', en: 'Fine dust (PM2.5), mean per day' },
    description: {
      nl: 'Het gemiddelde van alle tuinstations in de buurt over een dag. De Wereldgezondheidsorganisatie (WHO) adviseert om op hoogstens 3 of 4 dagen per jaar boven 15 te komen.',
      en: 'The mean of all garden stations in the neighbourhood over a day. The World Health Organization (WHO) advises to be above 15 on no more than 3 or 4 days a year.',
    },
    unit: 'µg/m³',
    property: 'pm25',
    statistic: 'mean',
    period: 'day',
    level: 'neighbourhood',
    minimumCoverage: 0.75,
    goodDirection: 'lower',
    lines: [{ ...WHO, value: 15, kind: 'norm' }],
    signalRule: { line: 15, direction: 'above', clearLine: 12, minimumPeriods: 2 },
    watchRules: [
      { kind: 'absence', periods: 3 },
      { kind: 'change', against: 'others' },
      { kind: 'goal-missed', probability: 0.8 },
    ],
  },
  {
    key: 'nachten-pleinen',
    challengeKey: 'hitte',
    title: {
      nl: 'Laagste temperatuur van de nacht op pleinen',
      en: 'Lowest temperature of the night on squares',
    },
    description: {
      nl: 'Veertien pleinmeters bewaren van elke nacht de laagste temperatuur. Dit is het gemiddelde daarvan over een maand, per buurt.',
      en: 'Fourteen thermometers on squares keep the lowest temperature of each night. This is the mean of those over a month, by neighbourhood.',
    },
    unit: '°C',
    property: 'night-temperature',
    step: 'minimum',
    // One value a day is all there is.
    stepCoverage: 0.04,
    statistic: 'mean',
    period: 'month',
    level: 'neighbourhood',
    minimumCoverage: 0.75,
    goodDirection: 'lower',
    lines: [],
    signalRule: null,
    watchRules: [],
  },
  {
    key: 'groen-in-de-buurt',
    challengeKey: 'hitte',
    title: { nl: 'Groen in de buurt', en: 'Green in the neighbourhood' },
    description: {
      nl: 'Welk deel van de buurt uit bomen, gras en planten bestaat. Hoe minder groen, hoe warmer het op een zomernacht blijft.',
      en: 'Which share of the neighbourhood is trees, grass and plants. The less green, the warmer a summer night stays.',
    },
    unit: '%',
    what: 'area-statistic',
    measure: 'green-share',
    period: 'year',
    level: 'neighbourhood',
    minimumCoverage: 0,
    goodDirection: 'higher',
    lines: [
      {
        title: { nl: 'Ten minste 15% groen', en: 'At least 15% green' },
        value: 15,
        kind: 'signal',
        source: { nl: 'Groenvisie Waterrijk, hoofdstuk 2', en: 'Green vision of Waterrijk, chapter 2' },
        sourceUrl: null,
      },
    ],
    signalRule: { line: 15, direction: 'below', clearLine: 15, minimumPeriods: 1 },
    watchRules: [],
    lookedAtOn: -41,
    postponed: {
      areaCode: 'BU90010103',
      on: -20,
      until: 60,
      reason:
        'De groene straten worden nu aangelegd. Als ze af zijn, besluiten we over de rest van de buurt.',
    },
  },
  {
    key: 'houtstokers',
    challengeKey: 'houtrook',
    title: { nl: 'Huishoudens die hout stoken', en: 'Households that burn wood' },
    description: {
      nl: 'Welk deel van de huishoudens een kachel of open haard gebruikt. De cijfers komen uit de bewonerspeiling; niemand controleert wie er stookt.',
      en: 'Which share of households uses a stove or open fire. The figures are from the residents’ survey; nobody checks who burns wood.',
    },
    unit: '%',
    what: 'area-statistic',
    measure: 'stove-share',
    period: 'year',
    level: 'neighbourhood',
    minimumCoverage: 0,
    goodDirection: 'lower',
    lines: [
      {
        title: { nl: 'Drie op de tien huishoudens', en: 'Three in ten households' },
        value: 30,
        kind: 'signal',
        source: { nl: 'Advies van GGD Meerrand', en: 'Advice of GGD Meerrand' },
        sourceUrl: null,
      },
    ],
    signalRule: { line: 30, direction: 'above', clearLine: 30, minimumPeriods: 1 },
    watchRules: [],
    lookedAtOn: -6,
  },
]
