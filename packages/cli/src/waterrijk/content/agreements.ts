import type { Day, ExampleAlliance, ExampleDataset, ExampleSignedAgreement } from './types.ts'

/** Reports are about places where people live, so the public sees them less precisely. They hold no measurements. */
export const DATASETS: readonly ExampleDataset[] = [
  {
    key: 'hittemeldingen',
    title: { nl: 'Meldingen over hitte', en: 'Reports about heat' },
    description: {
      nl: 'Meldingen van bewoners over hitte: waar het te warm is, wanneer, en waar het over gaat. Zonder namen. De meldingen zijn verzonnen.',
      en: 'Reports by residents about heat: where it is too warm, when, and what it is about. Without names. The reports are invented.',
    },
    theme: 'health',
    precision: { place: 'area', time: 'day', delayMinutes: 0, minimumGroup: 5 },
  },
]

/** Who works together on heat. */
export function listAlliances(day: Day): ExampleAlliance[] {
  return [
    {
      key: 'koel-waterrijk',
      challengeKey: 'hitte',
      title: { nl: 'Koel Waterrijk', en: 'Cool Waterrijk' },
      purpose: {
        nl: 'Samen zorgen we dat mensen in versteende buurten ’s nachts kunnen slapen, en dat niemand ziek wordt van de hitte.',
        en: 'Together we see to it that people in stony neighbourhoods can sleep at night, and that nobody falls ill from the heat.',
      },
      members: [
        {
          organisationKey: 'gemeente',
          role: 'lead',
          enteredOn: day(-420),
          contributions: [
            {
              kind: 'money',
              text: {
                nl: 'Betaalt de groene straten en de tuinstations.',
                en: 'Pays for the green streets and the garden stations.',
              },
            },
            {
              kind: 'data',
              text: { nl: 'Geeft de meldingen over hitte.', en: 'Gives the reports about heat.' },
            },
          ],
          effects: [
            {
              organisationKey: 'weverskwartier',
              text: {
                nl: 'De straten zijn een half jaar slecht bereikbaar.',
                en: 'The streets are hard to reach for half a year.',
              },
            },
            {
              organisationKey: 'corporatie',
              text: {
                nl: 'Huizen langs groene straten hoeven minder te worden gekoeld.',
                en: 'Homes along green streets need less cooling.',
              },
            },
          ],
          mandates: [
            {
              subject: { nl: 'Welke straten groen worden', en: 'Which streets become green' },
              reference: { nl: 'Mandaatregister Waterrijk', en: 'Mandate register of Waterrijk' },
            },
          ],
        },
        {
          organisationKey: 'corporatie',
          role: 'partner',
          enteredOn: day(-400),
          contributions: [
            {
              kind: 'money',
              text: {
                nl: 'Betaalt groene daken op 60 huurwoningen.',
                en: 'Pays for green roofs on 60 rented homes.',
              },
            },
          ],
          effects: [
            {
              organisationKey: 'weverskwartier',
              text: {
                nl: 'De bovenste verdieping blijft koeler; de huur gaat niet omhoog.',
                en: 'The top floor stays cooler; the rent does not go up.',
              },
            },
          ],
          mandates: [],
        },
        {
          organisationKey: 'weverskwartier',
          role: 'affected',
          enteredOn: day(-380),
          contributions: [
            {
              kind: 'people',
              text: {
                nl: 'Twintig bewoners meten in hun tuin en kiezen de straten mee.',
                en: 'Twenty residents measure in their gardens and help choose the streets.',
              },
            },
          ],
          effects: [],
          mandates: [],
        },
        {
          organisationKey: 'ggd',
          role: 'advisor',
          enteredOn: day(-380),
          contributions: [
            {
              kind: 'knowledge',
              text: {
                nl: 'Weet wat hitte met ouderen en zieken doet.',
                en: 'Knows what heat does to elderly and ill people.',
              },
            },
          ],
          effects: [
            {
              organisationKey: 'gemeente',
              text: {
                nl: 'Weet vóór een hete week waar hulp nodig is.',
                en: 'Knows before a hot week where help is needed.',
              },
            },
          ],
          mandates: [
            {
              subject: { nl: 'Adviezen over gezondheid', en: 'Advice on health' },
              reference: { nl: 'Wet publieke gezondheid', en: 'Public Health Act' },
            },
          ],
        },
      ],
    },
  ]
}

/** What is agreed about reports, and signed. Its last day is in winter, so that it ends at midnight here. */
export function listSignedAgreements(day: Day): ExampleSignedAgreement[] {
  const year = Number(day(0).slice(0, 4))
  return [
    {
      key: 'hittemeldingen-ggd',
      challengeKey: 'hitte',
      allianceKey: 'koel-waterrijk',
      datasetKey: 'hittemeldingen',
      receiverKey: 'ggd',
      title: { nl: 'Meldingen over hitte voor de GGD', en: 'Reports about heat for the health service' },
      why: {
        nl: 'De GGD wil weten in welke straten mensen last hebben van hitte. Dan kan zij vóór een hete week langsgaan bij wie hulp nodig heeft. Daarvoor is de buurt niet precies genoeg.\n\nIn de meldingen staan geen namen. De GGD koppelt ze niet aan gegevens over patiënten.',
        en: 'The health service wants to know in which streets people suffer from heat. Then it can visit those who need help before a hot week. For that the neighbourhood is not precise enough.\n\nThe reports hold no names. The health service does not link them to data about patients.',
      },
      validThrough: `${year + 2}-01-01T00:00:00+01:00`,
      place: '100m',
      time: 'day',
      minimumGroup: null,
      retentionDays: 365,
      reportBefore: `${year + 1}-12-01T00:00:00+01:00`,
      deleteAfterDays: 30,
      remark: {
        nl: 'Wij gebruiken de meldingen alleen om mensen te helpen.',
        en: 'We use the reports only to help people.',
      },
      offerMandateKey: 'burgemeester-alles',
      acceptMandateKey: 'ggd-data',
    },
  ]
}
