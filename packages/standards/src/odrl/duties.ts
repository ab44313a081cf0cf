import { type Context, checkConstraint, judgeConstraint, listProblems } from './constraints.ts'
import { type Constraint, type Duty, ODRL, type PerformanceState } from './model.ts'
import { allHold } from './operators.ts'
import type { DutyReport, PolicyState, Problem, Truth } from './report.ts'

/** Whether what a policy says holds, by its state. */
export const IS_IN_FORCE: Record<PolicyState, Truth> = {
  'in-force': 'yes',
  undecided: 'undecided',
  offer: 'no',
  'not-yet-valid': 'no',
  expired: 'no',
}

/**
 * How a duty stands. ODRL Formal Semantics, “Evaluation of Conditions (Duties)”; the deontic state by the table of the Compliance
 * Report Model: of an active duty performed is fulfilled, unperformed is violated, all else is not set. A refinement of the action
 * is part of what must be done: when it says before which moment, and that has passed while nobody knows it was done, it is unperformed.
 */
export function evaluateDuty(duty: Duty, state: PolicyState, context: Context): DutyReport {
  const premiseReports = [
    ...checkActions(duty, context),
    ...duty.constraints.map((constraint) => judgeConstraint(constraint, context, 'elsewhere')),
  ]
  const holds = allHold([IS_IN_FORCE[state], ...premiseReports.map((premise) => premise.holds)])
  const performanceState = findPerformance(duty, context)
  return {
    type: 'DutyReport',
    rule: duty.uid,
    attemptState: performanceState === 'Performed' ? 'Attempted' : 'NotAttempted',
    activationState: holds === 'yes' ? 'Active' : 'Inactive',
    premiseReports,
    holds,
    performanceState,
    deonticState: holds === 'yes' ? DEONTIC_STATES[performanceState] : 'NonSet',
    consequenceReports: duty.consequences.map((consequence) => evaluateDuty(consequence, state, context)),
  }
}

const DEONTIC_STATES = { Performed: 'Fulfilled', Unperformed: 'Violated', Unknown: 'NonSet' } as const

/** All problems of a duty and of its consequences. */
export function listDutyProblems(report: DutyReport): Problem[] {
  const own = report.premiseReports.flatMap(listProblems)
  return [...own, ...report.consequenceReports.flatMap(listDutyProblems)]
}

/** Is it understood what must be done? Only then there is no report. */
function checkActions(duty: Duty, { vocabulary }: Context) {
  const problems = duty.actions.flatMap(({ iri, refinements }): Problem[] => [
    ...(vocabulary.actions.has(iri) ? [] : [{ code: 'unknown-action', subject: iri } as const]),
    ...refinements.flatMap((refinement) => checkConstraint(refinement, vocabulary)),
  ])
  if (problems.length === 0) return []
  return [
    {
      type: 'ActionReport',
      satisfactionState: 'Unsatisfied',
      holds: 'undecided',
      problems,
      refinementReports: [],
    } as const,
  ]
}

function findPerformance(duty: Duty, context: Context): PerformanceState {
  const known = context.world.duties.get(duty.uid) ?? 'Unknown'
  if (known !== 'Unknown') return known
  const deadlines = duty.actions.flatMap(({ refinements }) => refinements.flatMap(listDeadlines))
  const isLate = deadlines.some((deadline) => judgeConstraint(deadline, context, 'elsewhere').holds === 'no')
  return isLate ? 'Unperformed' : 'Unknown'
}

/** The constraints that must hold for certain and say before which moment. */
function listDeadlines(constraint: Constraint): Constraint[] {
  if (constraint.kind === 'logical') {
    return constraint.operand === `${ODRL}and` ? constraint.constraints.flatMap(listDeadlines) : []
  }
  const isBefore = [`${ODRL}lt`, `${ODRL}lteq`].includes(constraint.operator)
  return isBefore && constraint.leftOperand === `${ODRL}dateTime` ? [constraint] : []
}
