import type { Decision, DecisionBoard, DecisionSave } from '../app/api.ts'
import { id } from './fixture-data.ts'

export const decisions: Decision[] = [
  {
    id: id(61),
    revision: 'r1',
    slug: 'schaduw-oude-haven',
    title: 'Meer schaduw in Oude Haven',
    state: 'published',
    version: 2,
    challengeId: id(1),
    signalIds: [id(42)],
    question: 'Wat doen we aan de warme nachten in Oude Haven?',
    field: 'public-space',
    amount: 85_000,
    areaCodes: ['BU99010101'],
    options: [
      {
        id: id(71),
        kind: 'do-nothing',
        title: 'Niets doen',
        description: 'We wachten de volgende zomer af.',
        cost: 0,
        consequences: [
          { party: 'Bewoners', effect: 'Slapen opnieuw weken slecht.', kind: 'negative' },
          { party: 'Gemeente', effect: 'Houdt geld over voor andere buurten.', kind: 'positive' },
        ],
      },
      {
        id: id(72),
        kind: 'action',
        title: 'Veertig bomen en twee pleinen zonder stenen',
        description: 'We planten bomen langs de kade en halen de stenen van twee pleinen weg.',
        cost: 85_000,
        consequences: [
          { party: 'Bewoners', effect: 'De straat koelt ’s nachts eerder af.', kind: 'positive' },
          { party: 'Automobilisten', effect: 'Er verdwijnen negen parkeerplaatsen.', kind: 'negative' },
        ],
      },
    ],
    chosenOptionId: id(72),
    outcome: 'act',
    reasons:
      'De warmte in Oude Haven kwam drie zomers terug. Bomen helpen het meest per euro en blijven staan.',
    evidence: [
      {
        kind: 'indicator',
        title: 'Temperatuur in de nacht',
        reference: id(11),
        note: 'Zes nachten boven 20 °C.',
      },
      { kind: 'signal', title: 'Signaal van 3 juli', reference: `/signalen/${id(42)}`, note: '' },
      {
        kind: 'document',
        title: 'Hittekaart',
        reference: 'https://waterrijk.example/hittekaart',
        note: 'Meting in 2024.',
      },
    ],
    dissent: [
      {
        who: 'Ondernemersvereniging',
        ground: 'Minder parkeerplaatsen kost klanten.',
        answer: 'Op de Havenweg komen acht plekken voor kort parkeren.',
      },
    ],
    mandateId: id(81),
    signature: {
      mandateId: id(81),
      function: 'wethouder Leefomgeving',
      holderName: 'A. de Vries',
      basis: 'Mandaatbesluit 2026, artikel 4',
      signedAt: '2026-07-20T10:00:00Z',
    },
    updatedAt: '2026-07-20T10:00:00Z',
    decidedOn: '2026-07-16',
    problem:
      'In Oude Haven koelen de straten ’s nachts niet af. Ouderen slapen er slecht en worden eerder ziek.',
    goal: 'Minder nachten boven 20 °C in Oude Haven.',
    goalIds: [],
    watchUntil: null,
    receiver: null,
    involved: [
      { party: 'Bewoners', how: 'consulted', note: 'Twee avonden in het buurthuis.' },
      { party: 'Automobilisten', how: 'informed', note: 'Brief aan alle vergunninghouders.' },
      { party: 'Gemeente', how: 'consulted', note: 'Beheer en wijkteam.' },
    ],
    advice: [
      {
        who: 'GGD',
        advice: 'Begin bij de woningen van ouderen.',
        followed: 'partly',
        answer: 'De eerste bomen komen aan de kade bij het verzorgingshuis.',
      },
    ],
    votes: {
      body: 'Gemeenteraad',
      for: 14,
      against: 6,
      abstained: 1,
      factions: [
        { name: 'Groen Waterrijk', for: 9, against: 0, abstained: 0 },
        { name: 'Havenbelang', for: 5, against: 6, abstained: 1 },
      ],
    },
    replacesId: null,
    reopenLine: { indicatorId: id(11), areaCode: 'BU99010101', side: 'above', value: 20, periods: 14 },
    openedAt: '2026-07-18T11:00:00Z',
    standing: 'in-force',
    reviewOn: '2027-09-15',
    happenings: [
      {
        kind: 'opened',
        at: '2026-07-06T10:00:00Z',
        role: 'policy-officer',
        function: null,
        result: null,
        reasons: '',
        nextReviewDate: null,
        replacedBy: null,
        figures: [],
      },
    ],
    reviewDate: '2027-09-15',
    ownerId: id(91),
    publishedAt: '2026-07-20T10:00:00Z',
    history: [
      {
        version: 1,
        state: 'superseded',
        publishedAt: '2026-07-18T10:00:00Z',
        reason: '',
        openedAt: '2026-07-06T10:00:00Z',
        saves: 2,
      },
      {
        version: 2,
        state: 'published',
        publishedAt: '2026-07-20T10:00:00Z',
        reason: 'Het bedrag klopte niet.',
        openedAt: '2026-07-18T11:00:00Z',
        saves: 1,
      },
    ],
  },
]

/** One version, by the last part of its address: `slug/versions/1`. */
export function findDecisionVersion(address: string): Decision | undefined {
  const [slug, , number] = address.split('/')
  const decision = decisions.find((each) => each.slug === slug)
  const line = decision?.history.find(({ version }) => String(version) === number)
  return decision && line && { ...decision, version: line.version, state: line.state }
}

export const decisionSaves: DecisionSave[] = [
  { number: 1, at: '2026-07-06T10:00:00Z', role: 'policy-officer', changes: [] },
  {
    number: 2,
    at: '2026-07-08T10:00:00Z',
    role: 'clerk',
    changes: [
      {
        path: ['reasons'],
        before: 'De warmte kwam drie zomers terug.',
        after: 'De warmte in Oude Haven kwam drie zomers terug.',
      },
      {
        path: ['dissent', 'Ondernemersvereniging', 'ground'],
        before: null,
        after: 'Minder parkeerplaatsen.',
      },
    ],
  },
]

export const decisionBoard: DecisionBoard = {
  day: '2026-09-20',
  open: [],
  due: [],
  overdue: [
    {
      slug: 'schaduw-oude-haven',
      title: 'Meer schaduw in Oude Haven',
      organisationName: 'Gemeente Waterrijk',
      function: 'wethouder Leefomgeving',
      reviewOn: '2026-09-15',
      since: '2026-07-20T10:00:00Z',
    },
  ],
  reopened: [],
  toBeChanged: [],
  overdueSignals: [
    {
      id: id(41),
      indicatorTitle: 'Temperatuur in de nacht',
      areaName: 'Centrum',
      sentence: { nl: 'Het bleef drie nachten boven 20 °C.', en: 'It stayed above 20 °C for three nights.' },
      dueOn: '2026-09-10',
      organisationName: 'Gemeente Waterrijk',
      role: 'policy-officer',
    },
  ],
  bodies: [
    {
      organisationId: id(91),
      organisationName: 'Gemeente Waterrijk',
      role: 'policy-officer',
      waiting: 2,
      overdue: 1,
      decided: 1,
      missed: 1,
      medianDays: 16.5,
      longestDays: 38,
    },
  ],
}
