import { GREEN_STREETS } from './decision-parts.ts'
import { decideSquares } from './squares-decision.ts'
import type { ExampleChallenge, ExampleDecision, Story } from './types.ts'

const WEVERSKWARTIER = 'BU90010103'
const STATIONSBUURT = 'BU90010104'
const OUDE_HAVEN = 'BU90010101'

/** Heat in stony neighbourhoods: decided, the measure is planned, its effect is still to be measured. */
export function tellHeat({ day, changedOn, baselines }: Story): ExampleChallenge {
  return {
    key: 'hitte',
    writtenOn: -680,
    phase: 'intervention',
    title: { nl: 'Koele buurten in hete zomers', en: 'Cool neighbourhoods in hot summers' },
    summary: {
      nl: 'In buurten met veel steen blijft het ’s nachts warm. Mensen slapen slecht en ouderen worden ziek. We maken straten groener en meten of het helpt.',
      en: 'In neighbourhoods with a lot of stone it stays warm at night. People sleep badly and elderly people fall ill. We make streets greener and measure whether it helps.',
    },
    description: {
      nl: 'Steen en asfalt nemen overdag warmte op en geven die ’s nachts weer af. Daardoor koelt het in het Weverskwartier op een zomernacht enkele graden minder af dan in de polder. De huizen zijn oud en vaak slecht te koelen. Veel bewoners hebben geen tuin of balkon.',
      en: 'Stone and asphalt take up heat by day and give it back at night. On a summer night the Weverskwartier therefore cools down several degrees less than the polder. The houses are old and often hard to keep cool. Many residents have no garden or balcony.',
    },
    affected: {
      nl: 'Bewoners van het Weverskwartier, de Stationsbuurt en de Oude Haven. Vooral ouderen, baby’s en mensen die ziek zijn of alleen wonen.',
      en: 'Residents of the Weverskwartier, the Stationsbuurt and the Oude Haven. Above all elderly people, babies, and people who are ill or live alone.',
    },
    areaCodes: [WEVERSKWARTIER, STATIONSBUURT, OUDE_HAVEN],
    dataRole: {
      nl: 'Tuinstations laten zien waar en wanneer het warm blijft, en of maatregelen helpen. We vergelijken dat met hoeveel steen en groen er is. We gebruiken geen gegevens over de gezondheid van personen.',
      en: 'Garden stations show where and when it stays warm, and whether measures help. We compare that with how much stone and green there is. We use no data about anyone’s health.',
    },
    technologyRole: {
      nl: 'Eenvoudige thermometers in tuinen van bewoners die zelf meedoen. Geen camera’s en geen gegevens van telefoons.',
      en: 'Simple thermometers in the gardens of residents who volunteer. No cameras and no data from phones.',
    },
    sources: [
      {
        kind: 'coalition-agreement',
        title: { nl: 'Coalitieakkoord “Ruimte om te leven”', en: 'Coalition agreement “Room to live”' },
        citation: {
          nl: '“Geen buurt in Waterrijk mag in een hete zomer onleefbaar zijn. We beginnen waar de meeste steen ligt.”',
          en: '“No neighbourhood in Waterrijk may be unliveable in a hot summer. We start where there is most stone.”',
        },
        place: { nl: 'Hoofdstuk 3, bladzijde 14', en: 'Chapter 3, page 14' },
        date: day(-690),
      },
      {
        kind: 'survey',
        title: { nl: 'Bewonerspeiling “Wonen in Waterrijk”', en: 'Residents’ survey “Living in Waterrijk”' },
        citation: {
          nl: 'Van de 312 bewoners van het Weverskwartier die meededen, slaapt 58 procent slecht als het warm is. In heel Waterrijk is dat 37 procent.',
          en: 'Of the 312 residents of the Weverskwartier who took part, 58 percent sleep badly when it is warm. In all of Waterrijk it is 37 percent.',
        },
        place: { nl: 'Vraag 12, tabel 4', en: 'Question 12, table 4' },
        date: day(-520),
      },
      {
        kind: 'visit',
        title: {
          nl: 'Wijkbezoek van het college aan het Weverskwartier',
          en: 'Visit of the college to the Weverskwartier',
        },
        citation: {
          nl: '“Mijn moeder van 84 zit in de zomer drie hoog. Om elf uur ’s avonds is het binnen nog dertig graden.”',
          en: '“My mother of 84 lives on the third floor. At eleven at night it is still thirty degrees inside.”',
        },
        place: {
          nl: 'Verslag, gesprek in buurthuis De Spoel',
          en: 'Report, talk in community centre De Spoel',
        },
        date: day(-470),
      },
      {
        kind: 'reports',
        title: { nl: 'Meldingen over hitte', en: 'Reports about heat' },
        citation: {
          nl: '41 meldingen in één zomer: te weinig schaduw bij bushaltes (17), hete speelplaatsen (13), warme woningen (11).',
          en: '41 reports in one summer: too little shade at bus stops (17), hot playgrounds (13), warm homes (11).',
        },
        place: {
          nl: 'Meldingen openbare ruimte, juni tot en met augustus',
          en: 'Reports on public space, June to August',
        },
        date: day(-400),
      },
    ],
    goals: [
      {
        title: {
          nl: 'Ook in de warmste nacht koelt het in het Weverskwartier af tot 20 graden',
          en: 'Even in the warmest night the Weverskwartier cools down to 20 degrees',
        },
        indicatorKey: 'warme-nachten',
        areaCode: WEVERSKWARTIER,
        unit: '°C',
        baseline: baselines.warmestNight,
        baselineDate: day(0),
        baselineNote: {
          nl: 'De laagste temperatuur per dag. De beginstand is de warmste nacht van het eerste meetjaar.',
          en: 'The lowest temperature per day. The baseline is the warmest night of the first year of measuring.',
        },
        target: 20,
        date: day(1280),
      },
    ],
    parties: [
      {
        organisationKey: 'ruimte',
        contribution: {
          nl: 'Trekt de opgave en ontwerpt de groene straten',
          en: 'Leads the challenge and designs the green streets',
        },
      },
      {
        organisationKey: 'corporatie',
        contribution: {
          nl: 'Legt groene daken op 60 huurwoningen',
          en: 'Puts green roofs on 60 rented homes',
        },
      },
      {
        organisationKey: 'weverskwartier',
        contribution: {
          nl: 'Plaatst tuinstations en kiest de straten mee',
          en: 'Hosts garden stations and helps choose the streets',
        },
      },
      {
        organisationKey: 'ggd',
        contribution: { nl: 'Adviseert over hitte en gezondheid', en: 'Advises on heat and health' },
      },
      {
        organisationKey: 'data',
        contribution: {
          nl: 'Controleert de metingen en berekent het effect',
          en: 'Checks the measurements and calculates the effect',
        },
      },
    ],
    earlier: [decideSquares({ day, changedOn })],
    decision: decide(day),
    agreement: null,
  }
}

function decide(day: Story['day']): ExampleDecision {
  return {
    key: 'besluit-groene-straten',
    state: 'published',
    title: {
      nl: 'Drie groene straten in het Weverskwartier',
      en: 'Three green streets in the Weverskwartier',
    },
    question: {
      nl: 'Wat doen we, nu metingen laten zien dat het in het Weverskwartier ’s nachts te weinig afkoelt?',
      en: 'What do we do, now that measurements show that the Weverskwartier cools down too little at night?',
    },
    field: 'public-space',
    amount: 285_000,
    areaCodes: [WEVERSKWARTIER],
    options: [
      {
        id: 'nuloptie',
        kind: 'do-nothing',
        title: { nl: 'Niets doen', en: 'Do nothing' },
        description: {
          nl: 'We veranderen niets aan de straten. Bij een hitteplan waarschuwen we zoals nu.',
          en: 'We change nothing in the streets. When there is a heat plan we warn people as we do now.',
        },
        cost: 0,
        consequences: [
          {
            party: { nl: 'Bewoners', en: 'Residents' },
            effect: {
              nl: 'Warme nachten blijven, en nemen door het klimaat toe.',
              en: 'Warm nights remain, and increase with the climate.',
            },
            kind: 'negative',
          },
          {
            party: { nl: 'Automobilisten', en: 'Drivers' },
            effect: { nl: 'Alle parkeerplaatsen blijven.', en: 'All parking places remain.' },
            kind: 'positive',
          },
        ],
      },
      {
        id: 'groene-straten',
        kind: 'action',
        title: { nl: 'Proef met drie groene straten', en: 'Trial with three green streets' },
        description: {
          nl: 'In de Spinnersstraat, de Kaardersgang en op het Weversplein halen we 40 procent van de stenen weg. Er komen 64 bomen en plantvakken. De corporatie legt groene daken. Na één zomer meten we het effect.',
          en: 'In Spinnersstraat, Kaardersgang and on Weversplein we take out 40 percent of the paving. There will be 64 trees and planting beds. The housing association adds green roofs. After one summer we measure the effect.',
        },
        cost: 285_000,
        consequences: [
          {
            party: { nl: 'Bewoners van de drie straten', en: 'Residents of the three streets' },
            effect: {
              nl: 'Meer schaduw en naar verwachting 0,5 tot 1 graad koeler ’s nachts.',
              en: 'More shade, and expected to be 0.5 to 1 degree cooler at night.',
            },
            kind: 'positive',
          },
          {
            party: { nl: 'Automobilisten', en: 'Drivers' },
            effect: {
              nl: '22 parkeerplaatsen verdwijnen. De loopafstand blijft onder 150 meter.',
              en: '22 parking places disappear. The walking distance stays under 150 metres.',
            },
            kind: 'negative',
          },
          {
            party: { nl: 'Gemeente', en: 'Municipality' },
            effect: {
              nl: 'Het onderhoud kost 9.000 euro per jaar meer.',
              en: 'Maintenance costs 9,000 euro a year more.',
            },
            kind: 'negative',
          },
        ],
      },
      {
        id: 'hele-buurt',
        kind: 'action',
        title: {
          nl: 'De hele buurt in één keer vergroenen',
          en: 'Make the whole neighbourhood green at once',
        },
        description: {
          nl: 'We pakken alle 31 straten aan, tegelijk met het riool.',
          en: 'We redo all 31 streets, together with the sewer.',
        },
        cost: 4_600_000,
        consequences: [
          {
            party: { nl: 'Bewoners', en: 'Residents' },
            effect: {
              nl: 'Grootste effect, maar vier jaar lang werk in de straat.',
              en: 'Largest effect, but four years of work in the street.',
            },
            kind: 'neutral',
          },
          {
            party: { nl: 'Gemeente', en: 'Municipality' },
            effect: {
              nl: 'Er is geen geld voor in de begroting. En we weten nog niet wat het beste werkt.',
              en: 'There is no money for it in the budget. And we do not know yet what works best.',
            },
            kind: 'negative',
          },
        ],
      },
      {
        id: 'koele-plekken',
        kind: 'action',
        title: { nl: 'Alleen koele plekken openen', en: 'Only open cool places' },
        description: {
          nl: 'Buurthuis, bibliotheek en kerk zijn op hete dagen langer open, met vervoer voor wie slecht loopt.',
          en: 'Community centre, library and church stay open longer on hot days, with transport for those who walk badly.',
        },
        cost: 38_000,
        consequences: [
          {
            party: { nl: 'Ouderen', en: 'Elderly people' },
            effect: {
              nl: 'Een koele plek overdag. ’s Nachts verandert er niets.',
              en: 'A cool place by day. Nothing changes at night.',
            },
            kind: 'neutral',
          },
        ],
      },
    ],
    chosenOptionId: 'groene-straten',
    outcome: 'act',
    reasons: {
      nl: 'De metingen laten zien dat het probleem ’s nachts het grootst is. Koele plekken helpen dan niet. De hele buurt in één keer is te duur en we weten nog niet genoeg. Met drie straten leren we in één zomer wat werkt. Daarna besluiten we over de rest. De bewonersgroep heeft de straten gekozen: daar wonen de meeste ouderen.',
      en: 'The measurements show that the problem is greatest at night. Cool places do not help then. Doing the whole neighbourhood at once is too expensive and we do not know enough yet. With three streets we learn in one summer what works. Then we decide about the rest. The residents’ group chose the streets: most elderly people live there.',
    },
    evidence: [
      {
        kind: 'indicator',
        title: {
          nl: 'Laagste temperatuur per dag, per buurt',
          en: 'Lowest temperature per day, by neighbourhood',
        },
        indicatorKey: 'warme-nachten',
        note: {
          nl: 'Het Weverskwartier had meer tropische nachten dan de groene buurten.',
          en: 'The Weverskwartier had more tropical nights than the green neighbourhoods.',
        },
      },
      {
        kind: 'document',
        title: {
          nl: 'Advies hitte en gezondheid van GGD Meerrand',
          en: 'Advice on heat and health by GGD Meerrand',
        },
        indicatorKey: null,
        note: {
          nl: 'Ouderen lopen het meeste risico als het meerdere nachten warm blijft.',
          en: 'Elderly people run the greatest risk when it stays warm for several nights.',
        },
      },
      {
        kind: 'remark',
        title: {
          nl: 'Opmerking van een bewoner over de nachten rond het Weversplein',
          en: 'Remark of a resident on the nights around Weversplein',
        },
        indicatorKey: null,
        remarkKey: 'warme-slaapkamer',
        note: {
          nl: 'Steen houdt de warmte vast tot diep in de nacht. Dat zagen we ook in de metingen.',
          en: 'Stone holds the heat until deep in the night. We saw that in the measurements too.',
        },
      },
    ],
    dissent: [
      {
        who: { nl: 'Ondernemersvereniging Weversplein', en: 'Weversplein business association' },
        ground: {
          nl: 'Klanten blijven weg als ze hun auto niet meer voor de deur kwijt kunnen.',
          en: 'Customers stay away when they can no longer park in front of the door.',
        },
        answer: {
          nl: 'We houden zes plekken voor kort parkeren en laden op het plein. We tellen voor en na de proef hoeveel klanten er komen, en bespreken dat met de ondernemers.',
          en: 'We keep six places on the square for short parking and loading. We count customers before and after the trial, and discuss that with the shopkeepers.',
        },
      },
      {
        who: { nl: 'Een lid van de raad', en: 'A member of the council' },
        ground: {
          nl: 'Drie straten zijn te weinig om op buurtniveau iets te merken.',
          en: 'Three streets are too few to notice anything in the neighbourhood as a whole.',
        },
        answer: {
          nl: 'Dat klopt, en daarom meten we in de straten zelf en in vergelijkbare straten waar niets verandert. Pas daarna vragen we geld voor meer.',
          en: 'That is right, which is why we measure in the streets themselves and in similar streets where nothing changes. Only then do we ask for money for more.',
        },
      },
    ],
    more: GREEN_STREETS,
    mandateKey: 'wethouder-ruimte',
    decidedOn: day(-38),
    reviewDate: day(330),
  }
}
