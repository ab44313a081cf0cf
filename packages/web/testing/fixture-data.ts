import type {
  AreaSummary,
  Challenge,
  GoalProgress,
  Indicator,
  IndicatorValue,
  Signal,
  Station,
} from '../app/api.ts'

/** A small fictional municipality, as the API would tell about it. Everything is fixed, so that tests can count on it. */

/** The moment at which the fixture stands still. */
export const NOW = Date.parse('2026-08-20T12:00:00Z')

const DAY = 86_400_000
export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const MUNICIPALITY = 'GM9901'

type Square = [west: number, south: number, width: number, height: number]
const neighbourhoods: [code: string, name: string, parent: string, square: Square][] = [
  ['BU99010101', 'Oude Haven', 'WK990101', [5.4, 52.2, 0.02, 0.012]],
  ['BU99010102', 'Centrum', 'WK990101', [5.42, 52.2, 0.018, 0.012]],
  ['BU99010103', 'Stationsbuurt', 'WK990101', [5.438, 52.2, 0.022, 0.012]],
  ['BU99010201', 'Rietlanden', 'WK990102', [5.4, 52.212, 0.028, 0.014]],
  ['BU99010202', 'Polderzicht', 'WK990102', [5.428, 52.212, 0.032, 0.014]],
]

export const areas: AreaSummary[] = [
  area(MUNICIPALITY, 'municipality', 'Waterrijk', null, [5.43, 52.212]),
  area('WK990101', 'district', 'Binnenstad', MUNICIPALITY, [5.43, 52.206]),
  area('WK990102', 'district', 'Noord', MUNICIPALITY, [5.43, 52.219]),
  ...neighbourhoods.map(([code, name, parent, [west, south, width, height]]) =>
    area(code, 'neighbourhood', name, parent, [west + width / 2, south + height / 2]),
  ),
]

function area(
  code: string,
  level: AreaSummary['level'],
  name: string,
  parentCode: string | null,
  labelPoint: [number, number],
): AreaSummary {
  return { code, level, name, parentCode, municipalityCode: MUNICIPALITY, labelPoint }
}

export const areaShapes = {
  type: 'FeatureCollection',
  features: neighbourhoods.map(([code, name, parentCode, [west, south, width, height]]) => ({
    type: 'Feature',
    id: code,
    properties: { code, name, level: 'neighbourhood', parentCode },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [west + width, south],
          [west + width, south + height],
          [west, south + height],
          [west, south],
        ],
      ],
    },
  })),
}

export const statistics = [
  ['inhabitants', 'Inwoners', '', 4210],
  ['greenery', 'Groen', '%', 18],
  ['paving', 'Verharding', '%', 71],
  ['average-income', 'Gemiddeld inkomen per inwoner', '€', null],
].map(([measure, title, unit, value]) => ({
  measure: String(measure),
  title: String(title),
  unit: String(unit),
  year: 2024,
  source: '86165NED',
  value: value as number | null,
  ...(value === null ? { reason: 'withheld' } : {}),
}))

/** Twelve stations; every sixth is silent. */
export const stations: Station[] = Array.from({ length: 12 }, (_, index) => {
  const [code, name, , [west, south, width, height]] = neighbourhoods[
    index % 5
  ] as (typeof neighbourhoods)[number]
  const stale = index % 6 === 5
  const time = new Date(NOW - (stale ? 9 * DAY : 600_000 + index * 60_000)).toISOString()
  const value = (offset: number, step: number) => Math.round((offset + ((index * 37) % 12) * step) * 10) / 10
  return {
    thingId: index + 1,
    name: `Tuinstation ${name} ${Math.floor(index / 5) + 1}`,
    location: [west + width * (0.25 + (index % 3) * 0.22), south + height * (0.3 + (index % 4) * 0.15)],
    areaCode: code,
    datasetId: id(51),
    precision: { place: 'exact', time: 'raw' },
    states: stale ? ['stopped'] : [],
    reference: index === 6,
    latest: [
      { property: 'temperature', title: 'Luchttemperatuur', unit: '°C', value: value(24, 0.6) },
      { property: 'pm25', title: 'Fijnstof (PM2.5)', unit: 'µg/m³', value: value(6, 1.3) },
    ].map((latest, series) => ({
      ...latest,
      datastreamId: index * 2 + series + 1,
      time,
      stale,
      calibrated: false,
      quality: 0,
    })),
  }
})

const heat: Indicator = {
  id: id(11),
  revision: 'r1',
  slug: 'hete-nachten',
  title: 'Temperatuur in de nacht',
  description: 'De laagste temperatuur van de dag. Blijft die hoog, dan koelen huizen niet af.',
  unit: '°C',
  what: 'property',
  property: 'temperature',
  measure: null,
  first: null,
  second: null,
  per: 1,
  step: 'none',
  stepCoverage: 0.75,
  spell: null,
  leftOutFlags: ['range', 'manual'],
  groups: [],
  source: null,
  datasetIds: [id(51)],
  statistic: 'minimum',
  percentile: null,
  norm: null,
  normUnit: null,
  leftOutSeries: 0,
  period: 'day',
  level: 'neighbourhood',
  minimumCoverage: 0.75,
  challengeId: id(1),
  goodDirection: 'lower',
  lines: [
    {
      title: 'tropische nacht',
      value: 20,
      kind: 'signal',
      source: 'KNMI, klimatologie',
      sourceUrl: 'https://www.knmi.nl/kennis-en-datacentrum',
    },
    { title: 'doel voor 2029', value: 18, kind: 'target', source: 'Opgave Koele buurten', sourceUrl: null },
  ],
  signalRule: { line: 20, direction: 'above', clearLine: 19, minimumPeriods: 2 },
  watchRules: [],
  version: 2,
  ownerId: id(91),
  published: true,
  createdAt: '2026-02-01T09:00:00Z',
  updatedAt: '2026-06-01T09:00:00Z',
}

const air: Indicator = {
  ...heat,
  id: id(12),
  slug: 'fijnstof-per-dag',
  title: 'Fijnstof per dag',
  description: 'Het gemiddelde over een dag van fijnstof (PM2.5).',
  unit: 'µg/m³',
  property: 'pm25',
  statistic: 'mean',
  challengeId: id(2),
  lines: [
    {
      title: 'advieswaarde WHO',
      value: 15,
      kind: 'norm',
      source: 'WHO, Global air quality guidelines 2021',
      sourceUrl: 'https://www.who.int/publications/i/item/9789240034228',
    },
  ],
  signalRule: null,
  watchRules: [],
  version: 1,
}

export const indicators: Indicator[] = [heat, air]

/** A year of day values per neighbourhood, with a gap in spring. */
export function indicatorValues(indicator: Indicator): IndicatorValue[] {
  return neighbourhoods.flatMap(([areaCode, areaName], place) =>
    Array.from({ length: 365 }, (_, index) => {
      const start = Date.parse('2025-08-20T22:00:00Z') + index * DAY
      const season = Math.cos(((index - 345) / 365) * 2 * Math.PI)
      const wave = Math.sin(index * 0.9 + place) + Math.sin(index * 0.23) * 1.4
      const base =
        indicator.unit === '°C' ? 11 + 8 * season + (4 - place) * 0.6 : 9 - 4 * season + place * 0.5
      const gap = index > 200 && index < 214
      const known = gap ? 9 : 24
      return {
        areaCode,
        areaName,
        periodStart: new Date(start).toISOString(),
        periodEnd: new Date(start + DAY).toISOString(),
        value: gap ? null : Math.round((base + wave) * 10) / 10,
        hours: known * 2,
        expected: 48,
        coverage: known / 24,
        stations: 2,
        reason: gap ? ('too-little-coverage' as const) : null,
        low: gap ? null : Math.round((base + wave - 0.8) * 10) / 10,
        high: gap ? null : Math.round((base + wave + 0.8) * 10) / 10,
        days: null,
        expectedDays: null,
        leftOut: { values: gap ? 3 : 0, series: 0, days: 0 },
        provisional: false,
      }
    }),
  )
}

export const challenges: Challenge[] = [
  {
    id: id(1),
    revision: 'r1',
    slug: 'koele-buurten',
    title: 'Koele buurten',
    summary:
      'In hete zomers worden versteende buurten te warm. We zoeken wat echt helpt tegen hitte in huis.',
    question: 'Hoe houden we de nachten in de Binnenstad koel genoeg om te slapen?',
    affected:
      'Ouderen, jonge kinderen en mensen in bovenwoningen.\n\nOok ondernemers met een werkplaats onder een plat dak.',
    dataRole: 'Bewoners meten in hun tuin de temperatuur. Zo zien we per buurt wanneer het niet afkoelt.',
    phase: 'deciding',
    published: true,
    ownerId: id(91),
    areaCodes: ['BU99010101', 'BU99010102', 'BU99010103'],
    sources: [
      {
        id: id(21),
        revision: 'r1',
        kind: 'coalition-agreement',
        title: 'Coalitieakkoord 2026–2030, hoofdstuk 3',
        citation: 'Geen inwoner hoeft zich zorgen te maken over hitte in huis.',
        url: 'https://waterrijk.example/akkoord',
        date: '2026-05-12',
      },
      {
        id: id(22),
        revision: 'r1',
        kind: 'residents-survey',
        title: 'Buurtpeiling Binnenstad',
        citation: 'Vier op de tien bewoners slapen slecht in warme weken.',
        url: null,
        date: '2025-10-01',
      },
    ],
    goals: [
      {
        id: id(31),
        revision: 'r1',
        title: 'Minder tropische nachten',
        indicatorId: id(11),
        indicatorText: 'Temperatuur in de nacht',
        areaCode: 'BU99010102',
        unit: '°C',
        baseline: 22,
        baselineDate: '2025-08-20',
        target: 18,
        targetDate: '2029-09-01',
        direction: 'lower',
      },
    ],
    parties: [
      {
        organisationId: id(91),
        revision: 'r1',
        name: 'Gemeente Waterrijk',
        role: 'lead',
        contribution: 'Maakt straten groener en betaalt de meetpunten.',
      },
      {
        organisationId: id(92),
        revision: 'r1',
        name: 'Bewonersgroep Koel Centrum',
        role: 'partner',
        contribution: 'Beheert twaalf meetpunten in tuinen.',
      },
    ],
    createdAt: '2026-02-01T09:00:00Z',
    updatedAt: '2026-08-18T14:30:00Z',
  },
]

challenges.push(
  {
    ...(challenges[0] as Challenge),
    id: id(2),
    slug: 'schone-lucht',
    title: 'Schone lucht in de winter',
    summary: 'Houtrook maakt de lucht in de winter ongezond. We meten waar en wanneer, en maken afspraken.',
    phase: 'measuring',
    areaCodes: [],
    goals: [],
    parties: [],
  },
  {
    ...(challenges[0] as Challenge),
    id: id(3),
    slug: 'droge-voeten',
    title: 'Droge voeten in Polderzicht',
    summary:
      'Na zware buien blijft water in de straat staan. De wadi’s zijn klaar; nu meten we of het helpt.',
    phase: 'evaluating',
    areaCodes: ['BU99010202'],
  },
)

/** How far the goals of a challenge are: half-way, by the area of the goal. */
export function progressOf(key: string): GoalProgress[] {
  const goals = challenges.find((challenge) => challenge.slug === key)?.goals ?? []
  const [indicator] = indicators
  const newest =
    indicator && indicatorValues(indicator).findLast(({ areaCode }) => areaCode === goals[0]?.areaCode)
  if (!indicator || !newest) return []
  const { slug, unit, period } = indicator
  const latest = {
    areaCode: newest.areaCode,
    areaName: newest.areaName,
    periodStart: newest.periodStart,
    value: 17.2,
  }
  return goals.map((goal) => ({
    goalId: goal.id,
    state: 'measured',
    share: 0.5,
    indicator: { id: indicator.id, slug, unit, period },
    areas: 1,
    measuredAreas: 1,
    latestAreas: 1,
    since: '2025-08-20T22:00:00Z',
    latest,
    worst: { ...latest, periodStart: '2026-07-01T22:00:00Z', value: 20 },
  }))
}

export const signals: Signal[] = [
  {
    id: id(41),
    indicatorId: id(11),
    indicatorTitle: 'Temperatuur in de nacht',
    challengeId: id(1),
    indicatorSlug: 'hete-nachten',
    period: 'day',
    openedValue: 20.8,
    peakAt: '2026-08-13T22:00:00Z',
    lastAt: '2026-08-14T22:00:00Z',
    areaCode: 'BU99010102',
    areaName: 'Centrum',
    state: 'open',
    since: '2026-08-10T22:00:00Z',
    openedAt: '2026-08-11T22:00:00Z',
    clearedAt: null,
    peakValue: 23.1,
    line: 20,
    unit: '°C',
    sentence: {
      nl: 'In Centrum bleef het drie nachten boven 20 °C. De warmste nacht was 23,1 °C.',
      en: 'In Centrum it stayed above 20 °C for three nights. The warmest night was 23.1 °C.',
    },
    noticedAt: '2026-08-13T04:00:00.000Z',
    term: { days: 28, dueOn: '2026-09-10', changes: [] },
    decidedAt: null,
    decisionId: null,
    kind: 'threshold',
    changedAt: '2026-08-17T22:00:00.000Z',
    evidence: { definitionVersion: 1, figures: '', periods: null, change: null, goal: null },
    owner: {
      organisationId: 'o',
      organisationName: 'Gemeente Waterrijk',
      role: 'policy-officer',
      personName: null,
      isMine: false,
    },
  },
]
/** The same warm nights in another neighbourhood. */
signals.push({
  ...(signals[0] as Signal),
  id: id(43),
  areaCode: 'BU99010103',
  areaName: 'Stationsbuurt',
  peakValue: 22.2,
})
signals.push({
  ...(signals[0] as Signal),
  id: id(42),
  areaCode: 'BU99010101',
  areaName: 'Oude Haven',
  state: 'decided',
  since: '2026-07-01T22:00:00Z',
  openedAt: '2026-07-02T22:00:00Z',
  peakAt: '2026-07-04T22:00:00Z',
  lastAt: '2026-07-07T22:00:00Z',
  clearedAt: '2026-07-08T22:00:00Z',
  peakValue: 22.4,
  sentence: {
    nl: 'In Oude Haven bleef het zes nachten boven 20 °C. De warmste nacht was 22,4 °C.',
    en: 'In Oude Haven it stayed above 20 °C for six nights. The warmest night was 22.4 °C.',
  },
  decisionId: id(61),
})
