export type { Mistake } from '../json/index.ts'
export {
  type AccessDecision,
  type AccessRequest,
  type Alternative,
  decideAccess,
  FIELDS,
  PLACE_PRECISIONS,
  type PlacePrecision,
  TIME_PRECISIONS,
  type TimePrecision,
  type Transformations,
} from './access.ts'
export { DENIALS, type Decision, type Denial, type DenialCode, decide, type Grant } from './decide.ts'
export { describeAgreement } from './describe-agreement.ts'
export type { Names } from './describe-values.ts'
export { evaluate } from './evaluate.ts'
export {
  type Action,
  type AtomicConstraint,
  type Constraint,
  type Duty,
  type EvaluationRequest,
  type Iri,
  knowOnlyTime,
  type LogicalConstraint,
  type Member,
  ODRL,
  type PerformanceState,
  type Permission,
  POLICY_TYPES,
  type Policy,
  type PolicyType,
  type Prohibition,
  type Rule,
  type StateOfTheWorld,
  type Value,
  XSD,
} from './model.ts'
export {
  ACTIONS,
  type ActionName,
  type ActionTerm,
  contextOf,
  DUTY_ACTIONS,
  type DutyActionName,
  type Holder,
  LEFT_OPERANDS,
  type LeftOperandName,
  type LeftOperandTerm,
  type OperatorName,
  PROFILE,
  PROFILE_TERMS,
  profileAt,
  VALUES,
} from './profile.ts'
export { PROFILE_LIST, type ProfileTerm, writeProfileJson, writeProfileTurtle } from './profile-document.ts'
export { type Agreement, type AgreementReading, readAgreement } from './read-agreement.ts'
export {
  type ActivationState,
  type AttemptState,
  type ConstraintReport,
  type DeonticState,
  type DutyReport,
  type MatchReport,
  type PermissionReport,
  type PolicyReport,
  type PolicyState,
  PROBLEM_CODES,
  type PremiseReport,
  type Problem,
  type ProblemCode,
  type ProhibitionReport,
  type RuleReport,
  type SatisfactionState,
  type Truth,
} from './report.ts'
export { SAMENSPEL_VOCABULARY } from './samenspel-vocabulary.ts'
export { type LeftOperandMeaning, ODRL_VOCABULARY, type ValueKind, type Vocabulary } from './vocabulary.ts'
export { writeAgreement } from './write-agreement.ts'
