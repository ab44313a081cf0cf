import type {
  AtomicConstraint,
  Constraint,
  EvaluationRequest,
  Iri,
  LogicalConstraint,
  StateOfTheWorld,
  Value,
} from './model.ts'
import { ODRL, XSD } from './model.ts'
import { allHold, anyHolds, applyOperator, isOperator, oneHolds, takesValues } from './operators.ts'
import type { ConstraintReport, PremiseReport, Problem, Truth } from './report.ts'
import { isReadable } from './values.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a rule is judged with. */
export interface Context {
  readonly request: EvaluationRequest
  readonly world: StateOfTheWorld
  readonly vocabulary: Vocabulary
}

/** Where a constraint stands: a demand on the answer can only be met where it holds without a choice. */
export type Place = 'permission' | 'choice' | 'elsewhere'

/**
 * How the parts of a logical constraint are joined. At one moment all parts of `andSequence` hold, or not all: there is nothing in
 * between, so it is judged as `and`.
 */
const JOINS: Record<string, (parts: readonly Truth[]) => Truth> = {
  [`${ODRL}and`]: allHold,
  [`${ODRL}andSequence`]: allHold,
  [`${ODRL}or`]: anyHolds,
  [`${ODRL}xone`]: oneHolds,
}

/**
 * Judges a constraint or refinement. ODRL Formal Semantics, “Evaluation of Constraints” and “Evaluation of Refinements”.
 * @param about whose facts come first, for the refinement of a collection
 */
export function judgeConstraint(
  constraint: Constraint,
  context: Context,
  place: Place,
  about?: Iri,
): ConstraintReport {
  if (constraint.kind === 'logical') return judgeLogical(constraint, context, place, about)
  const shapes = context.vocabulary.leftOperands.get(constraint.leftOperand)?.role === 'shapes'
  const problems = checkAtomic(constraint, context.vocabulary, place)
  if (shapes || problems.length > 0) {
    return reportOf(constraint, problems.length > 0 ? 'undecided' : 'yes', problems, { shapes })
  }
  const leftOperands = findValues(constraint.leftOperand, context, about)
  const { holds, problems: found } = applyOperator(constraint.operator, {
    left: leftOperands,
    right: constraint.rightOperands,
    kind: context.vocabulary.leftOperands.get(constraint.leftOperand)?.kind ?? 'text',
    world: context.world,
    subject: constraint.leftOperand,
  })
  return reportOf(constraint, holds, found, { leftOperands })
}

/** Is the constraint understood? What is said in it about a later moment, as in a duty, cannot be judged yet, but must be understood. */
export function checkConstraint(constraint: Constraint, vocabulary: Vocabulary): Problem[] {
  if (constraint.kind === 'atomic') return checkAtomic(constraint, vocabulary, 'elsewhere')
  return [
    ...checkLogical(constraint),
    ...constraint.constraints.flatMap((part) => checkConstraint(part, vocabulary)),
  ]
}

/** All problems of a premise and of its parts. */
export function listProblems(report: PremiseReport): Problem[] {
  const parts = report.type === 'ConstraintReport' ? report.premiseReports : report.refinementReports
  return [...report.problems, ...parts.flatMap(listProblems)]
}

function judgeLogical(
  constraint: LogicalConstraint,
  context: Context,
  place: Place,
  about: Iri | undefined,
): ConstraintReport {
  const isSure = constraint.operand === `${ODRL}and`
  const partPlace = place === 'permission' && !isSure ? 'choice' : place
  const premiseReports = constraint.constraints.map((part) =>
    judgeConstraint(part, context, partPlace, about),
  )
  const problems = checkLogical(constraint)
  const join = JOINS[constraint.operand]
  const holds = join && problems.length === 0 ? join(premiseReports.map((part) => part.holds)) : 'undecided'
  return reportOf(constraint, holds, problems, { premiseReports })
}

function checkLogical({ operand, constraints }: LogicalConstraint): Problem[] {
  if (!Object.hasOwn(JOINS, operand)) return [{ code: 'unknown-logical-operand', subject: operand }]
  return constraints.length === 0 ? [{ code: 'empty-logical-constraint', subject: operand }] : []
}

function checkAtomic(constraint: AtomicConstraint, vocabulary: Vocabulary, place: Place): Problem[] {
  const { leftOperand, operator, rightOperands } = constraint
  const meaning = vocabulary.leftOperands.get(leftOperand)
  const problems: Problem[] = []
  const add = (code: Problem['code'], subject: Iri) => problems.push({ code, subject })
  if (!meaning) add('unknown-operand', leftOperand)
  if (!isOperator(operator)) add('unknown-operator', operator)
  else if (meaning && !meaning.operators.includes(operator)) add('operator-not-allowed', operator)
  else if (!takesValues(operator, rightOperands.length)) add('wrong-number-of-values', leftOperand)
  if (!meaning) return problems
  const accepts = meaning.accepts ?? ((value: Value) => isReadable(value, meaning.kind))
  if (!rightOperands.every(accepts)) add('value-not-comparable', leftOperand)
  if (meaning.role === 'shapes') {
    if (place === 'choice') add('shape-in-choice', leftOperand)
    if (place === 'elsewhere') add('shape-outside-permission', leftOperand)
  }
  return problems
}

/** The values of a left operand: the clock for `odrl:dateTime`, else facts about the subject, other facts, what the request says. */
function findValues(leftOperand: Iri, { request, world }: Context, about: Iri | undefined): readonly Value[] {
  if (leftOperand === `${ODRL}dateTime`) {
    return [{ kind: 'literal', text: world.now, datatype: `${XSD}dateTime` }]
  }
  const own = about === undefined ? undefined : world.about.get(about)?.get(leftOperand)
  return own ?? world.values.get(leftOperand) ?? request.values.get(leftOperand) ?? []
}

function reportOf(
  constraint: Constraint,
  holds: Truth,
  problems: readonly Problem[],
  more: Partial<ConstraintReport>,
): ConstraintReport {
  return {
    type: 'ConstraintReport',
    constraint,
    leftOperands: [],
    shapes: false,
    premiseReports: [],
    ...more,
    satisfactionState: holds === 'yes' ? 'Satisfied' : 'Unsatisfied',
    holds,
    problems,
  }
}
