import type { Constraint, Iri, PerformanceState, Value } from './model.ts'

/**
 * Why a part of a policy could not be decided. A permission with such a part is not active; a prohibition with one denies all the
 * same, unless another part says for certain that it is about something else.
 */
export const PROBLEM_CODES = [
  'unknown-profile',
  'unreadable-validity',
  'unknown-action',
  'unknown-operand',
  'unknown-operator',
  'unknown-logical-operand',
  'empty-logical-constraint',
  'operator-not-allowed',
  'wrong-number-of-values',
  'unknown-collection',
  'unknown-term',
  'no-value',
  'value-not-comparable',
  'shape-in-choice',
  'shape-outside-permission',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

export interface Problem {
  readonly code: ProblemCode
  /** What it is about: the IRI of the operand, operator, action, collection, profile or term. */
  readonly subject: Iri
}

export type SatisfactionState = 'Satisfied' | 'Unsatisfied'
export type ActivationState = 'Active' | 'Inactive'
export type DeonticState = 'NonSet' | 'Violated' | 'Fulfilled'
export type AttemptState = 'Attempted' | 'NotAttempted'

interface Judged {
  /** `Satisfied` when it holds; what is undecided is `Unsatisfied`. */
  readonly satisfactionState: SatisfactionState
  readonly holds: Truth
  /** Why it could not be decided; empty when it could. */
  readonly problems: readonly Problem[]
}

/** Report of a constraint or refinement; of a logical constraint with those of its parts. */
export interface ConstraintReport extends Judged {
  readonly type: 'ConstraintReport'
  readonly constraint: Constraint
  /** The values on the left, as they were known. */
  readonly leftOperands: readonly Value[]
  /** Satisfied only because whoever answers makes the answer so. */
  readonly shapes: boolean
  readonly premiseReports: readonly ConstraintReport[]
}

/** Report of the action, the target or the party of a rule. */
export interface MatchReport extends Judged {
  readonly type: 'ActionReport' | 'TargetReport' | 'PartyReport'
  readonly refinementReports: readonly ConstraintReport[]
}

export type PremiseReport = ConstraintReport | MatchReport

interface OfRule {
  readonly rule: Iri
  readonly attemptState: AttemptState
  readonly activationState: ActivationState
  readonly premiseReports: readonly PremiseReport[]
  /**
   * Is the policy in force, and do all premises hold? `undecided` when something is unknown and nothing says for certain that
   * they do not: what an inactive prohibition still denies by.
   */
  readonly holds: Truth
}

/** Whether something holds, by Kleene's logic of three values. */
export type Truth = 'yes' | 'no' | 'undecided'

export interface DutyReport extends OfRule {
  readonly type: 'DutyReport'
  readonly performanceState: PerformanceState
  readonly deonticState: DeonticState
  readonly consequenceReports: readonly DutyReport[]
}

export interface PermissionReport extends OfRule {
  readonly type: 'PermissionReport'
  /** The duties that are its conditions. */
  readonly conditionReports: readonly DutyReport[]
}

export interface ProhibitionReport extends OfRule {
  readonly type: 'ProhibitionReport'
  readonly remedyReports: readonly DutyReport[]
}

export type RuleReport = PermissionReport | ProhibitionReport | DutyReport

/** Is the policy in force? `in-force` is the only state in which its permissions can be active. */
export type PolicyState = 'in-force' | 'offer' | 'not-yet-valid' | 'expired' | 'undecided'

/** ODRL Formal Semantics, “Evaluation Report”, in the shape of the ODRL Compliance Report Model. */
export interface PolicyReport {
  readonly type: 'PolicyReport'
  readonly created: string
  readonly policy: Iri
  readonly policyRequest: Iri
  readonly policyState: PolicyState
  readonly problems: readonly Problem[]
  /** Sorted: permissions, prohibitions, duties, each by uid. */
  readonly ruleReports: readonly RuleReport[]
}
