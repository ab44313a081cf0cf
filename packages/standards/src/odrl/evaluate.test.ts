import { describe, expect, test } from 'vitest'
import { type Constraint, decide, evaluate, type Policy, type StateOfTheWorld } from './index.ts'
import {
  constrain,
  ex,
  iri,
  joinConstraints,
  literal,
  odrl,
  permit,
  policyOf,
  prohibit,
  request,
  world,
} from './testing/examples.ts'

const moment = (text: string) => literal(text, 'dateTime')
const before = constrain('dateTime', 'lt', moment('2026-07-01T00:00:00Z'))
const after = constrain('dateTime', 'gt', moment('2026-07-01T00:00:00Z'))
const unknown: Constraint = constrain('moonPhase', 'eq', iri('full'))

function codesOf(
  policy: Partial<Policy>,
  facts: Partial<StateOfTheWorld> = {},
  values = request.values,
): string[] {
  const decision = decide([evaluate(policyOf(policy), { ...request, values }, { ...world, ...facts })])
  return decision.outcome === 'allow' ? ['allow'] : decision.reasons.map(({ code }) => code)
}

const codesWith = (constraint: Constraint, facts: Partial<StateOfTheWorld> = {}, values = request.values) =>
  codesOf({ permissions: [permit({ constraints: [constraint] })] }, facts, values)

describe('closed by default', () => {
  test.each<[string, Partial<Policy>, string[]]>([
    ['nothing permits', {}, ['no-permission']],
    ['a permission', { permissions: [permit()] }, ['allow']],
    ['an offer', { type: 'Offer', permissions: [permit()] }, ['offer']],
    ['expired', { permissions: [permit()], validThrough: '2026-06-01T12:00:00Z' }, ['expired']],
    ['not begun', { permissions: [permit()], validFrom: '2026-06-01T12:00:01Z' }, ['not-yet-valid']],
    [
      'a validity that cannot be read',
      { permissions: [permit()], validThrough: '2027' },
      ['unreadable-validity'],
    ],
    ['an unknown profile', { permissions: [permit()], profiles: [ex('p')] }, ['unknown-profile']],
    [
      'another target',
      { permissions: [permit({ targets: [{ iri: ex('y'), isCollection: false, refinements: [] }] })] },
      ['wrong-target'],
    ],
    [
      'another party',
      { permissions: [permit({ assignees: [{ iri: ex('bob'), isCollection: false, refinements: [] }] })] },
      ['wrong-party'],
    ],
    [
      'another action',
      { permissions: [permit({ actions: [{ iri: odrl('sell'), refinements: [] }] })] },
      ['wrong-action'],
    ],
    [
      'an unknown action',
      { permissions: [permit({ actions: [{ iri: ex('fly'), refinements: [] }] })] },
      ['unknown-action'],
    ],
    [
      'an unknown collection',
      { permissions: [permit({ assignees: [{ iri: ex('club'), isCollection: true, refinements: [] }] })] },
      ['unknown-collection'],
    ],
    [
      'an unknown duty',
      {
        permissions: [
          permit({
            duties: [
              { ...permit(), uid: ex('d'), actions: [{ iri: ex('fly'), refinements: [] }], consequences: [] },
            ],
          }),
        ],
      },
      ['unknown-action'],
    ],
    [
      'a permission beside one that does not fit',
      { permissions: [permit(), permit({ uid: ex('other'), constraints: [unknown] })] },
      ['allow'],
    ],
  ])('%s', (_, policy, codes) => {
    expect(codesOf(policy)).toEqual(codes)
  })

  test('without policies', () => {
    expect(decide([])).toEqual({ outcome: 'deny', reasons: [{ code: 'no-policy' }] })
  })
})

describe('a prohibition', () => {
  const against = (change: Parameters<typeof prohibit>[0], policy: Partial<Policy> = {}) =>
    codesOf({ permissions: [permit()], prohibitions: [prohibit(change)], ...policy })

  test('wins', () => expect(against({})).toEqual(['prohibited']))
  test('of an action wins over what is included in it', () =>
    expect(against({ actions: [{ iri: odrl('use'), refinements: [] }] })).toEqual(['prohibited']))
  test('about something else does not count', () =>
    expect(against({ constraints: [after] })).toEqual(['allow']))
  test('that is not understood denies too', () =>
    expect(against({ constraints: [unknown] })).toEqual(['prohibition-undecided', 'unknown-operand']))
  test('that is not understood, but certainly about something else, does not count', () =>
    expect(against({ constraints: [unknown, after] })).toEqual(['allow']))
  test('in a choice of which one part holds is active', () =>
    expect(against({ constraints: [joinConstraints('or', unknown, before)] })).toEqual(['prohibited']))
  test('in an exclusive choice of which two parts hold is about something else, whatever the third', () =>
    expect(against({ constraints: [joinConstraints('xone', before, unknown, before)] })).toEqual(['allow']))
  test('under an unknown profile denies', () =>
    expect(against({}, { profiles: [ex('p')] })).toEqual([
      'prohibition-undecided',
      'unknown-profile',
      'unknown-profile',
    ]))
  test('for a collection denies when it is unknown who is in it, or in what the asked lies', () => {
    const club = { iri: ex('club'), isCollection: true, refinements: [] }
    const rules = { permissions: [permit()], prohibitions: [prohibit({ assignees: [club] })] }
    const members = (...lists: [string, string[]][]) => ({
      partOf: new Map(lists.map(([name, above]) => [ex(name), above.map(ex)])),
    })
    expect(codesOf(rules)).toEqual(['prohibition-undecided', 'unknown-collection'])
    expect(codesOf(rules, members(['bob', ['club']]))).toEqual(['prohibition-undecided', 'unknown-term'])
    expect(codesOf(rules, members(['bob', ['club']], ['alice', ['team']]))).toEqual([
      'prohibition-undecided',
      'unknown-term',
    ])
    expect(codesOf(rules, members(['bob', ['club']], ['alice', []]))).toEqual(['allow'])
    expect(codesOf(rules, members(['alice', ['team']], ['team', ['club']]))).toEqual(['prohibited'])
  })
  test('of an expired policy or an offer does not count', () => {
    const expired = evaluate(
      policyOf({ prohibitions: [prohibit()], validThrough: '2026-01-01T00:00:00Z' }),
      request,
      world,
    )
    const offer = evaluate(policyOf({ type: 'Offer', prohibitions: [prohibit()] }), request, world)
    const permitting = evaluate(policyOf({ permissions: [permit()] }), request, world)
    expect(decide([expired, offer, permitting]).outcome).toBe('allow')
  })
  test('of another policy wins', () => {
    const reports = [{ permissions: [permit()] }, { prohibitions: [prohibit()] }].map((rules) =>
      evaluate(policyOf(rules), request, world),
    )
    expect(decide(reports)).toEqual({
      outcome: 'deny',
      reasons: [{ code: 'prohibited', policy: ex('policy'), rule: ex('prohibition') }],
    })
  })
})

describe('constraints', () => {
  const purposes = new Map([
    [ex('research'), [ex('benefit')]],
    [ex('benefit'), []],
    [ex('lost'), [ex('gone')]],
  ])
  const areas = new Map([
    [ex('street'), [ex('district')]],
    [ex('district'), [ex('city')]],
    [ex('city'), []],
  ])
  const asked = (...names: string[]) => new Map([[odrl('purpose'), names.map(iri)]])
  const at = (...names: string[]) => new Map([[odrl('spatial'), names.map(iri)]])

  test.each<[string, Constraint, ReadonlyMap<string, ReturnType<typeof iri>[]>, string[]]>([
    ['eq', constrain('purpose', 'eq', iri('a')), asked('a'), ['allow']],
    ['eq, of one of several facts', constrain('purpose', 'eq', iri('a')), asked('b', 'a'), ['allow']],
    ['eq, another', constrain('purpose', 'eq', iri('a')), asked('b'), ['constraint-unsatisfied']],
    ['eq, a text', constrain('purpose', 'eq', literal('a', 'string')), asked('a'), ['value-not-comparable']],
    ['neq', constrain('purpose', 'neq', iri('a')), asked('b'), ['allow']],
    ['neq, the same', constrain('purpose', 'neq', iri('a')), asked('b', 'a'), ['constraint-unsatisfied']],
    ['isAnyOf', constrain('purpose', 'isAnyOf', iri('a'), iri('b')), asked('b'), ['allow']],
    ['isAllOf', constrain('purpose', 'isAllOf', iri('a'), iri('b')), asked('b', 'a', 'c'), ['allow']],
    [
      'isAllOf, not all',
      constrain('purpose', 'isAllOf', iri('a'), iri('b')),
      asked('b'),
      ['constraint-unsatisfied'],
    ],
    ['isNoneOf', constrain('purpose', 'isNoneOf', iri('a'), iri('b')), asked('c'), ['allow']],
    [
      'isNoneOf, one',
      constrain('purpose', 'isNoneOf', iri('a'), iri('b')),
      asked('a', 'c'),
      ['constraint-unsatisfied'],
    ],
    ['isA', constrain('purpose', 'isA', iri('benefit')), asked('research'), ['allow']],
    ['isA, itself', constrain('purpose', 'isA', iri('other')), asked('other'), ['allow']],
    [
      'isA, the other way',
      constrain('purpose', 'isA', iri('research')),
      asked('benefit'),
      ['constraint-unsatisfied'],
    ],
    ['isA, unknown', constrain('purpose', 'isA', iri('benefit')), asked('secret'), ['unknown-term']],
    [
      'isA, with an unknown term on the way',
      constrain('purpose', 'isA', iri('benefit')),
      asked('lost'),
      ['unknown-term'],
    ],
    ['isPartOf', constrain('spatial', 'isPartOf', iri('city')), at('street'), ['allow']],
    [
      'isPartOf, too wide',
      constrain('spatial', 'isPartOf', iri('street')),
      at('city'),
      ['constraint-unsatisfied'],
    ],
    ['hasPart', constrain('spatial', 'hasPart', iri('street')), at('city'), ['allow']],
    ['no value', constrain('purpose', 'eq', iri('a')), new Map(), ['no-value']],
    [
      'two values for one',
      constrain('purpose', 'eq', iri('a'), iri('b')),
      asked('a'),
      ['wrong-number-of-values'],
    ],
    [
      'an operator that does not fit',
      constrain('dateTime', 'isA', moment('2026-01-01T00:00:00Z')),
      new Map(),
      ['operator-not-allowed'],
    ],
    ['an unknown operator', constrain('purpose', 'like', iri('a')), asked('a'), ['unknown-operator']],
    ['an unknown operand', unknown, new Map(), ['unknown-operand']],
    [
      'a date instead of a moment',
      constrain('dateTime', 'lt', literal('2027-01-01', 'date')),
      new Map(),
      ['value-not-comparable'],
    ],
    [
      'a moment without zone',
      constrain('dateTime', 'lt', moment('2027-01-01T00:00:00')),
      new Map(),
      ['value-not-comparable'],
    ],
    ['and', joinConstraints('and', before, after), new Map(), ['constraint-unsatisfied']],
    ['andSequence', joinConstraints('andSequence', before, before), new Map(), ['allow']],
    ['or', joinConstraints('or', before, after), new Map(), ['allow']],
    ['or, with something unknown', joinConstraints('or', before, unknown), new Map(), ['unknown-operand']],
    ['or, none', joinConstraints('or', after, after), new Map(), ['constraint-unsatisfied']],
    ['xone', joinConstraints('xone', before, after), new Map(), ['allow']],
    ['xone, both', joinConstraints('xone', before, before), new Map(), ['constraint-unsatisfied']],
    ['nothing', joinConstraints('and'), new Map(), ['empty-logical-constraint']],
    ['an unknown relation', joinConstraints('nand', before), new Map(), ['unknown-logical-operand']],
  ])('%s', (_, constraint, values, codes) => {
    expect(codesWith(constraint, { broader: purposes, partOf: areas }, values)).toEqual(codes)
  })

  test('durations that can be either longer are not compared', () => {
    const keep = (text: string) => new Map([[odrl('elapsedTime'), [literal(text, 'duration')]]])
    const atMost = constrain('elapsedTime', 'lteq', literal('P30D', 'duration'))
    expect(codesWith(atMost, {}, keep('P4W'))).toEqual(['allow'])
    expect(codesWith(atMost, {}, keep('P31D'))).toEqual(['constraint-unsatisfied'])
    expect(codesWith(atMost, {}, keep('P1M'))).toEqual(['value-not-comparable'])
  })

  test('a fact outranks what the request says', () => {
    const constraint = constrain('purpose', 'eq', iri('a'))
    expect(codesWith(constraint, { values: asked('b') }, asked('a'))).toEqual(['constraint-unsatisfied'])
  })

  test('the clock is the only source of the time', () => {
    const values = new Map([[odrl('dateTime'), [moment('2027-01-01T00:00:00Z')]]])
    expect(codesWith(after, { values }, values)).toEqual(['constraint-unsatisfied'])
  })
})

describe('refinements', () => {
  const adults = constrain('count', 'gteq', literal('18', 'integer'))
  const club = { iri: ex('club'), isCollection: true, refinements: [adults] }
  const partOf = new Map([[ex('alice'), [ex('club')]]])
  const aged = (age: string) =>
    new Map([[ex('alice'), new Map([[odrl('count'), [literal(age, 'integer')]]])]])
  const codes = (about: StateOfTheWorld['about']) =>
    codesOf({ permissions: [permit({ assignees: [club] })] }, { partOf, about })

  test('choose from a collection', () => {
    expect(codes(aged('20'))).toEqual(['allow'])
    expect(codes(aged('9'))).toEqual(['wrong-party'])
    expect(codes(new Map())).toEqual(['no-value'])
  })

  test('narrow an action', () => {
    const actions = [{ iri: odrl('read'), refinements: [constrain('purpose', 'eq', iri('a'))] }]
    const purposeIs = (name: string) => new Map([[odrl('purpose'), [iri(name)]]])
    expect(codesOf({ permissions: [permit({ actions })] }, {}, purposeIs('a'))).toEqual(['allow'])
    expect(codesOf({ permissions: [permit({ actions })] }, {}, purposeIs('b'))).toEqual(['wrong-action'])
  })
})

describe('a duty with a date', () => {
  const duty = {
    ...permit(),
    uid: ex('duty'),
    targets: [],
    assignees: [],
    actions: [{ iri: odrl('inform'), refinements: [joinConstraints('and', before)] }],
    consequences: [],
  }
  const permissions = [permit({ duties: [duty] })]
  const late = '2026-07-01T00:00:00Z'
  const known = (state: 'Performed' | 'Unperformed') => new Map([[ex('duty'), state]])

  test.each<[string, Partial<StateOfTheWorld>, string[]]>([
    ['before it', {}, ['allow']],
    ['after it, not known to be done', { now: late }, ['duty-violated']],
    ['after it, done', { now: late, duties: known('Performed') }, ['allow']],
    ['known never to be done', { duties: known('Unperformed') }, ['duty-violated']],
  ])('%s', (_, facts, codes) => {
    expect(codesOf({ permissions }, facts)).toEqual(codes)
  })

  test('of the policy itself is reported, and denies nothing', () => {
    const report = evaluate(policyOf({ permissions: [permit()], obligations: [duty] }), request, {
      ...world,
      now: late,
    })
    expect(report.ruleReports).toMatchObject([
      { type: 'PermissionReport', activationState: 'Active' },
      {
        type: 'DutyReport',
        activationState: 'Active',
        performanceState: 'Unperformed',
        deonticState: 'Violated',
      },
    ])
  })
})
