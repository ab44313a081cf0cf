import type { Agreement, AgreementStep, AgreementSummary, Alliance } from '../app/api.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const [MUNICIPALITY, RESIDENTS, HEALTH] = [id(91), id(92), id(93)]

/** Who works together on cool neighbourhoods; one has left. */
export const alliances: Alliance[] = [
  {
    id: id(101),
    revision: 'r1',
    slug: 'koel-waterrijk',
    challengeId: id(1),
    title: 'Koel Waterrijk',
    purpose: 'Samen zorgen dat huizen in de Binnenstad ’s nachts afkoelen.',
    members: [
      {
        id: id(102),
        revision: 'r1',
        organisationId: MUNICIPALITY,
        name: 'Gemeente Waterrijk',
        role: 'lead',
        enteredOn: '2026-02-01',
        leftOn: null,
        leaveReason: '',
        contributions: [
          { kind: 'money', text: 'Betaalt de meetpunten en de bomen.' },
          { kind: 'data', text: 'Meldingen over hitte, per straat.' },
        ],
        effects: [{ organisationId: HEALTH, text: 'Krijgt minder vragen van mensen die slecht slapen.' }],
        mandates: [
          { subject: 'Welke straten groen worden', reference: 'https://waterrijk.example/mandaten' },
        ],
      },
      {
        id: id(103),
        revision: 'r1',
        organisationId: HEALTH,
        name: 'GGD Meerrand',
        role: 'advisor',
        enteredOn: '2026-03-01',
        leftOn: null,
        leaveReason: '',
        contributions: [{ kind: 'knowledge', text: 'Weet wat hitte met ouderen doet.' }],
        effects: [],
        mandates: [{ subject: 'Adviezen over gezondheid', reference: 'Wet publieke gezondheid, artikel 2' }],
      },
      {
        id: id(104),
        revision: 'r1',
        organisationId: id(94),
        name: 'Ondernemersvereniging Binnenstad',
        role: 'partner',
        enteredOn: '2026-02-01',
        leftOn: '2026-06-30',
        leaveReason: 'De vereniging is opgeheven.',
        contributions: [],
        effects: [],
        mandates: [],
      },
    ],
    createdAt: '2026-02-01T09:00:00Z',
    updatedAt: '2026-07-01T09:00:00Z',
  },
]

const mayor = {
  mandateId: id(81),
  function: 'burgemeester, namens het college',
  holderName: 'M. van Aldenbosch',
  signerName: 'M. van Aldenbosch',
  basis: 'Gemeentewet, artikel 160',
}
const director = {
  mandateId: id(82),
  function: 'directeur publieke gezondheid',
  holderName: 'L. Haverkort',
  signerName: 'R. Kampstra',
  basis: 'Mandaatbesluit GGD Meerrand 2026',
}

function step(kind: AgreementStep['kind'], version: number, at: string, reason = ''): AgreementStep {
  const isHealth = kind === 'accepted'
  return {
    kind,
    version,
    organisationId: isHealth ? HEALTH : MUNICIPALITY,
    organisationName: isHealth ? 'GGD Meerrand' : 'Gemeente Waterrijk',
    signature: isHealth ? director : mayor,
    reason,
    at,
  }
}

const heat: Agreement = {
  id: id(111),
  revision: 'r1',
  slug: 'meldingen-over-hitte',
  title: 'Meldingen over hitte voor de GGD',
  state: 'active',
  ownerId: MUNICIPALITY,
  challengeId: id(1),
  allianceId: id(101),
  version: 2,
  versionState: 'accepted',
  versionInForce: 2,
  why: 'De GGD wil weten in welke straten mensen last hebben van hitte, om hen op tijd te helpen.',
  validFrom: null,
  validThrough: '2028-01-01T00:00:00+01:00',
  permissions: [
    {
      id: 'lezen',
      organisationIds: [HEALTH],
      roles: [],
      datasetIds: [id(51)],
      properties: [],
      actions: ['read'],
      challengeIds: [id(1)],
      purposes: [],
      from: null,
      until: null,
      retentionDays: 365,
      areaCodes: [],
      fields: [],
      minimumGroup: null,
      place: '100m',
      time: 'hour',
      delayMinutes: 0,
      duties: [
        { id: 'bron', kind: 'attribute', before: null, afterDays: null },
        { id: 'terugmelden', kind: 'report-back', before: '2027-12-01T00:00:00+01:00', afterDays: null },
      ],
    },
  ],
  prohibitions: [],
  obligations: [
    {
      id: 'verwijderen',
      kind: 'delete',
      before: null,
      afterDays: 30,
      organisationIds: [HEALTH],
      datasetIds: [id(51), id(52)],
    },
  ],
  reason: 'De plaats is nu afgerond op 100 meter, niet meer op de wijk.',
  parties: [
    {
      organisationId: MUNICIPALITY,
      name: 'Gemeente Waterrijk',
      gives: true,
      receives: false,
      answer: 'accepted',
    },
    { organisationId: HEALTH, name: 'GGD Meerrand', gives: false, receives: true, answer: 'accepted' },
  ],
  steps: [
    step('offered', 1, '2026-03-02T10:00:00Z'),
    step('accepted', 1, '2026-03-09T10:00:00Z'),
    step('suspended', 1, '2026-05-04T10:00:00Z', 'Er stond een naam in een melding.'),
    step('resumed', 1, '2026-05-06T10:00:00Z', 'De naam is weggehaald.'),
    step('offered', 2, '2026-06-01T10:00:00Z'),
    step('accepted', 2, '2026-06-08T10:00:00Z', 'Met dank voor de snelle verbetering.'),
  ],
  history: [
    {
      version: 2,
      state: 'accepted',
      reason: 'De plaats is nu afgerond op 100 meter, niet meer op de wijk.',
      offeredAt: '2026-06-01T10:00:00Z',
      acceptedAt: '2026-06-08T10:00:00Z',
    },
    {
      version: 1,
      state: 'accepted',
      reason: '',
      offeredAt: '2026-03-02T10:00:00Z',
      acceptedAt: '2026-03-09T10:00:00Z',
    },
  ],
  suspendedBy: [],
  offeredAt: '2026-06-01T10:00:00Z',
  acceptedAt: '2026-06-08T10:00:00Z',
  endedAt: null,
  updatedAt: '2026-06-08T10:00:00Z',
  sentences: {
    nl: [
      'Deze afspraak geldt tot 1 januari 2028.',
      'GGD Meerrand mag Tuinstations Waterrijk lezen.',
      'Gemeente Waterrijk geeft daarvoor toestemming.',
      'Dit mag alleen voor het doel Koele buurten.',
      'Dit mag alleen als de ontvanger de gegevens hooguit 365 dagen bewaart.',
      'Dit mag alleen met plaatsen die zijn afgerond op vakken van 100 meter.',
      'Dit mag alleen met cijfers per uur.',
      'Wie dit doet, moet de bron noemen.',
      'Wie dit doet, moet vóór 1 december 2027 terugmelden wat er met de gegevens is gedaan.',
      'GGD Meerrand moet de gegevens binnen 30 dagen na het einde van de afspraak verwijderen (voor Tuinstations Waterrijk).',
      'Wat hier niet staat, mag niet.',
    ],
    en: [
      'This agreement holds until 1 January 2028.',
      'GGD Meerrand may read Tuinstations Waterrijk.',
      'Gemeente Waterrijk gives permission for this.',
      'This is only allowed for the purpose Koele buurten.',
      'This is only allowed when the recipient keeps the data for 365 days at most.',
      'This is only allowed with places rounded to cells of 100 metres.',
      'This is only allowed with figures per hour.',
      'Whoever does this must name the source.',
      'Whoever does this must report back before 1 December 2027 what was done with the data.',
      'GGD Meerrand must delete the data within 30 days after the end of the agreement (for Tuinstations Waterrijk).',
      'What is not listed here is not allowed.',
    ],
  },
}

const ended: Agreement = {
  ...heat,
  id: id(112),
  slug: 'proef-met-bewoners',
  title: 'Proef: metingen voor de bewonersgroep',
  state: 'ended',
  version: 1,
  versionInForce: null,
  reason: '',
  validThrough: null,
  parties: [
    ...heat.parties.slice(0, 1),
    {
      organisationId: RESIDENTS,
      name: 'Bewonersgroep Koel Centrum',
      gives: false,
      receives: true,
      answer: 'accepted',
    },
  ],
  permissions: heat.permissions.map((rule) => ({ ...rule, organisationIds: [RESIDENTS] })),
  obligations: [],
  steps: [
    step('offered', 1, '2026-03-02T10:00:00Z'),
    step('ended', 1, '2026-07-01T10:00:00Z', 'De proef is klaar.'),
  ],
  history: heat.history.slice(1),
  endedAt: '2026-07-01T10:00:00Z',
}

/** One in force, in its second version, and one that has ended. */
export const agreements: Agreement[] = [heat, ended]

const versions: Agreement[] = [
  heat,
  { ...heat, version: 1, acceptedAt: '2026-03-09T10:00:00Z', reason: '' },
  ended,
]

/** One version, by the last part of its address: `slug/versions/1`. */
export const findVersion = (address: string) =>
  versions.find(({ slug, version }) => `${slug}/versions/${version}` === address)

/** An agreement as a list has it. */
export function summarise(agreement: Agreement): AgreementSummary {
  const { parties, permissions, obligations, ...rest } = agreement
  return {
    ...rest,
    parties: parties.map(({ organisationId, name }) => ({ organisationId, name })),
    datasetIds: [...permissions, ...obligations].flatMap(({ datasetIds }) => datasetIds),
  }
}
