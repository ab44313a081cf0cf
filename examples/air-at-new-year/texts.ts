/** The Dutch texts of the example: what residents read on the site. */

export const CHALLENGE = {
  title: 'Schone lucht rond de jaarwisseling',
  summary:
    'Rond de jaarwisseling zit er door vuurwerk veel fijnstof in de lucht. Bewoners meten dat zelf. We kijken hoe erg het is, waar, en wat we eraan kunnen doen.',
  question: 'Hoe vieren we oud en nieuw zonder dat mensen ziek worden van de lucht?',
  affected:
    'Iedereen die rond de jaarwisseling buiten is of het raam open heeft. Vooral mensen met astma of COPD, ouderen en kinderen.',
  dataRole:
    'Sensoren van bewoners laten per gemeente zien hoeveel fijnstof er is. Officiële stations laten zien of de sensoren kloppen; de wind verklaart een deel van de verschillen. Er worden geen gegevens over personen gebruikt.',
} as const

export const SOURCES = [
  {
    kind: 'research',
    title: 'Voorbeeldmetingen Hollandse Luchten, Samen Analyseren Tool van het RIVM',
    citation: 'Uurwaarden van 236 sensoren van bewoners, van 23 december 2019 tot en met 8 januari 2020.',
    url: 'https://www.samenmeten.nl',
  },
  {
    kind: 'research',
    title: 'WHO global air quality guidelines (2021)',
    citation: 'Advieswaarde voor PM2,5 over 24 uur: 15 µg/m³, op hoogstens 3 tot 4 dagen per jaar erboven.',
    url: 'https://www.who.int/publications/i/item/9789240034228',
  },
] as const

export const INDICATOR = {
  title: '24-uursgemiddelde PM2,5 per gemeente',
  description:
    'Het gemiddelde van de gekalibreerde fijnstofwaarden van alle sensoren van bewoners in de gemeente, over een kalenderdag. Een dag telt als er genoeg metingen zijn.',
} as const

export const DECISION = {
  title: 'Voorbeeldbesluit: minder vuurwerk, minder fijnstof',
  question: 'Wat doen we, nu fijnstof rond de jaarwisseling boven de advieswaarde van de WHO komt?',
  problem:
    'Rond de jaarwisseling komt er een paar dagen zoveel fijnstof in de lucht dat mensen met astma of COPD klachten krijgen.',
  goal: 'Ook rond de jaarwisseling onder de advieswaarde van de WHO.',
  reasons(figure: string): string {
    return `Dit is een voorbeeld: geen gemeente heeft dit besloten. ${figure} Vuurwerk is dan de grootste bron. Eén centrale show geeft minder rook dan duizenden losse pakketten, en mensen kunnen blijven vieren. Na de volgende jaarwisseling kijken we of het helpt.`
  },
} as const

export const OPTIONS = [
  {
    id: 'nuloptie',
    kind: 'do-nothing',
    title: 'Niets doen',
    description: 'Er verandert niets. Mensen steken vuurwerk af zoals nu.',
    cost: 0,
    consequences: [
      { party: 'Mensen met astma of COPD', effect: 'Elk jaar enkele dagen met klachten.', kind: 'negative' },
      { party: 'Vuurwerkliefhebbers', effect: 'Kunnen zelf vuurwerk blijven afsteken.', kind: 'positive' },
    ],
  },
  {
    id: 'een-show',
    kind: 'action',
    title: 'Eén centrale show, en straten zonder vuurwerk',
    description:
      'De gemeente organiseert één vuurwerkshow op een plek waar de wind de rook van de huizen af blaast. In de wijken is vuurwerk dan niet toegestaan.',
    cost: 60_000,
    consequences: [
      { party: 'Bewoners', effect: 'Naar verwachting minder fijnstof in de wijken.', kind: 'positive' },
      { party: 'Vuurwerkverkopers', effect: 'Verkopen minder.', kind: 'negative' },
      { party: 'Gemeente', effect: 'Moet het verbod handhaven.', kind: 'negative' },
    ],
  },
  {
    id: 'advies',
    kind: 'action',
    title: 'Alleen waarschuwen',
    description: 'Wie gevoelige longen heeft, krijgt op tijd het advies om binnen te blijven.',
    cost: 5_000,
    consequences: [
      {
        party: 'Mensen met astma of COPD',
        effect: 'Weten wanneer het slecht is, maar zitten binnen.',
        kind: 'neutral',
      },
    ],
  },
] as const

export const DISSENT = [
  {
    who: 'Vuurwerkverkopers',
    ground: 'Wij verdienen in drie dagen een groot deel van ons jaarinkomen.',
    answer: 'Verkopers krijgen een jaar om zich voor te bereiden, en kunnen meedoen aan de show.',
  },
] as const

export const MANDATE = {
  function: 'Burgemeester (voorbeeld)',
  holderName: 'Burgemeester van het voorbeeld',
  subject: 'Openbare orde en luchtkwaliteit rond de jaarwisseling (voorbeeld)',
  field: 'environment',
  maximumAmount: 100_000,
  basis: 'Voorbeeld; in werkelijkheid het mandaatregister van de gemeente',
} as const

/** Everyone whom an option touches, once each. */
export const PARTIES = [
  ...new Set(OPTIONS.flatMap(({ consequences }) => consequences.map(({ party }) => party))),
]
