import type { ExampleDecision, Story } from './types.ts'

const DOTTERBLOEM = 'BU90010203'
const WATERLELIE = 'BU90010204'
const DE_SLUIS = 'BU90010304'

/** The first decision about heat, twenty months ago: trees on some squares, light tiles on others, and look which helps. */
export function decideSquares({ day, changedOn }: Pick<Story, 'day' | 'changedOn'>): ExampleDecision {
  return {
    key: 'besluit-pleinen',
    state: 'published',
    title: { nl: 'Proef op pleinen: bomen of lichte tegels', en: 'Trial on squares: trees or light tiles' },
    question: {
      nl: 'Hoe maken we stenen pleinen ’s nachts koeler?',
      en: 'How do we make stony squares cooler at night?',
    },
    field: 'public-space',
    amount: 340_000,
    areaCodes: [DOTTERBLOEM, WATERLELIE, DE_SLUIS],
    options: [
      {
        id: 'nuloptie',
        kind: 'do-nothing',
        title: { nl: 'Niets doen', en: 'Do nothing' },
        description: { nl: 'De pleinen blijven zoals ze zijn.', en: 'The squares stay as they are.' },
        cost: 0,
        consequences: [
          {
            party: { nl: 'Bewoners', en: 'Residents' },
            effect: { nl: 'De nachten blijven warm.', en: 'The nights stay warm.' },
            kind: 'negative',
          },
        ],
      },
      {
        id: 'allebei',
        kind: 'action',
        title: {
          nl: 'Bomen en lichte tegels, elk op eigen pleinen',
          en: 'Trees and light tiles, each on squares of their own',
        },
        description: {
          nl: 'In De Sluis en Dotterbloem gaan op vier pleinen stenen weg en komen er grote bomen. In Waterlelie krijgen twee pleinen lichte tegels. Vooraf leggen we vast hoe we het effect meten.',
          en: 'In De Sluis and Dotterbloem stones go from four squares and large trees come. In Waterlelie two squares get light tiles. Beforehand we record how we measure the effect.',
        },
        cost: 340_000,
        consequences: [
          {
            party: { nl: 'Bewoners', en: 'Residents' },
            effect: {
              nl: 'Naar verwachting een halve graad koeler ’s nachts, waar bomen komen.',
              en: 'Expected to be half a degree cooler at night, where trees come.',
            },
            kind: 'positive',
          },
          {
            party: { nl: 'Marktkooplui', en: 'Market traders' },
            effect: { nl: 'De markt verhuist een half jaar.', en: 'The market moves for half a year.' },
            kind: 'negative',
          },
        ],
      },
      {
        id: 'alleen-tegels',
        kind: 'action',
        title: { nl: 'Alleen lichte tegels', en: 'Light tiles only' },
        description: {
          nl: 'Zes pleinen krijgen lichte tegels. Dat is goedkoper en snel klaar.',
          en: 'Six squares get light tiles. That is cheaper and soon done.',
        },
        cost: 190_000,
        consequences: [
          {
            party: { nl: 'Bewoners', en: 'Residents' },
            effect: {
              nl: 'Of het ’s nachts helpt, weet niemand.',
              en: 'Nobody knows whether it helps at night.',
            },
            kind: 'neutral',
          },
        ],
      },
    ],
    chosenOptionId: 'allebei',
    outcome: 'act',
    reasons: {
      nl: 'We weten niet wat ’s nachts het beste werkt. Door bomen en tegels elk op andere pleinen te proberen, komen we erachter. De pleinen in Oude Haven, Vestingkwartier, Lisdodde en Hoge Geest blijven zoals ze zijn, om mee te vergelijken.',
      en: 'We do not know what works best at night. By trying trees and tiles each on other squares we find out. The squares in Oude Haven, Vestingkwartier, Lisdodde and Hoge Geest stay as they are, to compare with.',
    },
    evidence: [
      {
        kind: 'indicator',
        title: { nl: 'Nachten op pleinen, per maand', en: 'Nights on squares, by month' },
        indicatorKey: 'nachten-pleinen',
        note: {
          nl: 'Anderhalf jaar nachten op veertien pleinen: genoeg om later verschil te zien.',
          en: 'A year and a half of nights on fourteen squares: enough to see a difference later.',
        },
      },
    ],
    dissent: [
      {
        who: { nl: 'Een lid van de raad', en: 'A member of the council' },
        ground: {
          nl: 'Lichte tegels zijn weggegooid geld als niemand weet of ze helpen.',
          en: 'Light tiles are wasted money when nobody knows whether they help.',
        },
        answer: {
          nl: 'Daarom is het een proef, met een grens waarbij we stoppen.',
          en: 'That is why it is a trial, with a line at which we stop.',
        },
      },
    ],
    more: {
      problem: 'Op pleinen van steen blijft het op zomernachten warm. Wie eromheen woont, slaapt slecht.',
      goal: 'Weten welke aanpak ’s nachts koelte geeft, voordat we meer geld vragen.',
      options: {
        nuloptie: {
          goal: ['Het doel komt niet dichterbij.', 'negative'],
          risks: 'Meer klachten in een hittegolf.',
          uncertainties: 'Hoe snel het klimaat opwarmt.',
          values: [],
        },
        allebei: {
          goal: [
            'Naar verwachting een halve graad koeler waar bomen komen; bij tegels weten we het niet.',
            'positive',
          ],
          risks: 'Grote bomen slaan niet altijd aan.',
          uncertainties: 'Of een verschil op zo weinig pleinen te zien is.',
          values: [
            ['explainability', 'Het effect wordt gemeten, en wat eruit komt is openbaar.', 'positive'],
          ],
        },
        'alleen-tegels': {
          goal: ['Onbekend.', 'neutral'],
          risks: 'Veel geld voor iets dat niet helpt.',
          uncertainties: 'Wat licht steen ’s nachts doet.',
          values: [],
        },
      },
      involved: [
        ['Bewoners', 'consulted', 'Vier avonden op de pleinen zelf.'],
        ['Marktkooplui', 'consulted', 'Overleg over de plek van de markt.'],
      ],
      allies: ['informed', 'Toen nog geen lid van de alliantie. Kreeg later de uitkomst.'],
      advice: [],
      votes: null,
      reopen: null,
    },
    mandateKey: 'wethouder-ruimte',
    takenOn: changedOn - 62,
    decidedOn: day(changedOn - 62),
    reviewDate: day(14),
  }
}
