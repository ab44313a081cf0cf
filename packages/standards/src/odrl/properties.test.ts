import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  ACTIONS,
  type AccessRequest,
  type Constraint,
  decide,
  decideAccess,
  evaluate,
  type Policy,
  type StateOfTheWorld,
} from './index.ts'
import { agreement, permission, prohibition } from './testing/arbitraries.ts'
import { constrain, ex, iri, joinConstraints, permit, policyOf, request, world } from './testing/examples.ts'

const name = fc.constantFrom('a', 'b', 'c', 'd').map(ex)

const asked: fc.Arbitrary<AccessRequest> = fc.record({
  uid: fc.constant(ex('request')),
  action: fc.constantFrom(...Object.values(ACTIONS).map((action) => action.iri)),
  party: name,
  roles: fc.array(name, { maxLength: 2 }),
  target: name,
  purpose: name,
  retention: fc.constantFrom('P1D', 'P1Y'),
})

const someWorld: fc.Arbitrary<StateOfTheWorld> = fc
  .record({
    partOf: fc.array(fc.tuple(name, fc.array(name, { maxLength: 2 }))),
    broader: fc.array(fc.tuple(name, fc.array(name, { maxLength: 2 }))),
  })
  .map(({ partOf, broader }) => ({ ...world, partOf: new Map(partOf), broader: new Map(broader) }))

/** Generated agreements rarely fit; ones that ask nothing make sure that allowing occurs. */
const broad = name.map(
  (party): Policy =>
    policyOf({
      permissions: [
        permit({
          actions: [{ iri: ACTIONS.use.iri, refinements: [] }],
          targets: ['a', 'b', 'c', 'd'].map((target) => ({
            iri: ex(target),
            isCollection: false,
            refinements: [],
          })),
          assignees: [{ iri: party, isCollection: false, refinements: [] }],
        }),
      ],
    }),
)
const policies = fc.array(fc.oneof(agreement, broad), { minLength: 1, maxLength: 3 })

function withFirst(list: readonly Policy[], change: (policy: Policy) => Policy): Policy[] {
  return list.map((policy, index) => (index === 0 ? change(policy) : policy))
}

it('an added prohibition never turns deny into allow', () => {
  let allowed = 0
  fc.assert(
    fc.property(policies, prohibition, asked, someWorld, (list, added, what, facts) => {
      const more = withFirst(list, (policy) => ({ ...policy, prohibitions: [...policy.prohibitions, added] }))
      const decision = decideAccess(list, what, facts)
      if (decision.outcome === 'allow') allowed += 1
      if (decision.outcome === 'deny') expect(decideAccess(more, what, facts).outcome).toBe('deny')
    }),
    { numRuns: 500 },
  )
  expect(allowed).toBeGreaterThan(20)
})

it('a removed permission never turns deny into allow', () => {
  fc.assert(
    fc.property(policies, asked, someWorld, fc.nat(), (list, what, facts, index) => {
      const less = withFirst(list, (policy) => ({
        ...policy,
        permissions: policy.permissions.filter((_, at) => at !== index % policy.permissions.length),
      }))
      if (decideAccess(list, what, facts).outcome === 'deny') {
        expect(decideAccess(less, what, facts).outcome).toBe('deny')
      }
    }),
    { numRuns: 300 },
  )
})

it('an unknown operand anywhere in a permission denies by it', () => {
  const unknown = constrain('moonPhase', 'eq', iri('full'))
  const places: ((wrap: Constraint) => Policy['permissions'][number])[] = [
    (part) => permit({ constraints: [part] }),
    (part) => permit({ actions: [{ iri: request.action, refinements: [part] }] }),
    (part) => permit({ targets: [{ iri: request.target, isCollection: false, refinements: [part] }] }),
    (part) => permit({ assignees: [{ iri: request.party, isCollection: false, refinements: [part] }] }),
    (part) => permit({ duties: [{ ...permit(), uid: ex('d'), constraints: [part], consequences: [] }] }),
    (part) =>
      permit({
        duties: [
          {
            ...permit(),
            uid: ex('d'),
            actions: [{ iri: request.action, refinements: [part] }],
            consequences: [],
          },
        ],
      }),
    (part) => {
      const duty = { ...permit(), uid: ex('d'), consequences: [] }
      return permit({ duties: [{ ...duty, consequences: [{ ...duty, uid: ex('e'), constraints: [part] }] }] })
    },
  ]
  const { constraint } = fc.letrec<{ constraint: Constraint }>((tie) => ({
    constraint: fc.oneof(
      { depthSize: 'small' },
      fc.constant(unknown),
      fc
        .tuple(fc.constantFrom('and', 'or', 'xone', 'andSequence'), tie('constraint'), fc.boolean())
        .map(([operand, part, first]) => {
          const sure = constrain('dateTime', 'gt', {
            kind: 'literal',
            text: '2000-01-01T00:00:00Z',
            datatype: 'http://www.w3.org/2001/XMLSchema#dateTime',
          })
          return joinConstraints(operand, ...(first ? [part, sure] : [sure, part]))
        }),
    ),
  }))
  fc.assert(
    fc.property(constraint, fc.constantFrom(...places), (part, place) => {
      const decision = decide([evaluate(policyOf({ permissions: [place(part)] }), request, world)])
      expect(decision).toMatchObject({
        outcome: 'deny',
        reasons: expect.arrayContaining([
          expect.objectContaining({ code: 'unknown-operand', subject: unknown.leftOperand }),
        ]),
      })
    }),
  )
})

it('a report is the same whatever the order of the rules', () => {
  fc.assert(
    fc.property(
      fc.array(permission, { minLength: 2, maxLength: 4 }),
      fc.array(prohibition, { maxLength: 3 }),
      someWorld,
      (permissions, prohibitions, facts) => {
        const one = policyOf({ permissions, prohibitions })
        const other = policyOf({
          permissions: permissions.toReversed(),
          prohibitions: prohibitions.toReversed(),
        })
        expect(evaluate(other, request, facts)).toEqual(evaluate(one, request, facts))
      },
    ),
  )
})

it('every denial has a reason, and every allowance an active permission', () => {
  fc.assert(
    fc.property(policies, asked, someWorld, (list, what, facts) => {
      const decision = decideAccess(list, what, facts)
      const reasons = decision.outcome === 'deny' ? decision.reasons : decision.alternatives
      expect(reasons.length).toBeGreaterThan(0)
    }),
    { numRuns: 300 },
  )
})
