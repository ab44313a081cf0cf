import fc from 'fast-check'
import {
  ACTIONS,
  type Agreement,
  type AtomicConstraint,
  type Constraint,
  DUTY_ACTIONS,
  type Duty,
  type Holder,
  LEFT_OPERANDS,
  type LeftOperandName,
  type LeftOperandTerm,
  type Member,
  ODRL,
  PROFILE,
  type Rule,
  type Value,
} from '../index.ts'

const names = Object.keys(LEFT_OPERANDS) as LeftOperandName[]

const iri = fc.constantFrom('a', 'b', 'c', 'd').map((name) => `https://example.org/${name}`)
/** Of one agreement every rule has its own. */
const uid = fc.uuid().map((id) => `urn:uuid:${id}`)
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

function someValue(name: LeftOperandName): fc.Arbitrary<Value> {
  const term: LeftOperandTerm = LEFT_OPERANDS[name]
  const literal = (texts: fc.Arbitrary<string>): fc.Arbitrary<Value> =>
    texts.map((text) => ({ kind: 'literal', text, datatype: term.datatype ?? '' }))
  if (term.values) {
    return fc
      .constantFrom(...term.values)
      .map(
        (text): Value =>
          text.startsWith('http')
            ? { kind: 'iri', iri: text }
            : { kind: 'literal', text, datatype: term.datatype ?? '' },
      )
  }
  if (term.datatype === null) return iri.map((value) => ({ kind: 'iri', iri: value }))
  if (name === 'dateTime') return literal(moment)
  if (name === 'retention') return literal(fc.constantFrom('P30D', 'P1Y', 'P6M', 'PT12H'))
  if (name === 'delay') return literal(fc.integer({ min: 1, max: 90 }).map((minutes) => `PT${minutes}M`))
  if (name === 'minimumGroupSize') return literal(fc.integer({ min: 2, max: 1000 }).map(String))
  return literal(fc.constantFrom('time', 'value', 'unit'))
}

function atomic(possible: readonly LeftOperandName[]): fc.Arbitrary<AtomicConstraint> {
  return fc.constantFrom(...possible).chain((name) => {
    const term: LeftOperandTerm = LEFT_OPERANDS[name]
    return fc.constantFrom(...term.operators).chain((operator) =>
      fc
        .record({
          uid: optional(uid),
          unit: optional(fc.constant(term.unit?.iri)),
          rightOperands: fc.array(someValue(name), {
            minLength: 1,
            maxLength: operator.endsWith('Of') && operator !== 'isPartOf' ? 3 : 1,
          }),
        })
        .map(({ uid: own, unit, rightOperands }) => ({
          kind: 'atomic' as const,
          ...(own !== undefined && { uid: own }),
          leftOperand: term.iri,
          operator: ODRL + operator,
          rightOperands,
          ...(unit !== undefined && { unit }),
        })),
    )
  })
}

function logical(operands: readonly string[], part: fc.Arbitrary<Constraint>): fc.Arbitrary<Constraint> {
  return fc
    .record({
      operand: fc.constantFrom(...operands),
      constraints: fc.array(part, { minLength: 1, maxLength: 3 }),
    })
    .map(({ operand, constraints }) => ({ kind: 'logical', operand: ODRL + operand, constraints }))
}

/** A constraint that the profile allows in a rule or duty. */
export function constraintOf(holder: Holder): fc.Arbitrary<Constraint> {
  const possible = names.filter((name) => LEFT_OPERANDS[name].holders.some((one) => one === holder))
  const deciding = atomic(possible.filter((name) => LEFT_OPERANDS[name].role === 'decides'))
  return fc.oneof(
    { weight: 4, arbitrary: atomic(possible) },
    logical(['and'], atomic(possible)),
    logical(['or', 'xone', 'andSequence'], fc.oneof(deciding, logical(['and', 'or'], deciding))),
  )
}

const member: fc.Arbitrary<Member> = fc
  .record({ iri, isCollection: fc.boolean() })
  .map((own) => ({ ...own, refinements: [] }))
const members = fc.array(member, { minLength: 1, maxLength: 2 })

const dutyAction = fc.constantFrom(...Object.values(DUTY_ACTIONS)).chain(({ iri: action, refinedBy }) =>
  fc
    .array(refinedBy.length > 0 ? atomic(refinedBy) : fc.constant(undefined), {
      minLength: refinedBy.length > 0 ? 1 : 0,
      maxLength: refinedBy.length > 0 ? 2 : 0,
    })
    .map((refinements) => ({ iri: action, refinements: refinements.filter((one) => one !== undefined) })),
)

const duty: fc.Arbitrary<Duty> = fc.record({ uid, action: dutyAction }).map(({ uid: own, action }) => ({
  uid: own,
  actions: [action],
  targets: [],
  assigners: [],
  assignees: [],
  constraints: [],
  consequences: [],
}))

function ruleOf(holder: Holder): fc.Arbitrary<Rule> {
  return fc.record({
    uid,
    actions: fc.array(
      fc.constantFrom(...Object.values(ACTIONS)).map((action) => ({ iri: action.iri, refinements: [] })),
      { minLength: 1, maxLength: 2 },
    ),
    targets: members,
    assigners: members,
    assignees: members,
    constraints: fc.array(constraintOf(holder), { maxLength: 3 }),
  })
}

export const permission = fc
  .record({ rule: ruleOf('permission'), duties: fc.array(duty, { maxLength: 2 }) })
  .map(({ rule, duties }) => ({ ...rule, duties }))

export const prohibition = ruleOf('prohibition').map((rule) => ({ ...rule, remedies: [] }))

/** An agreement that the profile allows. */
export const agreement: fc.Arbitrary<Agreement> = fc
  .record({
    type: fc.constantFrom('Agreement' as const, 'Agreement' as const, 'Offer' as const),
    uid,
    validFrom: optional(fc.constant('2020-01-01T00:00:00Z')),
    validThrough: optional(fc.constant('2029-01-01T00:00:00+01:00')),
    permissions: fc.array(permission, { minLength: 1, maxLength: 3 }),
    prohibitions: fc.array(prohibition, { maxLength: 1 }),
    obligations: fc.array(fc.record({ own: duty, assignees: members }), { maxLength: 1 }),
  })
  .map(({ validFrom, validThrough, obligations, ...rest }) => ({
    ...rest,
    profiles: [PROFILE] as const,
    ...(validFrom !== undefined && { validFrom }),
    ...(validThrough !== undefined && { validThrough }),
    obligations: obligations.map(({ own, assignees }) => ({ ...own, assignees })),
  }))
