import type { ExampleIntervention, Story } from './types.ts'

const OUDE_HAVEN = 'BU90010101'
const VESTINGKWARTIER = 'BU90010102'
const LISDODDE = 'BU90010202'
const DOTTERBLOEM = 'BU90010203'
const WATERLELIE = 'BU90010204'
const HOGE_GEEST = 'BU90010302'
const DE_SLUIS = 'BU90010304'

/** What was done on squares a year and a half ago, so that its effect can be told: trees, which cool, and light tiles, which do not. */
export function listSquareInterventions({
  day,
  changedOn,
}: Pick<Story, 'day' | 'changedOn'>): ExampleIntervention[] {
  return [
    {
      key: 'bomen-op-pleinen',
      kind: 'measure',
      challengeKey: 'hitte',
      decisionKey: 'besluit-pleinen',
      title: 'Bomen op vier pleinen in De Sluis en Dotterbloem',
      summary:
        'Op het Sluisplein, het Schuitendiep, het Dotterplein en het Pinksterplein ging een derde van de stenen weg. Er staan nu 46 grote bomen, met gras en bankjes eronder.',
      areaCodes: [DOTTERBLOEM, DE_SLUIS],
      start: day(changedOn),
      end: null,
      plannedCost: 268_000,
      parties: [
        {
          organisationKey: 'ruimte',
          role: 'executes',
          contribution: 'Ontwierp de pleinen en plantte de bomen.',
        },
        {
          organisationKey: 'data',
          role: 'advises',
          contribution: 'Koos de pleinen om mee te vergelijken en rekent het effect uit.',
        },
      ],
      hypothesis: {
        indicatorKey: 'nachten-pleinen',
        direction: 'lower',
        change: 0.5,
        by: day(-1),
        reason: 'Bomen houden overdag de zon van de stenen. Dan is er ’s nachts minder warmte die vrijkomt.',
      },
      scaleWhen: [],
      stopWhen: [],
      design: {
        comparisonCodes: [OUDE_HAVEN, VESTINGKWARTIER],
        periodsBefore: 18,
        periodsAfter: 18,
        method: 'difference-series',
        step: 'month',
        shape: 'level',
        note: 'We vergelijken met vier pleinen waar niets verandert. Twee buurten tegenover twee is weinig. Daarom kijken we hoe hun verschil van maand tot maand verloopt.',
      },
      ethics: {
        no: 'comparison',
        text: 'De andere pleinen zijn aan de beurt als blijkt dat het helpt. Dat is daar besproken.',
      },
      milestones: [
        {
          title: 'Bewoners kozen waar de bomen komen',
          plannedOn: day(changedOn - 45),
          reachedOn: day(changedOn - 45),
        },
        { title: 'Alle 46 bomen staan', plannedOn: day(changedOn), reachedOn: day(changedOn) },
        {
          title: 'Eerste zomer: geen boom dood',
          plannedOn: day(changedOn + 150),
          reachedOn: day(changedOn + 154),
        },
      ],
      costs: [
        { what: 'Ontwerp en bewonersavonden', amount: 21_300, day: day(changedOn - 40) },
        { what: 'Stenen weghalen en grond', amount: 112_750, day: day(changedOn - 5) },
        { what: '46 bomen, gras en bankjes', amount: 121_480, day: day(changedOn) },
        { what: 'Water geven in de eerste zomer', amount: 6_900, day: day(changedOn + 150) },
      ],
      deviations: [
        {
          what: 'Op het Schuitendiep staan tien bomen in plaats van twaalf.',
          why: 'Onder twee plekken lag een kelder.',
          since: day(changedOn),
        },
      ],
      drawing:
        'Tekening van het Sluisplein: een rij grote bomen voor de huizen, met gras waar eerst steen lag.',
      registeredOn: changedOn - 30,
      startedOn: changedOn,
      ended: null,
    },
    {
      key: 'lichte-tegels',
      kind: 'pilot',
      challengeKey: 'hitte',
      decisionKey: 'besluit-pleinen',
      title: 'Proef met lichte tegels op twee pleinen in Waterlelie',
      summary:
        'Het Lelieplein en het Vijverplein kregen bijna witte tegels. Die kaatsen zonlicht terug. De vraag was of het er ’s nachts koeler van wordt.',
      areaCodes: [WATERLELIE],
      start: day(changedOn),
      end: day(-2),
      plannedCost: 72_000,
      parties: [
        { organisationKey: 'beheer', role: 'executes', contribution: 'Legde de tegels en houdt ze schoon.' },
      ],
      hypothesis: {
        indicatorKey: 'nachten-pleinen',
        direction: 'lower',
        change: 0.4,
        by: day(-1),
        reason: 'Lichte tegels worden overdag minder warm. We weten niet of dat ’s nachts nog te merken is.',
      },
      scaleWhen: [
        {
          indicatorKey: 'nachten-pleinen',
          direction: 'lower',
          value: 12,
          by: day(-2),
          text: 'Als er minstens een aanwijzing is voor een effect van 0,4 graad.',
        },
      ],
      stopWhen: [
        {
          indicatorKey: 'nachten-pleinen',
          direction: 'higher',
          value: 16,
          by: day(-2),
          text: 'Als er na anderhalf jaar geen bewijs is voor een effect.',
        },
      ],
      design: {
        comparisonCodes: [LISDODDE, HOGE_GEEST],
        periodsBefore: 18,
        periodsAfter: 18,
        method: 'difference-series',
        step: 'month',
        shape: 'level',
        note: 'Eén buurt tegenover twee. We kijken hoe het verschil van maand tot maand verloopt. Zien we niets, dan maken we dat ook openbaar.',
      },
      ethics: { no: null, text: '' },
      milestones: [{ title: 'Alle tegels liggen', plannedOn: day(changedOn), reachedOn: day(changedOn) }],
      costs: [
        { what: 'Tegels en leggen', amount: 64_200, day: day(changedOn) },
        { what: 'Schoonmaken, eerste jaar', amount: 5_350, day: day(changedOn + 360) },
      ],
      deviations: [],
      drawing: null,
      registeredOn: changedOn - 28,
      startedOn: changedOn,
      ended: {
        on: -2,
        outcome: 'finished',
        reason:
          'De anderhalf jaar is om. De tegels blijven liggen tot ze versleten zijn. Of het hielp, staat in de evaluatie.',
      },
    },
  ]
}
