import type { ExampleAgreement, ExampleChallenge, Story } from './types.ts'

const DIJKDORP = 'BU90010301'
const HOGE_GEEST = 'BU90010302'
const NOORDERPOLDER = 'BU90010303'

/** Wood smoke in winter: just formulated, the agreement on the use of data is in preparation. */
export function tellSmoke({ day, baselines }: Story): ExampleChallenge {
  return {
    key: 'houtrook',
    writtenOn: -20,
    phase: 'agreement',
    title: { nl: 'Frisse lucht op winteravonden', en: 'Fresh air on winter evenings' },
    summary: {
      nl: 'In Dijkdorp en omgeving ruikt het op koude avonden naar houtrook. Sommige mensen worden er ziek van, anderen stoken graag. We zijn net begonnen: eerst maken we afspraken over meten.',
      en: 'In and around Dijkdorp it smells of wood smoke on cold evenings. It makes some people ill, others love their fire. We have only just begun: first we agree on measuring.',
    },
    description: {
      nl: 'In het buitengebied heeft ongeveer een op de drie huishoudens een houtkachel of open haard. Op koude avonden zonder wind blijft de rook tussen de huizen hangen. Er is geen verbod, en de dorpsraad wil dat ook niet. Wel willen bewoners weten hoeveel rook er is, en samen afspreken wanneer je beter niet kunt stoken.',
      en: 'Outside the town about one in three households has a wood stove or open fire. On cold evenings without wind the smoke stays between the houses. There is no ban, and the village council does not want one. But residents do want to know how much smoke there is, and agree together when it is better not to burn.',
    },
    affected: {
      nl: 'Bewoners met astma of COPD, ouderen en kinderen in Dijkdorp, Hoge Geest en Noorderpolder. En mensen die hun huis met hout verwarmen, ook omdat het goedkoper is.',
      en: 'Residents with asthma or COPD, elderly people and children in Dijkdorp, Hoge Geest and Noorderpolder. And people who heat their homes with wood, also because it is cheaper.',
    },
    areaCodes: [DIJKDORP, HOGE_GEEST, NOORDERPOLDER],
    dataRole: {
      nl: 'Fijnstofmeters laten zien op welke avonden de lucht slecht is, per buurt. Niet per huis: we zoeken geen daders.',
      en: 'Fine dust sensors show on which evenings the air is bad, by neighbourhood. Not by house: we are not looking for culprits.',
    },
    technologyRole: {
      nl: 'De stofsensor in de tuinstations. Die meet alle fijnstof, dus ook verkeer en vuurwerk; daar houden we rekening mee.',
      en: 'The dust sensor in the garden stations. It measures all fine dust, so also traffic and fireworks; we take that into account.',
    },
    sources: [
      {
        kind: 'reports',
        title: { nl: 'Meldingen over stank en rook', en: 'Reports of smell and smoke' },
        citation: {
          nl: '28 meldingen in één winter. Vier melders zeggen dat ze er benauwd van worden.',
          en: '28 reports in one winter. Four people say that it makes them short of breath.',
        },
        place: {
          nl: 'Meldingen leefomgeving, november tot en met februari',
          en: 'Reports on the environment, November to February',
        },
        date: day(-60),
      },
      {
        kind: 'survey',
        title: { nl: 'Peiling van de dorpsraad Dijkdorp', en: 'Survey by the village council of Dijkdorp' },
        citation: {
          nl: 'Van de 204 huishoudens die meededen heeft 44 procent soms last van rook. 31 procent stookt zelf. 71 procent wil samen afspraken maken.',
          en: 'Of the 204 households that took part, 44 percent are sometimes bothered by smoke, 31 percent burn wood themselves, and 71 percent want to make agreements together.',
        },
        place: { nl: 'Vraag 3, 5 en 9', en: 'Questions 3, 5 and 9' },
        date: day(-33),
      },
      {
        kind: 'visit',
        title: {
          nl: 'Bezoek van de burgemeester aan dorpshuis De Terp',
          en: 'Visit of the mayor to village hall De Terp',
        },
        citation: {
          nl: '“Ik wil mijn buurman zijn kachel niet afpakken. Ik wil gewoon weten wanneer mijn raam dicht moet.”',
          en: '“I do not want to take away my neighbour’s stove. I just want to know when to close my window.”',
        },
        place: { nl: 'Verslag van het gesprek', en: 'Report of the talk' },
        date: day(-21),
      },
    ],
    goals: [
      {
        title: {
          nl: 'Buiten de jaarwisseling komt Dijkdorp op geen dag boven 15 microgram fijnstof',
          en: 'Apart from New Year, Dijkdorp is never above 15 micrograms of fine dust for a day',
        },
        indicatorKey: 'fijnstof-dag',
        areaCode: DIJKDORP,
        unit: 'µg/m³',
        baseline: baselines.smokiestDay,
        baselineDate: day(0),
        baselineNote: {
          nl: 'Het fijnstof gemiddeld per dag. De beginstand is de hoogste dag van het eerste meetjaar, zonder de jaarwisseling.',
          en: 'The mean fine dust per day. The baseline is the highest day of the first year of measuring, without New Year.',
        },
        target: 15,
        date: day(760),
      },
    ],
    parties: [
      {
        organisationKey: 'samenleving',
        contribution: { nl: 'Trekt de opgave', en: 'Leads the challenge' },
      },
      {
        organisationKey: 'dijkdorp',
        contribution: {
          nl: 'Zoekt bewoners die willen meten en bespreekt wat mag',
          en: 'Finds residents who want to measure and discusses what is allowed',
        },
      },
      {
        organisationKey: 'ggd',
        contribution: {
          nl: 'Legt uit wat de cijfers voor de gezondheid betekenen',
          en: 'Explains what the figures mean for health',
        },
      },
      {
        organisationKey: 'data',
        contribution: {
          nl: 'Vergelijkt de tuinstations met een officieel meetstation',
          en: 'Compares the garden stations with an official station',
        },
      },
    ],
    earlier: [],
    decision: null,
    agreement: prepare(day),
  }
}

function prepare(day: Story['day']): ExampleAgreement {
  return {
    key: 'afspraak-houtrook',
    title: {
      nl: 'Afspraak over fijnstof meten in het buitengebied',
      en: 'Agreement on measuring fine dust outside the town',
    },
    state: 'in-preparation',
    purpose: {
      nl: 'Weten op welke avonden de lucht slecht is, en bewoners op tijd een stookadvies geven. Niet: controleren wie er stookt.',
      en: 'To know on which evenings the air is bad, and to advise residents in time. Not: to check who burns wood.',
    },
    data: {
      nl: 'Fijnstof (PM2,5) per uur van de tuinstations in Dijkdorp, Hoge Geest en Noorderpolder.',
      en: 'Fine dust (PM2.5) per hour from the garden stations in Dijkdorp, Hoge Geest and Noorderpolder.',
    },
    precision: {
      nl: 'Openbaar per buurt. De plaats van een tuinstation wordt afgerond op 500 meter.',
      en: 'Public by neighbourhood. The place of a garden station is rounded to 500 metres.',
    },
    partyKeys: ['gemeente', 'dijkdorp', 'ggd'],
    until: day(700),
    openQuestions: [
      {
        nl: 'Mag het stookadvies automatisch worden verstuurd, of kijkt er eerst iemand naar?',
        en: 'May the advice be sent automatically, or does someone look at it first?',
      },
      {
        nl: 'In Noorderpolder staan maar weinig stations. Kun je dan toch zien van wie een meting is?',
        en: 'There are only a few stations in Noorderpolder. Can you then still see whose measurement it is?',
      },
    ],
  }
}
