/** An absolute IRI, such as `http://www.w3.org/ns/odrl/2/read`. Terms that nobody knows stay in the model, so that they can be named. */
export type Iri = string

export const ODRL = 'http://www.w3.org/ns/odrl/2/'
export const XSD = 'http://www.w3.org/2001/XMLSchema#'

/** A value in a constraint: something with an IRI, or a literal as it was written. */
export type Value =
  | { readonly kind: 'iri'; readonly iri: Iri }
  | { readonly kind: 'literal'; readonly text: string; readonly datatype: Iri }

/** Compares a fact with a value. ODRL Information Model 2.2, “Constraint Class”. */
export interface AtomicConstraint {
  readonly kind: 'atomic'
  readonly uid?: Iri
  readonly leftOperand: Iri
  readonly operator: Iri
  /** One for most operators; several are a list, for the operators on sets. */
  readonly rightOperands: readonly Value[]
  readonly unit?: Iri
}

/** Joins constraints. ODRL Information Model 2.2, “Logical Constraint Class”. */
export interface LogicalConstraint {
  readonly kind: 'logical'
  readonly uid?: Iri
  /** `odrl:and`, `odrl:or`, `odrl:xone` or `odrl:andSequence`. */
  readonly operand: Iri
  readonly constraints: readonly Constraint[]
}

export type Constraint = AtomicConstraint | LogicalConstraint

/** What is done. ODRL Information Model 2.2, “Action Class”; its refinements narrow it. */
export interface Action {
  readonly iri: Iri
  readonly refinements: readonly Constraint[]
}

/**
 * An asset or a party, or a collection of them; refinements choose from a collection.
 * ODRL Information Model 2.2, “Asset Class” and “Party Class”.
 */
export interface Member {
  readonly iri: Iri
  readonly isCollection: boolean
  readonly refinements: readonly Constraint[]
}

/**
 * What a permission, a prohibition and a duty have in common. Of several actions, targets or assignees each one is meant
 * (ODRL Information Model 2.2, “Compact Policy”); an empty list says nothing, so all are meant.
 */
export interface Rule {
  readonly uid: Iri
  readonly actions: readonly Action[]
  readonly targets: readonly Member[]
  readonly assigners: readonly Member[]
  readonly assignees: readonly Member[]
  /** All must hold. */
  readonly constraints: readonly Constraint[]
}

export interface Duty extends Rule {
  /** Duties on top, when this one is violated. They never undo the violation here. */
  readonly consequences: readonly Duty[]
}

export interface Permission extends Rule {
  /** Conditions of the permission. */
  readonly duties: readonly Duty[]
}

export interface Prohibition extends Rule {
  /** Duties when the prohibition is violated. They never lift the prohibition. */
  readonly remedies: readonly Duty[]
}

export const POLICY_TYPES = ['Set', 'Offer', 'Agreement'] as const
export type PolicyType = (typeof POLICY_TYPES)[number]

/** ODRL Information Model 2.2, “Policy Class”. */
export interface Policy {
  readonly type: PolicyType
  readonly uid: Iri
  /** Vocabularies that the policy speaks besides ODRL's own. */
  readonly profiles: readonly Iri[]
  /** `xsd:dateTime` from which, and until which (not included), the policy holds. */
  readonly validFrom?: string
  readonly validThrough?: string
  readonly permissions: readonly Permission[]
  readonly prohibitions: readonly Prohibition[]
  readonly obligations: readonly Duty[]
}

/** ODRL Formal Semantics, “Evaluation Request”: may this party do this with this target? */
export interface EvaluationRequest {
  readonly uid: Iri
  readonly action: Iri
  readonly party: Iri
  readonly target: Iri
  /** What the request says about itself, by left operand: its purpose, its recipient. */
  readonly values: ReadonlyMap<Iri, readonly Value[]>
}

/** ODRL Formal Semantics, “State of the World”: all that is known when the request is judged. */
export interface StateOfTheWorld {
  /** The moment, as `xsd:dateTime` with its zone; the only source of `odrl:dateTime`. */
  readonly now: string
  /**
   * Per member the collections or areas it lies in directly; followed upwards. What lies in none has an empty list: what is absent is
   * unknown.
   */
  readonly partOf: ReadonlyMap<Iri, readonly Iri[]>
  /** Per term its broader terms, as DPV gives them; a term that is absent is unknown. */
  readonly broader: ReadonlyMap<Iri, readonly Iri[]>
  /** Facts by left operand. A fact outranks what the request says. */
  readonly values: ReadonlyMap<Iri, readonly Value[]>
  /** Facts about one party or asset, for the refinements of a collection: by its IRI, then by left operand. */
  readonly about: ReadonlyMap<Iri, ReadonlyMap<Iri, readonly Value[]>>
  /** How duties stand for the party that asks, by their uid. One that is absent is not known to be done. */
  readonly duties: ReadonlyMap<Iri, PerformanceState>
}

/** Report model, performance state: done, never to be done any more, or still open. */
export type PerformanceState = 'Performed' | 'Unperformed' | 'Unknown'

/** A state of the world in which nothing is known but the time. */
export function knowOnlyTime(now: string): StateOfTheWorld {
  const nothing = new Map<never, never>()
  return { now, partOf: nothing, broader: nothing, values: nothing, about: nothing, duties: nothing }
}
