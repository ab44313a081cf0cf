import type { ExampleIntervention, Story } from './types.ts'

const OUDE_HAVEN = 'BU90010101'
const VESTINGKWARTIER = 'BU90010102'
const WEVERSKWARTIER = 'BU90010103'
const STATIONSBUURT = 'BU90010104'
const WATERMUNT = 'BU90010201'
const LISDODDE = 'BU90010202'
const DIJKDORP = 'BU90010301'
const HOGE_GEEST = 'BU90010302'

/**
 * What is done against heat: greening of two neighbourhoods that is compared with two others, a pilot past its end on which nobody
 * decided, and light roofs of which little is expected. All follow from the decision on green streets.
 */
export function listInterventions({ day }: Pick<Story, 'day'>): ExampleIntervention[] {
  return [
    {
      key: 'groene-straten',
      kind: 'measure',
      challengeKey: 'hitte',
      decisionKey: 'besluit-groene-straten',
      title: 'Groene straten in het Weverskwartier en de Stationsbuurt',
      summary:
        'Stenen eruit, 64 bomen en plantvakken erin, in drie straten van het Weverskwartier en twee van de Stationsbuurt. De corporatie legt groene daken op 60 woningen.',
      areaCodes: [WEVERSKWARTIER, STATIONSBUURT],
      start: day(-21),
      end: null,
      plannedCost: 285_000,
      parties: [
        { organisationKey: 'ruimte', role: 'executes', contribution: 'Ontwerpt en legt de straten aan.' },
        {
          organisationKey: 'corporatie',
          role: 'finances',
          contribution: 'Legt groene daken op 60 woningen.',
        },
        {
          organisationKey: 'weverskwartier',
          role: 'takes-part',
          contribution: 'Koos de straten en geeft de bomen water.',
        },
        { organisationKey: 'data', role: 'advises', contribution: 'Rekent het effect uit.' },
      ],
      hypothesis: {
        indicatorKey: 'warme-nachten',
        direction: 'lower',
        change: 0.7,
        by: day(345),
        reason:
          'Bomen geven schaduw en verdampen water. Stenen die er niet meer liggen, geven ’s nachts geen warmte af.',
      },
      scaleWhen: [],
      stopWhen: [],
      design: {
        comparisonCodes: [OUDE_HAVEN, VESTINGKWARTIER],
        periodsBefore: 300,
        periodsAfter: 365,
        note: 'Deze twee buurten leken het meest op de onze. Verhuist daar een tuinstation, dan telt dat station niet mee.',
      },
      ethics: {
        no: 'comparison',
        text: 'De andere buurten zijn over twee jaar aan de beurt; dat is met de bewoners besproken.',
      },
      milestones: [
        { title: 'Bewoners kozen de straten', plannedOn: day(-26), reachedOn: day(-26) },
        { title: 'Stenen eruit in de Spinnersstraat', plannedOn: day(-12), reachedOn: day(-9) },
        { title: '64 bomen geplant', plannedOn: day(25), reachedOn: null },
        { title: 'Groene daken op 60 woningen', plannedOn: day(60), reachedOn: null },
      ],
      costs: [
        { what: 'Ontwerp en bewonersavonden', amount: 18_400, day: day(-24) },
        { what: 'Stenen weghalen, eerste straat', amount: 41_250.5, day: day(-8) },
      ],
      deviations: [
        {
          what: 'In de Kaardersgang komen twee bomen minder.',
          why: 'Er ligt een gasleiding die niet op de kaart stond.',
          since: day(-8),
        },
      ],
      drawing:
        'Tekening van de Spinnersstraat zoals die wordt: een rij jonge bomen in een plantvak voor de huizen.',
      registeredOn: -30,
      startedOn: -21,
      ended: null,
    },
    {
      key: 'schaduwdoeken',
      kind: 'pilot',
      challengeKey: 'hitte',
      decisionKey: 'besluit-groene-straten',
      title: 'Proef met schaduwdoeken op het plein van Watermunt',
      summary:
        'Een maand lang hangen er doeken boven het plein, om te zien of het eronder koeler is en of mensen er willen zitten.',
      areaCodes: [WATERMUNT],
      start: day(-35),
      end: day(-6),
      plannedCost: 12_000,
      parties: [
        { organisationKey: 'ruimte', role: 'executes', contribution: 'Hangt de doeken op en houdt ze heel.' },
      ],
      hypothesis: {
        indicatorKey: 'warme-nachten',
        direction: 'lower',
        change: 0.3,
        by: day(-6),
        reason: 'Onder een doek warmen de stenen overdag minder op.',
      },
      scaleWhen: [
        {
          indicatorKey: 'warme-nachten',
          direction: 'lower',
          value: 18,
          by: day(-6),
          text: 'En minstens de helft van de bezoekers wil ze houden.',
        },
      ],
      stopWhen: [
        {
          indicatorKey: 'warme-nachten',
          direction: 'higher',
          value: 21,
          by: day(-6),
          text: 'Of als de doeken bij wind gevaar geven.',
        },
      ],
      design: {
        comparisonCodes: [LISDODDE],
        periodsBefore: 60,
        periodsAfter: 29,
        note: 'Een maand is kort: alleen een groot effect is te zien.',
      },
      ethics: { no: null, text: '' },
      milestones: [{ title: 'Doeken hangen', plannedOn: day(-35), reachedOn: day(-34) }],
      costs: [{ what: 'Huur van doeken en palen', amount: 11_200, day: day(-33) }],
      deviations: [],
      drawing: null,
      registeredOn: -37,
      startedOn: -35,
      ended: null,
    },
    {
      key: 'lichte-daken',
      kind: 'measure',
      challengeKey: 'hitte',
      decisionKey: 'besluit-groene-straten',
      title: 'Lichte daken in Dijkdorp',
      summary: 'Twintig platte daken kregen een lichte kleur, zodat ze minder warmte vasthouden.',
      areaCodes: [DIJKDORP],
      start: day(-28),
      end: day(-4),
      plannedCost: 24_000,
      parties: [{ organisationKey: 'corporatie', role: 'executes', contribution: 'Verft de daken.' }],
      hypothesis: {
        indicatorKey: 'warme-nachten',
        direction: 'lower',
        change: 0.2,
        by: day(240),
        reason: 'In andere steden werd het in huis koeler. Buiten verwachten we weinig.',
      },
      scaleWhen: [],
      stopWhen: [],
      design: {
        comparisonCodes: [HOGE_GEEST],
        periodsBefore: 300,
        periodsAfter: 240,
        note: 'Het kan goed dat we buiten geen verschil zien. Ook dat maken we openbaar.',
      },
      ethics: { no: null, text: '' },
      milestones: [{ title: 'Alle daken zijn licht', plannedOn: day(-6), reachedOn: day(-5) }],
      costs: [{ what: 'Verf en werk', amount: 23_150, day: day(-5) }],
      deviations: [],
      drawing: null,
      registeredOn: -33,
      startedOn: -28,
      ended: {
        on: -4,
        outcome: 'finished',
        reason: 'Alle twintig daken zijn licht. Of het buiten koeler werd, meten we tot volgend jaar.',
      },
    },
  ]
}

/** The function of who answers the ethics and privacy checks of the example. */
export const ANSWERED_BY = 'projectleider groen'
