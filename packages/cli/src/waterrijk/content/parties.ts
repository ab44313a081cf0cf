import type { Day, ExampleMandate, ExampleOrganisation, Official } from './types.ts'

/** The organisations of the example. All are invented. */
export const ORGANISATIONS: readonly ExampleOrganisation[] = [
  {
    key: 'gemeente',
    name: 'Gemeente Waterrijk',
    kind: 'municipality',
    parentKey: null,
    tooi: 'https://identifier.overheid.nl/tooi/id/gemeente/gm9001',
  },
  {
    key: 'ruimte',
    name: 'Afdeling Ruimte en Klimaat',
    kind: 'department',
    parentKey: 'gemeente',
    tooi: null,
  },
  {
    key: 'beheer',
    name: 'Afdeling Openbare Ruimte en Water',
    kind: 'department',
    parentKey: 'gemeente',
    tooi: null,
  },
  {
    key: 'samenleving',
    name: 'Afdeling Gezondheid en Samenleving',
    kind: 'department',
    parentKey: 'gemeente',
    tooi: null,
  },
  { key: 'data', name: 'Team Data en Onderzoek', kind: 'department', parentKey: 'gemeente', tooi: null },
  { key: 'waterschap', name: 'Waterschap De Rijkdijk', kind: 'water-board', parentKey: null, tooi: null },
  { key: 'corporatie', name: 'Woonstichting De Vaart', kind: 'company', parentKey: null, tooi: null },
  {
    key: 'weverskwartier',
    name: 'Bewonersgroep Weverskwartier Groen',
    kind: 'residents-group',
    parentKey: null,
    tooi: null,
  },
  { key: 'dijkdorp', name: 'Dorpsraad Dijkdorp', kind: 'residents-group', parentKey: null, tooi: null },
  { key: 'ggd', name: 'GGD Meerrand', kind: 'other', parentKey: null, tooi: null },
]

/** The officials of the example. All names are invented; the addresses cannot receive mail (RFC 2606). */
export const OFFICIALS: readonly Official[] = [
  {
    key: 'burgemeester',
    name: 'Marijke van Aldenbosch',
    email: 'marijke.van.aldenbosch@waterrijk.example',
    organisationKey: 'gemeente',
    function: { nl: 'Burgemeester', en: 'Mayor' },
    role: 'decision-maker',
  },
  {
    key: 'wethouder',
    name: 'Youssef Talhaoui',
    email: 'youssef.talhaoui@waterrijk.example',
    organisationKey: 'gemeente',
    function: { nl: 'Wethouder klimaat en openbare ruimte', en: 'Alderman for climate and public space' },
    role: 'decision-maker',
  },
  {
    key: 'afdelingshoofd',
    name: 'Henk Terpstra',
    email: 'henk.terpstra@waterrijk.example',
    organisationKey: 'beheer',
    function: { nl: 'Afdelingshoofd openbare ruimte en water', en: 'Head of public space and water' },
    role: 'decision-maker',
  },
  {
    key: 'beleid-klimaat',
    name: 'Sanne Wierdsma',
    email: 'sanne.wierdsma@waterrijk.example',
    organisationKey: 'ruimte',
    function: { nl: 'Beleidsadviseur klimaat', en: 'Policy officer for climate' },
    role: 'policy-officer',
  },
  {
    key: 'beleid-water',
    name: 'Tjeerd Hoekema',
    email: 'tjeerd.hoekema@waterrijk.example',
    organisationKey: 'beheer',
    function: { nl: 'Adviseur water en riolering', en: 'Policy officer for water and sewers' },
    role: 'policy-officer',
  },
  {
    key: 'data-expert',
    name: 'Priya Ramdin',
    email: 'priya.ramdin@waterrijk.example',
    organisationKey: 'data',
    function: { nl: 'Data-expert', en: 'Data expert' },
    role: 'data-expert',
  },
  {
    key: 'griffier',
    name: 'Els Buitendijk',
    email: 'els.buitendijk@waterrijk.example',
    organisationKey: 'gemeente',
    function: { nl: 'Griffier', en: 'Clerk of the council' },
    role: 'clerk',
  },
  {
    key: 'privacy',
    name: 'Joost Kamerling',
    email: 'joost.kamerling@waterrijk.example',
    organisationKey: 'gemeente',
    function: { nl: 'Functionaris gegevensbescherming', en: 'Privacy officer' },
    role: 'privacy-officer',
  },
  {
    key: 'beheerder',
    name: 'Nadia Oosterwijk',
    email: 'nadia.oosterwijk@waterrijk.example',
    organisationKey: 'gemeente',
    function: { nl: 'Beheerder van het platform', en: 'Administrator of the platform' },
    role: 'administrator',
  },
]

/** Who may decide what in the example. */
export function listMandates(day: Day): ExampleMandate[] {
  const basis = {
    nl: 'Mandaatregister Waterrijk, vastgesteld door het college',
    en: 'Mandate register of Waterrijk, adopted by the college',
  }
  const since = day(-640)
  return [
    {
      key: 'wethouder-ruimte',
      officialKey: 'wethouder',
      function: { nl: 'Wethouder klimaat en openbare ruimte', en: 'Alderman for climate and public space' },
      subject: { nl: 'Inrichting van straten, groen en pleinen', en: 'Design of streets, green and squares' },
      field: 'public-space',
      maximumAmount: 500_000,
      since,
      until: null,
      basis,
    },
    {
      key: 'wethouder-milieu',
      officialKey: 'wethouder',
      function: { nl: 'Wethouder klimaat en openbare ruimte', en: 'Alderman for climate and public space' },
      subject: { nl: 'Luchtkwaliteit, geluid en klimaat', en: 'Air quality, noise and climate' },
      field: 'environment',
      maximumAmount: 250_000,
      since,
      until: null,
      basis,
    },
    {
      key: 'wethouder-water',
      officialKey: 'wethouder',
      function: { nl: 'Wethouder klimaat en openbare ruimte', en: 'Alderman for climate and public space' },
      subject: { nl: 'Riolering en wateroverlast', en: 'Sewers and flooding' },
      field: 'water',
      maximumAmount: 750_000,
      since,
      until: null,
      basis,
    },
    {
      key: 'afdelingshoofd-water',
      officialKey: 'afdelingshoofd',
      function: { nl: 'Afdelingshoofd openbare ruimte en water', en: 'Head of public space and water' },
      subject: { nl: 'Onderhoud van riolen en kolken', en: 'Maintenance of sewers and drains' },
      field: 'water',
      maximumAmount: 50_000,
      since,
      until: null,
      basis: { nl: 'Ondermandaat van de wethouder', en: 'Sub-mandate from the alderman' },
    },
    {
      key: 'burgemeester-alles',
      officialKey: 'burgemeester',
      function: { nl: 'Burgemeester, namens het college', en: 'Mayor, on behalf of the college' },
      subject: { nl: 'Besluiten van het college', en: 'Decisions of the college' },
      field: 'any',
      maximumAmount: null,
      since,
      until: null,
      basis: { nl: 'Gemeentewet, artikel 160', en: 'Municipalities Act, article 160' },
    },
  ]
}
