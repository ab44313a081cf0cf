import { describe, expect, test } from 'vitest'
import {
  ACTIONS,
  type Constraint,
  decideAccess,
  LEFT_OPERANDS,
  type LeftOperandName,
  ODRL,
  type Policy,
  PROFILE,
  readAgreement,
  VALUES,
  type Value,
} from './index.ts'
import { AIR_PROFILE, airAgreement } from './testing/air-agreement.ts'
import { ex, iri, joinConstraints, literal, permit, policyOf, prohibit, world } from './testing/examples.ts'

const base = 'https://waterrijk.example'
const request = {
  uid: ex('request'),
  action: ACTIONS.read.iri,
  party: ex('alice'),
  roles: [ex('researcher')],
  target: ex('x'),
  purpose: ex('clean-air'),
}

function demand(name: LeftOperandName, operator: string, ...rightOperands: Value[]): Constraint {
  return { kind: 'atomic', leftOperand: LEFT_OPERANDS[name].iri, operator: ODRL + operator, rightOperands }
}

const metres = (text: string) => demand('spatialResolution', 'gteq', literal(text, 'integer'))
const wholeArea = demand('spatialResolution', 'gteq', { kind: 'iri', iri: VALUES.wholeArea.iri })
const period = (text: string) => demand('temporalResolution', 'gteq', literal(text, 'duration'))
const delay = (text: string) => demand('delay', 'gteq', literal(text, 'duration'))
const group = (text: string) => demand('minimumGroupSize', 'gteq', literal(text, 'integer'))
const fields = (...names: string[]) =>
  demand('fields', 'isAnyOf', ...names.map((name) => literal(name, 'string')))
const areas = (...names: string[]) => demand('spatial', 'isAnyOf', ...names.map(iri))

const partOf = new Map([[ex('street'), [ex('district')]]])

function ask(change: Partial<Policy>, what = request) {
  return decideAccess([policyOf({ profiles: [PROFILE], ...change })], what, { ...world, partOf })
}

const under = (...constraints: Constraint[]) => ask({ permissions: [permit({ constraints })] })

function transformationsUnder(...constraints: Constraint[]) {
  const decision = under(...constraints)
  return decision.outcome === 'allow'
    ? decision.alternatives.map((one) => one.transformations)
    : decision.reasons
}

test('a permission without demands gives everything', () => {
  expect(transformationsUnder()).toEqual([
    { place: 'exact', time: 'raw', delayMinutes: 0, fields: null, areas: null, minimumGroup: 1 },
  ])
})

test.each<[string, Constraint[], object]>([
  ['place', [metres('100')], { place: '100m' }],
  ['the coarsest place', [metres('500'), metres('100')], { place: '500m' }],
  ['an area is coarser than any grid', [wholeArea, metres('500')], { place: 'area' }],
  ['time', [period('PT1H'), period('P1D')], { time: 'day' }],
  ['delay', [delay('PT90M'), delay('P1D')], { delayMinutes: 1440 }],
  ['group', [group('10'), group('5')], { minimumGroup: 10 }],
  ['fields that both allow', [fields('time', 'value'), fields('value', 'unit')], { fields: ['value'] }],
  ['areas that both allow', [areas('district', 'city'), areas('street')], { areas: [ex('street')] }],
  [
    'demands under and',
    [joinConstraints('and', metres('500'), group('5'))],
    { place: '500m', minimumGroup: 5 },
  ],
])('%s', (_, constraints, expected) => {
  expect(transformationsUnder(...constraints)).toMatchObject([expected])
})

describe('denies', () => {
  test.each<[string, Constraint[], string]>([
    ['when no field is left', [fields('time'), fields('value')], 'nothing-left'],
    ['when no area is left', [areas('street'), areas('city')], 'nothing-left'],
    ['a demand in a choice', [joinConstraints('or', metres('500'), metres('100'))], 'shape-in-choice'],
    ['a grid that does not exist', [metres('250')], 'value-not-comparable'],
    ['a delay of which the length differs', [delay('P1M')], 'value-not-comparable'],
    [
      'an operand of ODRL that is not in the profile',
      [demand('purpose', 'neq', iri('a'))],
      'operator-not-allowed',
    ],
    ['a retention that is not told', [demand('retention', 'lteq', literal('P30D', 'duration'))], 'no-value'],
    ['another purpose', [demand('purpose', 'eq', iri('marketing'))], 'constraint-unsatisfied'],
  ])('%s', (_, constraints, code) => {
    expect(under(...constraints)).toMatchObject({ outcome: 'deny', reasons: [{ code }] })
  })

  test('by a demand in a prohibition: it cannot be kept out of an answer', () => {
    const decision = ask({
      permissions: [permit()],
      prohibitions: [prohibit({ constraints: [areas('city')] })],
    })
    expect(decision).toMatchObject({
      outcome: 'deny',
      reasons: [{ code: 'prohibition-undecided' }, { code: 'shape-outside-permission' }],
    })
  })

  test('an action of ODRL that is not in the profile', () => {
    expect(ask({ permissions: [permit()] }, { ...request, action: `${ODRL}print` }).outcome).toBe('deny')
  })
})

test('a recipient is meant by itself or by its role', () => {
  const to = (name: string) => under(demand('recipient', 'eq', iri(name))).outcome
  expect([to('alice'), to('researcher'), to('bob')]).toEqual(['allow', 'allow', 'deny'])
})

test('each permission is an alternative of its own', () => {
  const permissions = [
    permit({ uid: ex('hourly'), constraints: [period('PT1H')] }),
    permit({ uid: ex('coarse'), constraints: [metres('500')] }),
    permit({ uid: ex('other'), constraints: [demand('purpose', 'eq', iri('marketing'))] }),
  ]
  const decision = ask({ permissions })
  expect(decision).toMatchObject({
    outcome: 'allow',
    alternatives: [
      { permission: ex('coarse'), transformations: { place: '500m', time: 'raw' } },
      { permission: ex('hourly'), transformations: { place: 'exact', time: 'hour' } },
    ],
  })
})

test('an agreement as it is read', () => {
  const reading = readAgreement(airAgreement, AIR_PROFILE)
  if (!reading.ok) throw new Error('must be read')
  const what = {
    ...request,
    party: `${base}/parties/health-service`,
    target: `${base}/datasets/air`,
    purpose: `${base}/challenges/clean-air`,
    retention: 'P6M',
  }
  const decision = decideAccess([reading.agreement], what, world)
  expect(decision).toMatchObject({
    outcome: 'allow',
    alternatives: [
      {
        policy: `${base}/agreements/air`,
        permission: `${base}/agreements/air/read`,
        transformations: { place: '500m', time: 'raw', delayMinutes: 15 },
        duties: [{ rule: `${base}/agreements/air/source` }, { rule: `${base}/agreements/air/report` }],
      },
    ],
  })
  const later = decideAccess([reading.agreement], what, { ...world, now: '2026-10-01T00:00:00+02:00' })
  expect(later).toMatchObject({
    reasons: [{ code: 'duty-violated', subject: `${base}/agreements/air/report` }],
  })
  const ended = decideAccess([reading.agreement], what, { ...world, now: '2026-12-31T23:00:00Z' })
  expect(ended).toMatchObject({ reasons: [{ code: 'expired' }] })
})
