import { type Denial, decide, type Grant } from './decide.ts'
import { evaluate } from './evaluate.ts'
import {
  type AtomicConstraint,
  type EvaluationRequest,
  type Iri,
  ODRL,
  type Policy,
  type StateOfTheWorld,
  type Value,
  XSD,
} from './model.ts'
import { climb } from './operators.ts'
import { LEFT_OPERANDS, type LeftOperandName, VALUES } from './profile.ts'
import type { DutyReport, PremiseReport } from './report.ts'
import { readMinutes, SAMENSPEL_VOCABULARY } from './samenspel-vocabulary.ts'

/** A party asks to do something with a dataset. */
export interface AccessRequest {
  readonly uid: Iri
  readonly action: Iri
  readonly party: Iri
  /** Roles that the party has; a recipient can be meant by its role. */
  readonly roles: readonly Iri[]
  readonly target: Iri
  /** A challenge, or a term of DPV. Without it, what asks for a purpose denies. */
  readonly purpose?: Iri
  /** How long the party keeps the data, as `xsd:duration`. Without it, what asks for it denies. */
  readonly retention?: string
}

/** Coarser to the right. */
export const PLACE_PRECISIONS = ['exact', '100m', '500m', 'area'] as const
export type PlacePrecision = (typeof PLACE_PRECISIONS)[number]
export const TIME_PRECISIONS = ['raw', 'hour', 'day'] as const
export type TimePrecision = (typeof TIME_PRECISIONS)[number]

/**
 * The fields that measurements have: `result`, a value with its time, unit and quality; `location`, the place as precisely as is agreed;
 * `details`, descriptions and other properties, which are given only with the exact place.
 */
export const FIELDS = ['result', 'location', 'details'] as const

/** What must be done to the data before it is given. */
export interface Transformations {
  readonly place: PlacePrecision
  readonly time: TimePrecision
  readonly delayMinutes: number
  /** Only these; null when all. */
  readonly fields: readonly string[] | null
  /** Only data in these areas, or in what lies in them; null when everywhere. */
  readonly areas: readonly Iri[] | null
  /** 1 when single values may be given. */
  readonly minimumGroup: number
}

/** One permission that allows the request, with what it demands. */
export interface Alternative {
  readonly policy: Iri
  readonly permission: Iri
  readonly transformations: Transformations
  readonly duties: readonly DutyReport[]
}

export type AccessDecision =
  | { readonly outcome: 'deny'; readonly reasons: readonly Denial[] }
  | { readonly outcome: 'allow'; readonly alternatives: readonly Alternative[] }

/**
 * Decides on access under agreements of Samenspel's profile. Each permission that allows is an alternative of its own: the caller
 * answers under one of them, with all its transformations and duties, or under several by answering each apart and joining what comes
 * out. It never takes the mildest of each, as that is what nobody agreed to. What the dataset or a resident demands comes on
 * top: there the coarser wins. Within a permission the coarsest demand counts; one that leaves no field or area does not allow.
 */
export function decideAccess(
  policies: readonly Policy[],
  request: AccessRequest,
  world: StateOfTheWorld,
): AccessDecision {
  const asked = toEvaluationRequest(request)
  const decision = decide(policies.map((policy) => evaluate(policy, asked, world, SAMENSPEL_VOCABULARY)))
  if (decision.outcome === 'deny') return decision
  const alternatives = decision.grants.map((grant) => toAlternative(grant, world))
  const possible = alternatives.filter(leavesSomething)
  if (possible.length > 0) return { outcome: 'allow', alternatives: possible }
  const reasons = alternatives.map(
    ({ policy, permission }): Denial => ({ code: 'nothing-left', policy, rule: permission }),
  )
  return { outcome: 'deny', reasons }
}

function toEvaluationRequest({
  uid,
  action,
  party,
  roles,
  target,
  purpose,
  retention,
}: AccessRequest): EvaluationRequest {
  const iri = (value: Iri): Value => ({ kind: 'iri', iri: value })
  const values = new Map<Iri, readonly Value[]>([[LEFT_OPERANDS.recipient.iri, [party, ...roles].map(iri)]])
  if (purpose !== undefined) values.set(LEFT_OPERANDS.purpose.iri, [iri(purpose)])
  if (retention !== undefined) {
    values.set(LEFT_OPERANDS.retention.iri, [
      { kind: 'literal', text: retention, datatype: `${XSD}duration` },
    ])
  }
  return { uid, action, party, target, values }
}

function toAlternative({ policy, permission }: Grant, world: StateOfTheWorld): Alternative {
  const demands = permission.premiseReports.flatMap(listDemands)
  const of = (name: LeftOperandName) =>
    demands.filter(({ leftOperand }) => leftOperand === LEFT_OPERANDS[name].iri)
  const texts = (name: LeftOperandName) => of(name).flatMap(({ rightOperands }) => rightOperands.map(textOf))
  return {
    policy,
    permission: permission.rule,
    duties: permission.conditionReports,
    transformations: {
      place: coarsest(
        PLACE_PRECISIONS,
        texts('spatialResolution').map((text) => PLACES[text] ?? 'area'),
      ),
      time: coarsest(
        TIME_PRECISIONS,
        texts('temporalResolution').map((text) => TIMES[text] ?? 'day'),
      ),
      delayMinutes: Math.max(
        0,
        ...texts('delay').map((text) => readMinutes(text) ?? Number.POSITIVE_INFINITY),
      ),
      fields: narrow(of('fields'), (one, other) => one === other),
      areas: narrow(of('spatial'), (one, other) => climb(one, world.partOf).found.has(other)),
      minimumGroup: Math.max(1, ...texts('minimumGroupSize').map(Number)),
    },
  }
}

const PLACES: Record<string, PlacePrecision> = { 100: '100m', 500: '500m', [VALUES.wholeArea.iri]: 'area' }
const TIMES: Record<string, TimePrecision> = { PT1H: 'hour', P1D: 'day' }

/** The demands on the answer in a premise. Under anything but `odrl:and` the evaluator has refused them. */
function listDemands(report: PremiseReport): AtomicConstraint[] {
  if (report.type !== 'ConstraintReport') return []
  if (report.constraint.kind === 'atomic') return report.shapes ? [report.constraint] : []
  return report.constraint.operand === `${ODRL}and` ? report.premiseReports.flatMap(listDemands) : []
}

function coarsest<T>(scale: readonly [T, ...T[]], demanded: readonly T[]): T {
  return demanded.reduce((a, b) => (scale.indexOf(b) > scale.indexOf(a) ? b : a), scale[0])
}

/** What is within every list; null when there is none. */
function narrow(
  demands: readonly AtomicConstraint[],
  isWithin: (one: string, other: string) => boolean,
): readonly string[] | null {
  const [first, ...rest] = demands.map(({ rightOperands }) => rightOperands.map(textOf))
  if (!first) return null
  const both = rest.reduce(
    (kept, list) => [
      ...kept.filter((one) => list.some((other) => isWithin(one, other))),
      ...list.filter((one) => kept.some((other) => isWithin(one, other))),
    ],
    first,
  )
  return [...new Set(both)].sort()
}

function leavesSomething({ transformations: { fields, areas } }: Alternative): boolean {
  return fields?.length !== 0 && areas?.length !== 0
}

const textOf = (value: Value) => (value.kind === 'iri' ? value.iri : value.text)
