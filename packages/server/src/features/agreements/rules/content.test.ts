import { profileAt, readAgreement, writeAgreement } from '@samenspel/standards/odrl'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ROLES } from '../../../platform/actor.ts'
import { irisAt } from '../iris.ts'
import { toAgreement } from '../odrl.ts'
import type { Content, Duty, Permission } from '../schema/content.ts'
import { checkContent, listMoments, listParties, listPromises, obstaclesToOffer } from './content.ts'

const [GIVER, TAKER, DATASET] = ['giver', 'taker', 'dataset']
const owners = new Map([[DATASET, GIVER]])
const now = new Date('2026-03-01T00:00:00Z')

const duty = (change: Partial<Duty> = {}): Duty => ({
  id: 'melden',
  kind: 'report-back',
  before: '2026-06-01T00:00:00Z',
  afterDays: null,
  ...change,
})

const permission = (change: Partial<Permission> = {}): Permission => ({
  id: 'lezen',
  organisationIds: [TAKER],
  roles: [],
  datasetIds: [DATASET],
  properties: [],
  actions: ['read'],
  challengeIds: ['challenge'],
  purposes: [],
  from: null,
  until: null,
  retentionDays: null,
  areaCodes: [],
  fields: [],
  minimumGroup: null,
  place: 'exact',
  time: 'raw',
  delayMinutes: 0,
  duties: [],
  ...change,
})

const content = (change: Partial<Content> = {}): Content => ({
  title: 'Lucht',
  why: 'Om te leren.',
  validFrom: null,
  validThrough: null,
  permissions: [permission()],
  prohibitions: [],
  obligations: [],
  ...change,
})

const offer = (change: Partial<Content>) =>
  obstaclesToOffer(content(change), owners, { ownerId: GIVER, now }).map(({ pointer }) => pointer)

it('may be offered when nothing is missing', () => {
  expect(offer({})).toEqual([])
})

test.each<[string, Partial<Content>, string]>([
  [
    'an end before its start',
    { validFrom: '2027-01-01T00:00:00Z', validThrough: '2026-12-31T00:00:00Z' },
    '/validThrough',
  ],
  ['an end that is past', { validThrough: '2026-03-01T00:00:00Z' }, '/validThrough'],
  ['no reason', { why: ' ' }, '/why'],
  [
    'a rule about nobody',
    { permissions: [permission({ organisationIds: [] })], obligations: [] },
    '/permissions/0/organisationIds',
  ],
  [
    'a rule about nothing',
    { permissions: [permission(), permission({ id: 'b', datasetIds: [] })] },
    '/permissions/1/datasetIds',
  ],
  ['a rule that allows nothing', { permissions: [permission({ actions: [] })] }, '/permissions/0/actions'],
  [
    'a permission without purpose',
    { permissions: [permission({ challengeIds: [] })] },
    '/permissions/0/challengeIds',
  ],
  [
    'data given to its owner',
    { permissions: [permission({ organisationIds: [TAKER, GIVER] })] },
    '/permissions/0/organisationIds/1',
  ],
  [
    'the same name twice',
    { permissions: [permission({ duties: [duty({ id: 'lezen' })] })] },
    '/permissions/0/duties/0/id',
  ],
  [
    'a report without date',
    { permissions: [permission({ duties: [duty({ before: null })] })] },
    '/permissions/0/duties/0/before',
  ],
  [
    'a report within days',
    { permissions: [permission({ duties: [duty({ afterDays: 3 })] })] },
    '/permissions/0/duties/0/afterDays',
  ],
  [
    'a source named before a date',
    { permissions: [permission({ duties: [duty({ kind: 'attribute' })] })] },
    '/permissions/0/duties/0/before',
  ],
  [
    'deleting without end',
    { permissions: [permission({ duties: [duty({ kind: 'delete', before: null })] })] },
    '/permissions/0/duties/0/afterDays',
  ],
  [
    'an obligation of nobody',
    { obligations: [{ ...duty(), organisationIds: [], datasetIds: [] }] },
    '/obligations/0/organisationIds',
  ],
  [
    'fields without the values',
    { permissions: [permission({ fields: ['location'] })] },
    '/permissions/0/fields',
  ],
  ['a blank property', { permissions: [permission({ properties: [' '] })] }, '/permissions/0/properties/0'],
])('may not be offered with %s', (_what, change, pointer) => {
  expect(offer(change)).toEqual([pointer])
})

it('may only be offered by a party', () => {
  const obstacles = obstaclesToOffer(content(), owners, { ownerId: 'another', now })
  expect(obstacles.map(({ pointer }) => pointer)).toEqual(['/ownerId'])
})

describe('what follows from a text', () => {
  const whole = content({
    validThrough: '2027-01-01T00:00:00Z',
    permissions: [permission({ until: '2026-12-01T00:00:00Z', duties: [duty()] })],
    obligations: [
      {
        ...duty({ id: 'wissen', kind: 'delete', before: null, afterDays: 30 }),
        organisationIds: [TAKER, 'third'],
        datasetIds: [],
      },
    ],
  })

  it('is who must accept it', () => {
    expect(listParties(whole, owners)).toEqual([
      { organisationId: GIVER, gives: true, receives: false },
      { organisationId: TAKER, gives: false, receives: true },
      { organisationId: 'third', gives: false, receives: true },
    ])
  })

  it('is who must do what', () => {
    expect(listPromises(whole).map(({ duty: { id }, organisationId }) => [id, organisationId])).toEqual([
      ['melden', TAKER],
      ['wissen', TAKER],
      ['wissen', 'third'],
    ])
  })

  it('is when something else may be read', () => {
    expect(listMoments(whole).map((moment) => moment.toISOString().slice(0, 10))).toEqual([
      '2027-01-01',
      '2026-12-01',
      '2026-06-01',
    ])
  })
})

const moments = fc
  .date({ min: new Date('2026-04-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())
const orNone = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const words = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
const duties = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('attribute', 'report-back', 'delete'),
  before: orNone(moments),
  afterDays: orNone(fc.integer({ min: 1, max: 36_500 })),
})
const deciding = {
  id: fc.uuid(),
  organisationIds: fc.constant<string[]>([TAKER]),
  roles: fc.uniqueArray(fc.constantFrom(...ROLES)),
  datasetIds: fc.constant<string[]>([DATASET]),
  properties: fc.uniqueArray(words, { maxLength: 3 }),
  actions: fc.uniqueArray(fc.constantFrom('use', 'read', 'aggregate', 'derive', 'distribute'), {
    minLength: 1,
  }),
  challengeIds: fc.constant<string[]>(['challenge']),
  purposes: fc.subarray([
    'https://w3id.org/dpv#PublicBenefit',
    'https://w3id.org/dpv#ResearchAndDevelopment',
  ]),
  from: orNone(moments),
  until: orNone(moments),
}
const permissions = fc.record({
  ...deciding,
  retentionDays: orNone(fc.integer({ min: 1, max: 36_500 })),
  areaCodes: fc.subarray(['GM0193', 'BU01931000']),
  fields: fc.constantFrom<Permission['fields']>(
    [],
    ['result'],
    ['location', 'result', 'details'],
    ['details', 'result'],
  ),
  minimumGroup: orNone(fc.integer({ min: 2, max: 1000 })),
  place: fc.constantFrom('exact', '100m', '500m', 'area'),
  time: fc.constantFrom('raw', 'hour', 'day'),
  delayMinutes: fc.integer({ min: 0, max: 525_600 }),
  duties: fc.array(duties, { maxLength: 3 }),
})
const contents: fc.Arbitrary<Content> = fc.record({
  title: words,
  why: fc.constant('Om te leren.'),
  validFrom: orNone(moments),
  validThrough: orNone(moments),
  permissions: fc.array(permissions, { minLength: 1, maxLength: 3 }),
  prohibitions: fc.array(fc.record(deciding), { maxLength: 2 }),
  obligations: fc.array(
    fc
      .tuple(duties, fc.subarray([DATASET]))
      .map(([one, datasetIds]) => ({ ...one, organisationIds: [TAKER], datasetIds })),
    { maxLength: 2 },
  ),
})

it('makes of everything that may be offered an agreement that is read back as the same', () => {
  let offered = 0
  const profile = profileAt('https://waterrijk.example')
  fc.assert(
    fc.property(contents, fc.boolean(), (text, accepted) => {
      fc.pre(checkContent(text).length === 0)
      fc.pre(obstaclesToOffer(text, owners, { ownerId: GIVER, now }).length === 0)
      offered += 1
      const version = { agreementId: 'a', version: 1, accepted, content: text, owners }
      const agreement = toAgreement(version, irisAt('https://waterrijk.example'))
      const read = readAgreement(JSON.parse(JSON.stringify(writeAgreement(agreement, profile))), profile)
      expect(read).toEqual({ ok: true, agreement })
    }),
    { numRuns: 200 },
  )
  expect(offered).toBe(200)
})
