import { contextOf, profileAt } from '../index.ts'

const base = 'https://waterrijk.example'
/** Where its words are explained. */
export const AIR_PROFILE = profileAt(base)
const literal = (value: string, type: string) => ({ '@value': value, '@type': `xsd:${type}` })

/** A municipality lets the health service read its air measurements, at 500 m and later. */
export const airAgreement = {
  '@context': contextOf(AIR_PROFILE),
  '@type': 'Agreement',
  uid: `${base}/agreements/air`,
  profile: AIR_PROFILE,
  conflict: 'prohibit',
  validFrom: '2026-01-01T00:00:00+01:00',
  validThrough: '2027-01-01T00:00:00+01:00',
  permission: [
    {
      uid: `${base}/agreements/air/read`,
      assigner: [`${base}/parties/municipality`],
      assignee: [`${base}/parties/health-service`],
      target: [`${base}/datasets/air`],
      action: ['read'],
      constraint: [
        { leftOperand: 'purpose', operator: 'eq', rightOperand: { '@id': `${base}/challenges/clean-air` } },
        { leftOperand: 'retention', operator: 'lteq', rightOperand: literal('P1Y', 'duration') },
        { leftOperand: 'delay', operator: 'gteq', rightOperand: literal('PT15M', 'duration') },
        {
          leftOperand: 'spatialResolution',
          operator: 'gteq',
          rightOperand: literal('500', 'integer'),
          unit: 'http://qudt.org/vocab/unit/M',
        },
      ],
      duty: [
        { uid: `${base}/agreements/air/source`, action: 'attribute' },
        {
          uid: `${base}/agreements/air/report`,
          action: {
            'rdf:value': { '@id': `${AIR_PROFILE}#reportBack` },
            refinement: [
              {
                leftOperand: 'dateTime',
                operator: 'lt',
                rightOperand: literal('2026-10-01T00:00:00+02:00', 'dateTime'),
              },
            ],
          },
        },
      ],
    },
  ],
  obligation: [
    {
      uid: `${base}/agreements/air/delete`,
      assignee: [`${base}/parties/health-service`],
      action: {
        'rdf:value': { '@id': 'odrl:delete' },
        refinement: [
          { leftOperand: 'retention', operator: 'lteq', rightOperand: literal('P1Y', 'duration') },
        ],
      },
    },
  ],
}
