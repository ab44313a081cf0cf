import {
  type AtomicConstraint,
  type Constraint,
  type EvaluationRequest,
  type Iri,
  knowOnlyTime,
  ODRL,
  type Permission,
  type Policy,
  type Prohibition,
  type StateOfTheWorld,
  type Value,
  XSD,
} from '../index.ts'

export const ex = (name: string): Iri => `https://example.org/${name}`
export const odrl = (name: string): Iri => `${ODRL}${name}`
export const iri = (name: string): Value => ({ kind: 'iri', iri: ex(name) })
export const literal = (text: string, datatype: string): Value => ({
  kind: 'literal',
  text,
  datatype: `${XSD}${datatype}`,
})

export function constrain(
  leftOperand: string,
  operator: string,
  ...rightOperands: readonly Value[]
): AtomicConstraint {
  return { kind: 'atomic', leftOperand: odrl(leftOperand), operator: odrl(operator), rightOperands }
}

export function joinConstraints(operand: string, ...constraints: readonly Constraint[]): Constraint {
  return { kind: 'logical', operand: odrl(operand), constraints }
}

/** Alice may read x. */
export function permit(change: Partial<Permission> = {}): Permission {
  return {
    uid: ex('permission'),
    actions: [{ iri: odrl('read'), refinements: [] }],
    targets: [{ iri: ex('x'), isCollection: false, refinements: [] }],
    assigners: [],
    assignees: [{ iri: ex('alice'), isCollection: false, refinements: [] }],
    constraints: [],
    duties: [],
    ...change,
  }
}

/** Alice may not read x. */
export function prohibit(change: Partial<Prohibition> = {}): Prohibition {
  const { duties: _, ...rule } = permit()
  return { ...rule, uid: ex('prohibition'), remedies: [], ...change }
}

export function policyOf(change: Partial<Policy>): Policy {
  return {
    type: 'Set',
    uid: ex('policy'),
    profiles: [],
    permissions: [],
    prohibitions: [],
    obligations: [],
    ...change,
  }
}

export const request: EvaluationRequest = {
  uid: ex('request'),
  action: odrl('read'),
  party: ex('alice'),
  target: ex('x'),
  values: new Map(),
}

export const world: StateOfTheWorld = knowOnlyTime('2026-06-01T12:00:00Z')
