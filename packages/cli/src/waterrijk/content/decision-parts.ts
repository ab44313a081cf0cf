import type { ExampleDecisionMore } from './types.ts'

/** What the decision about heat says beside its options: in Dutch, as the decision itself. */
export const GREEN_STREETS: ExampleDecisionMore = {
  problem:
    'In het Weverskwartier koelt het op warme dagen ’s nachts te weinig af. Er wonen veel ouderen, in huizen zonder tuin. Zij slapen slecht en worden eerder ziek.',
  goal: 'In de warmste nacht koelt het af tot 20 graden, te beginnen in de straten waar de meeste ouderen wonen.',
  options: {
    nuloptie: {
      goal: ['Het doel wordt niet gehaald: niets maakt de nachten koeler.', 'negative'],
      risks: 'Meer ouderen met klachten in een hittegolf.',
      uncertainties: 'Hoe snel het klimaat verder opwarmt.',
      values: [['inclusion', 'Wie zelf geen koele plek heeft, houdt er het meeste last van.', 'negative']],
    },
    'groene-straten': {
      goal: ['Naar verwachting 0,5 tot 1 graad koeler in de drie straten.', 'positive'],
      risks: 'Jonge bomen overleven een droge zomer niet.',
      uncertainties: 'Of het verschil in één zomer al te meten is.',
      values: [
        ['participation', 'De bewonersgroep koos de straten.', 'positive'],
        ['explainability', 'Het effect wordt gemeten, en wat eruit komt is openbaar.', 'positive'],
      ],
    },
    'hele-buurt': {
      goal: ['Het grootste effect, in de hele buurt.', 'positive'],
      risks: 'Vier jaar overlast, en geld dat er niet is.',
      uncertainties: 'Welke aanpak het beste werkt, weten we nog niet.',
      values: [['efficiency', 'Veel geld uitgeven voordat we weten wat werkt.', 'negative']],
    },
    'koele-plekken': {
      goal: ['’s Nachts verandert er niets.', 'negative'],
      risks: 'Wie slecht loopt, komt er niet.',
      uncertainties: 'Hoeveel mensen er gebruik van maken.',
      values: [['human-dignity', 'Ouderen moeten op hete dagen hun huis uit.', 'negative']],
    },
  },
  involved: [
    ['Bewoners', 'consulted', 'Twee avonden in buurthuis De Spoel, samen 64 mensen.'],
    ['Bewoners van de drie straten', 'consulted', 'Huis aan huis: 71 van de 118 adressen deden mee.'],
    ['Automobilisten', 'informed', 'Brief aan alle vergunninghouders, zes weken vooraf.'],
    ['Ouderen', 'consulted', 'Gesprek in het verzorgingshuis.'],
    ['Gemeente', 'consulted', 'Beheer, riolering en wijkteam.'],
  ],
  allies: ['consulted', 'Werkte mee aan de mogelijkheden, in de alliantie.'],
  advice: [
    {
      who: 'GGD Meerrand',
      advice: 'Begin waar de meeste ouderen wonen, en houd de koele plekken open zolang de bomen klein zijn.',
      followed: 'partly',
      answer:
        'De straten zijn zo gekozen. Het buurthuis blijft op hete dagen open; voor de andere plekken is geen geld.',
    },
  ],
  votes: {
    body: 'College van burgemeester en wethouders',
    for: 4,
    against: 1,
    abstained: 0,
    factions: [
      { name: 'Groen Waterrijk', for: 2, against: 0, abstained: 0 },
      { name: 'Samen Verder', for: 2, against: 0, abstained: 0 },
      { name: 'Waterrijk Onderneemt', for: 0, against: 1, abstained: 0 },
    ],
  },
  reopen: { indicatorKey: 'warme-nachten', side: 'above', value: 24, periods: 5 },
}

/** What the open decision about water says so far. */
export const WATER_SQUARE: ExampleDecisionMore = {
  problem:
    'Bij een wolkbreuk komt het water in Watermunt en Dotterbloem over de stoep. Straten zijn dan niet bereikbaar, en water loopt huizen in.',
  goal: 'Na een wolkbreuk blijft het water onder de stoeprand.',
  options: {
    nuloptie: {
      goal: ['Het doel wordt niet gehaald.', 'negative'],
      risks: 'Een hulpdienst komt te laat.',
      uncertainties: 'Hoe vaak zulke buien komen.',
      values: [],
    },
    waterplein: {
      goal: ['Onder 8 centimeter in Watermunt; weinig verschil in Dotterbloem.', 'positive'],
      risks: 'Het plein staat vaker onder water dan gedacht.',
      uncertainties: 'Of de open goten vrij blijven van blad.',
      values: [],
    },
    'tegels-eruit': {
      goal: ['Ongeveer een kwart minder water.', 'positive'],
      risks: 'Te weinig mensen doen mee.',
      uncertainties: 'Hoeveel tuinen er meedoen.',
      values: [['participation', 'Bewoners doen het zelf, met hulp.', 'positive']],
    },
    'groter-riool': {
      goal: ['Het water is sneller weg.', 'positive'],
      risks: 'Duurder als de grond vervuild is.',
      uncertainties: 'Of het waterschap het peil zo vaak mag verlagen.',
      values: [['sustainability', 'Slecht voor de natuur langs de Ae.', 'negative']],
    },
  },
  involved: [['Bewoners', 'consulted', 'Een eerste avond in Watermunt; Dotterbloem volgt.']],
  allies: null,
  advice: [],
  votes: null,
  reopen: null,
}
