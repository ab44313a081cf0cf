import { WATER_SQUARE } from './decision-parts.ts'
import type { ExampleChallenge, ExampleDecision, Story } from './types.ts'

const WATERMUNT = 'BU90010201'
const DOTTERBLOEM = 'BU90010203'

/** Water on the street after cloudbursts: there were signals, the decision is in preparation. */
export function tellWater({ day, baselines }: Story): ExampleChallenge {
  return {
    key: 'water',
    writtenOn: -660,
    phase: 'signal',
    title: { nl: 'Droge voeten na een wolkbreuk', en: 'Dry feet after a cloudburst' },
    summary: {
      nl: 'In Watermunt en Dotterbloem staat na een wolkbreuk water op straat. Er ligt een signaal en er zijn drie alternatieven. Het besluit wordt voorbereid.',
      en: 'In Watermunt and Dotterbloem there is water on the street after a cloudburst. There is a signal and there are three options. The decision is being prepared.',
    },
    description: {
      nl: 'Watermunt en Dotterbloem liggen ruim twee meter onder zeeniveau. Het riool kan een gewone bui aan, maar geen wolkbreuk. Dan loopt het water over de stoep en soms een garage in. De gemeente gaat over het riool, het waterschap over de sloten. Ze moeten het samen oplossen.',
      en: 'Watermunt and Dotterbloem lie more than two metres below sea level. The sewer can handle an ordinary shower, but not a cloudburst. Water then runs over the pavement and sometimes into a garage. The municipality is responsible for the sewer, the water board for the ditches. They have to solve it together.',
    },
    affected: {
      nl: 'Bewoners van Watermunt en Dotterbloem, vooral met een garage of kruipruimte aan de lage kant. En hulpdiensten, die er tijdens een bui moeilijk door kunnen.',
      en: 'Residents of Watermunt and Dotterbloem, above all those with a garage or crawl space on the low side. And the emergency services, who have trouble getting through during a downpour.',
    },
    areaCodes: [WATERMUNT, DOTTERBLOEM],
    dataRole: {
      nl: 'Straatmeters en regenmeters in tuinen laten zien bij hoeveel regen het misgaat, hoe hoog het water komt en hoe lang het blijft.',
      en: 'Street gauges and rain gauges in gardens show with how much rain it goes wrong, how high the water comes and how long it stays.',
    },
    technologyRole: {
      nl: 'Vier meters onder een putdeksel, die alleen de waterstand meten. Verder geen techniek.',
      en: 'Four gauges under a drain cover that only measure the water level. No other technology.',
    },
    sources: [
      {
        kind: 'coalition-agreement',
        title: { nl: 'Coalitieakkoord “Ruimte om te leven”', en: 'Coalition agreement “Room to live”' },
        citation: {
          nl: '“Waterrijk leeft met water, maar niet met water in de gang.”',
          en: '“Waterrijk lives with water, but not with water in the hallway.”',
        },
        place: { nl: 'Hoofdstuk 3, bladzijde 16', en: 'Chapter 3, page 16' },
        date: day(-690),
      },
      {
        kind: 'reports',
        title: { nl: 'Meldingen over water op straat', en: 'Reports of water on the street' },
        citation: {
          nl: '63 meldingen in de drie dagen na een wolkbreuk. 49 daarvan komen uit Watermunt en Dotterbloem.',
          en: '63 reports in the three days after a cloudburst. Of these, 49 come from Watermunt and Dotterbloem.',
        },
        place: { nl: 'Meldingen openbare ruimte', en: 'Reports on public space' },
        date: day(-178),
      },
      {
        kind: 'visit',
        title: { nl: 'Wijkbezoek met het waterschap', en: 'Visit together with the water board' },
        citation: {
          nl: '“Bij elke waarschuwing leg ik zandzakken neer. Dat wil ik niet de rest van mijn leven blijven doen.”',
          en: '“At every warning I put down sandbags. I do not want to go on doing that for the rest of my life.”',
        },
        place: { nl: 'Verslag, bewoner van de Waterlinie', en: 'Report, resident of the Waterlinie' },
        date: day(-120),
      },
    ],
    goals: [
      {
        title: {
          nl: 'Na een wolkbreuk staat het water in Watermunt nergens hoger dan 10 centimeter',
          en: 'After a cloudburst the water in Watermunt is nowhere deeper than 10 centimetres',
        },
        indicatorKey: 'water-op-straat',
        areaCode: WATERMUNT,
        unit: 'cm',
        baseline: baselines.deepestWater,
        baselineDate: day(0),
        baselineNote: {
          nl: 'De hoogste waterstand op straat per dag. De beginstand is de hoogste van het eerste meetjaar.',
          en: 'The deepest water on the street per day. The baseline is the deepest of the first year of measuring.',
        },
        target: 10,
        date: day(1000),
      },
    ],
    parties: [
      {
        organisationKey: 'beheer',
        contribution: {
          nl: 'Trekt de opgave; beheert het riool en de kolken',
          en: 'Leads the challenge; manages the sewer and the drains',
        },
      },
      {
        organisationKey: 'waterschap',
        contribution: {
          nl: 'Regelt het peil van de sloten en rekent de alternatieven door',
          en: 'Controls the level of the ditches and calculates the options',
        },
      },
      {
        organisationKey: 'corporatie',
        contribution: {
          nl: 'Haalt tegels uit de tuinen van 140 huurwoningen',
          en: 'Takes tiles out of the gardens of 140 rented homes',
        },
      },
      {
        organisationKey: 'data',
        contribution: {
          nl: 'Plaatst de straatmeters en controleert de metingen',
          en: 'Installs the street gauges and checks the measurements',
        },
      },
    ],
    earlier: [],
    decision: prepare(),
    agreement: null,
  }
}

function prepare(): ExampleDecision {
  return {
    key: 'besluit-water-op-straat',
    state: 'draft',
    title: {
      nl: 'Water op straat in Watermunt en Dotterbloem',
      en: 'Water on the street in Watermunt and Dotterbloem',
    },
    question: {
      nl: 'Hoe zorgen we dat het water na een wolkbreuk niet meer over de stoep komt?',
      en: 'How do we make sure that water no longer comes over the pavement after a cloudburst?',
    },
    field: 'water',
    amount: null,
    areaCodes: [WATERMUNT, DOTTERBLOEM],
    options: [
      {
        id: 'nuloptie',
        kind: 'do-nothing',
        title: { nl: 'Niets doen', en: 'Do nothing' },
        description: {
          nl: 'We accepteren dat er een paar keer per jaar water op straat staat. Bewoners beschermen zelf hun huis.',
          en: 'We accept that there is water on the street a few times a year. Residents protect their own homes.',
        },
        cost: 0,
        consequences: [
          {
            party: { nl: 'Bewoners', en: 'Residents' },
            effect: {
              nl: 'Schade en zorgen blijven. Verzekeraars betalen niet alles.',
              en: 'Damage and worry remain. Insurers do not pay for everything.',
            },
            kind: 'negative',
          },
          {
            party: { nl: 'Hulpdiensten', en: 'Emergency services' },
            effect: {
              nl: 'Enkele straten zijn tijdens een wolkbreuk niet bereikbaar.',
              en: 'Some streets cannot be reached during a cloudburst.',
            },
            kind: 'negative',
          },
        ],
      },
      {
        id: 'waterplein',
        kind: 'action',
        title: { nl: 'Een waterplein en open goten', en: 'A water square and open gutters' },
        description: {
          nl: 'Het Muntplein wordt verlaagd. Bij een wolkbreuk vangt het 900 kubieke meter water op; de rest van het jaar is het een speelplein. Open goten brengen het water erheen.',
          en: 'The Muntplein is lowered. In a cloudburst it holds 900 cubic metres of water; the rest of the year it is a playground. Open gutters bring the water there.',
        },
        cost: 640_000,
        consequences: [
          {
            party: { nl: 'Bewoners van Watermunt', en: 'Residents of Watermunt' },
            effect: {
              nl: 'Naar verwachting blijft het water onder 8 centimeter. Een jaar werk op het plein.',
              en: 'The water is expected to stay below 8 centimetres. A year of work on the square.',
            },
            kind: 'positive',
          },
          {
            party: { nl: 'Bewoners van Dotterbloem', en: 'Residents of Dotterbloem' },
            effect: { nl: 'Helpt hen maar weinig.', en: 'Helps them only a little.' },
            kind: 'neutral',
          },
        ],
      },
      {
        id: 'tegels-eruit',
        kind: 'action',
        title: { nl: 'Tegels eruit, groen erin', en: 'Tiles out, green in' },
        description: {
          nl: 'In beide buurten worden parkeervakken doorlatend en helpen we bewoners om tegels uit hun tuin te halen.',
          en: 'In both neighbourhoods parking bays become permeable and we help residents take tiles out of their gardens.',
        },
        cost: 310_000,
        consequences: [
          {
            party: { nl: 'Bewoners', en: 'Residents' },
            effect: {
              nl: 'Scheelt ongeveer een kwart van het water, en het is koeler in de zomer. Het lukt alleen als genoeg mensen meedoen.',
              en: 'Takes away about a quarter of the water, and it is cooler in summer. It only works if enough people take part.',
            },
            kind: 'positive',
          },
          {
            party: { nl: 'Woonstichting De Vaart', en: 'Woonstichting De Vaart' },
            effect: {
              nl: 'Doet mee met 140 tuinen en betaalt de helft.',
              en: 'Takes part with 140 gardens and pays half.',
            },
            kind: 'neutral',
          },
        ],
      },
      {
        id: 'groter-riool',
        kind: 'action',
        title: {
          nl: 'Een groter riool met een extra gemaal',
          en: 'A larger sewer with an extra pumping station',
        },
        description: {
          nl: 'Gemeente en waterschap leggen een grotere buis en bouwen een gemaal naar de Ae.',
          en: 'Municipality and water board lay a larger pipe and build a pumping station to the Ae.',
        },
        cost: 2_900_000,
        consequences: [
          {
            party: { nl: 'Bewoners van beide buurten', en: 'Residents of both neighbourhoods' },
            effect: {
              nl: 'Het water is sneller weg. Straten liggen twee jaar open.',
              en: 'The water goes away faster. Streets are dug up for two years.',
            },
            kind: 'positive',
          },
          {
            party: { nl: 'Waterschap De Rijkdijk', en: 'Waterschap De Rijkdijk' },
            effect: {
              nl: 'Moet het peil van de Ae vaker verlagen. Dat is slecht voor de natuur langs de oever.',
              en: 'Has to lower the Ae more often. That is bad for nature along the banks.',
            },
            kind: 'negative',
          },
        ],
      },
    ],
    chosenOptionId: null,
    outcome: null,
    reasons: null,
    evidence: [
      {
        kind: 'signal',
        title: { nl: 'Water over de stoeprand', en: 'Water over the kerb' },
        indicatorKey: 'water-op-straat',
        note: {
          nl: 'In beide buurten kwam het water over de stoeprand.',
          en: 'In both neighbourhoods the water came over the kerb.',
        },
      },
      {
        kind: 'document',
        title: { nl: 'Berekening van het waterschap', en: 'Calculation by the water board' },
        indicatorKey: null,
        note: {
          nl: 'Het riool verwerkt ongeveer 11 millimeter per uur. Bij een wolkbreuk valt meer dan 30.',
          en: 'The sewer handles about 11 millimetres per hour. In a cloudburst more than 30 falls.',
        },
      },
    ],
    dissent: [],
    more: WATER_SQUARE,
    mandateKey: null,
    decidedOn: null,
    reviewDate: null,
  }
}
