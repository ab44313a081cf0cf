import type { Actor } from '../app/api.ts'
import type { DataUse, DataUsePage, MyTable } from '../app/my-data/api.ts'

/** Someone with a meter in the garden, and no role. */
export const resident: Actor = {
  kind: 'person',
  name: 'Noor van der Meer-Oosterhuis',
  email: 'noor@waterrijk.example',
  memberships: [],
  singleSignOn: false,
}

const words = (nl: string, en: string) => ({ nl, en })

/** A table with what all have in common filled in. */
const table = (own: Pick<MyTable, 'table' | 'name' | 'fields' | 'rows'> & Partial<MyTable>): MyTable => ({
  columns: [],
  about: words(`Dit is ${own.name.nl.toLowerCase()}.`, `This is ${own.name.en.toLowerCase()}.`),
  why: words('Nodig om mee te kunnen doen.', 'Needed to take part.'),
  basis: 'Consent',
  kept: words('Zolang u een account hebt.', 'As long as you have an account.'),
  seenBy: words('Niemand anders.', 'Nobody else.'),
  erased: 'now',
  codes: {},
  stays: null,
  complete: true,
  ...own,
})

const field = (name: string, nl: string, en: string) => ({ name, label: words(nl, en) })

const measured = Array.from({ length: 30 }, (_, index) => ({
  time: `2026-08-19T${String(index % 24).padStart(2, '0')}:00:00.000Z`,
  sensor: 'Tuinmeter Singel',
  property: 'temperature',
  value: 18 + index / 10,
  unit: '°C',
}))

export const myTables: MyTable[] = [
  table({
    table: 'parties.person',
    name: words('Uw account', 'Your account'),
    basis: 'PublicInterest',
    erased: 'with-account',
    fields: [
      field('name', 'Naam', 'Name'),
      field('email', 'E-mailadres', 'E-mail address'),
      field('emailConfirmed', 'Adres bevestigd', 'Address confirmed'),
      field('image', 'Afbeelding', 'Picture'),
      field('createdAt', 'Gemaakt', 'Made'),
    ],
    rows: [
      {
        id: 'x',
        name: 'Noor van der Meer-Oosterhuis',
        email: 'noor@waterrijk.example',
        emailConfirmed: true,
        image: null,
        createdAt: '2026-06-01T08:00:00.000Z',
      },
    ],
  }),
  table({
    table: 'parties.session',
    name: words('Waar u bent ingelogd', 'Where you are signed in'),
    erased: 'with-account',
    fields: [field('signedInAt', 'Ingelogd', 'Signed in'), field('userAgent', 'Browser', 'Browser')],
    rows: [
      { signedInAt: '2026-08-19T08:00:00.000Z', userAgent: `Mozilla/5.0 ${'AppleWebKit/537.36 '.repeat(4)}` },
      { signedInAt: '2026-08-20T08:00:00.000Z', userAgent: 'Firefox' },
    ],
  }),
  table({
    table: 'logbook.record',
    name: words('Het logboek', 'The processing log'),
    erased: 'not',
    stays: words('Alles blijft drie jaar.', 'All of it stays for three years.'),
    fields: [field('name', 'Wat', 'What')],
    rows: [{ name: 'metingen gebruiken' }],
  }),
  table({
    table: 'consent.choice',
    name: words('Uw toestemmingen', 'Your consents'),
    stays: words('Dat u koos blijft bewaard zonder uw naam.', 'That you chose is kept without your name.'),
    fields: [
      field('dataset', 'Dataset', 'Dataset'),
      field('purpose', 'Waarvoor', 'For what'),
      field('status', 'Stand', 'State'),
    ],
    rows: [
      {
        dataset: 'Tuinstations Waterrijk',
        purpose: 'https://w3id.org/dpv#DataAltruism',
        status: 'ConsentGiven',
      },
      {
        dataset: 'Tuinstations Waterrijk',
        purpose: 'https://waterrijk.example/api/v1/challenges/00000000-0000-4000-8000-000000000011',
        status: 'ConsentWithdrawn',
      },
    ],
  }),
  table({
    table: 'measurements.thing',
    name: words('Uw meters', 'Your sensors'),
    fields: [field('name', 'Meter', 'Sensor'), field('place', 'Plaats', 'Place')],
    rows: [{ name: 'Tuinmeter Singel', place: '52.500000, 6.100000' }],
  }),
  table({
    table: 'measurements.observation',
    name: words('Metingen van uw meters', 'Measurements of your sensors'),
    complete: false,
    erased: 'with-account',
    stays: words('De metingen gaan weg. Cijfers blijven als u dat kiest.', 'The measurements go.'),
    fields: [
      field('time', 'Tijd', 'Time'),
      field('sensor', 'Meter', 'Sensor'),
      field('property', 'Wat', 'What'),
      field('value', 'Waarde', 'Value'),
      field('unit', 'Eenheid', 'Unit'),
    ],
    rows: measured,
  }),
  table({
    table: 'decisions.version',
    name: words('Uw naam onder besluiten', 'Your name under decisions'),
    erased: 'not',
    stays: words('Alles blijft.', 'All of it stays.'),
    fields: [field('title', 'Besluit', 'Decision')],
    rows: [],
  }),
]

const organisation = { id: '00000000-0000-4000-8000-000000000021', name: 'Gemeente Waterrijk' }
const dataset = {
  id: '00000000-0000-4000-8000-000000000051',
  slug: 'tuinstations-waterrijk',
  title: 'Tuinstations Waterrijk',
}

const use = (own: Partial<DataUse> & Pick<DataUse, 'day' | 'times'>): DataUse => ({
  activity: {
    slug: 'samenspel--metingen-van-bewoners--x',
    name: words('Metingen van bewoners gebruiken', 'Using measurements of residents'),
    purpose: 'Metingen gebruiken waarvoor toestemming is gegeven',
    legalBases: ['Consent'],
  },
  what: 'metingen gebruiken',
  party: organisation,
  purpose: 'https://w3id.org/dpv#DataAltruism',
  agreement: null,
  datasets: [dataset],
  ...own,
})

const dataUses: DataUse[] = [
  use({ day: '2026-08-20', times: 14, party: null, what: 'openbaar lezen' }),
  use({
    day: '2026-08-20',
    times: 2,
    party: { id: '00000000-0000-4000-8000-000000000023', name: 'GGD Meerrand' },
    purpose: 'https://w3id.org/dpv#ScientificResearch',
    agreement: {
      id: '00000000-0000-4000-8000-000000000061',
      slug: 'meldingen-over-hitte',
      title: 'Meldingen over hitte voor de GGD',
    },
  }),
  use({
    day: '2026-08-19',
    times: 1,
    what: 'eigen gegevens bekijken',
    activity: {
      slug: 'samenspel--eigen-gegevens',
      name: words('Uw gegevens inzien en meenemen', 'Seeing and taking along your data'),
      purpose: 'Mensen laten zien wat over hen is bewaard',
      legalBases: ['LegalObligation'],
    },
    purpose: null,
    datasets: [],
  }),
]

/** Who used what in these days; nobody before 2026. */
export function myDataUses(from = '2026-05-22', to = '2026-08-20'): DataUsePage {
  return {
    from,
    to,
    items: dataUses.filter(({ day }) => day >= from && day <= to),
    next: null,
    ledTo: {
      indicators: [
        {
          id: '00000000-0000-4000-8000-000000000031',
          slug: 'hete-nachten',
          title: 'Temperatuur in de nacht',
        },
      ],
      decisions: [
        {
          id: '00000000-0000-4000-8000-000000000045',
          slug: 'schaduw-oude-haven',
          title: 'Meer schaduw in Oude Haven',
        },
      ],
    },
  }
}
