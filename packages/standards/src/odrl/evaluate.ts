import { type Context, judgeConstraint, listProblems } from './constraints.ts'
import { evaluateDuty, IS_IN_FORCE, listDutyProblems } from './duties.ts'
import { matchActions, matchMembers } from './match.ts'
import type { EvaluationRequest, Permission, Policy, Prohibition, Rule, StateOfTheWorld } from './model.ts'
import { allHold } from './operators.ts'
import type {
  PermissionReport,
  PolicyReport,
  PolicyState,
  PremiseReport,
  Problem,
  ProhibitionReport,
  RuleReport,
} from './report.ts'
import { readMoment } from './values.ts'
import { ODRL_VOCABULARY, type Vocabulary } from './vocabulary.ts'

/**
 * Evaluates one policy for one request (ODRL Formal Semantics, “ODRL Evaluator”, behaviour: closed). The report says of each rule
 * whether it is active, and of each premise whether it is satisfied, and if not, what was not understood. Nothing is left out: a
 * rule that cannot be judged is in the report as inactive, with its problems. What follows from reports, `decide` says.
 * @param vocabulary what is understood; ODRL's own terms when absent
 */
export function evaluate(
  policy: Policy,
  request: EvaluationRequest,
  world: StateOfTheWorld,
  vocabulary: Vocabulary = ODRL_VOCABULARY,
): PolicyReport {
  const context: Context = { request, world, vocabulary }
  const { state, problems } = findState(policy, context)
  const ruleReports: RuleReport[] = [
    ...sortByRule(policy.permissions.map((rule) => evaluatePermission(rule, state, context))),
    ...sortByRule(policy.prohibitions.map((rule) => evaluateProhibition(rule, state, context))),
    ...sortByRule(policy.obligations.map((duty) => evaluateDuty(duty, state, context))),
  ]
  return {
    type: 'PolicyReport',
    created: world.now,
    policy: policy.uid,
    policyRequest: request.uid,
    policyState: state,
    problems,
    ruleReports,
  }
}

/** An offer is a proposal and never holds (ODRL Formal Semantics, “Semantics of Policies”). */
function findState(
  { type, profiles, validFrom, validThrough }: Policy,
  { world, vocabulary }: Context,
): { state: PolicyState; problems: Problem[] } {
  if (type === 'Offer') return { state: 'offer', problems: [] }
  const now = readMoment(world.now)
  const from = validFrom === undefined ? now : readMoment(validFrom)
  const through = validThrough === undefined ? null : readMoment(validThrough)
  const problems: Problem[] = profiles
    .filter((profile) => !vocabulary.profiles.includes(profile))
    .map((subject) => ({ code: 'unknown-profile', subject }))
  if (now === undefined || from === undefined || through === undefined) {
    problems.push({ code: 'unreadable-validity', subject: [validFrom, validThrough].join('/') })
    return { state: 'undecided', problems }
  }
  if (now < from) return { state: 'not-yet-valid', problems }
  if (through !== null && now >= through) return { state: 'expired', problems }
  return { state: problems.length > 0 ? 'undecided' : 'in-force', problems }
}

/** Active when all premises are satisfied, all is understood, and no condition is violated. */
function evaluatePermission(rule: Permission, state: PolicyState, context: Context): PermissionReport {
  const premiseReports = judgePremises(rule, context, 'permission')
  const conditionReports = rule.duties.map((duty) => evaluateDuty(duty, state, context))
  const holds = allHold([IS_IN_FORCE[state], ...premiseReports.map((premise) => premise.holds)])
  const problems = [...premiseReports.flatMap(listProblems), ...conditionReports.flatMap(listDutyProblems)]
  const isViolated = conditionReports.some(({ deonticState }) => deonticState === 'Violated')
  return {
    type: 'PermissionReport',
    rule: rule.uid,
    attemptState: 'Attempted',
    activationState: holds === 'yes' && problems.length === 0 && !isViolated ? 'Active' : 'Inactive',
    premiseReports,
    holds,
    conditionReports,
  }
}

function evaluateProhibition(rule: Prohibition, state: PolicyState, context: Context): ProhibitionReport {
  const premiseReports = judgePremises(rule, context, 'elsewhere')
  const holds = allHold([IS_IN_FORCE[state], ...premiseReports.map((premise) => premise.holds)])
  return {
    type: 'ProhibitionReport',
    rule: rule.uid,
    attemptState: 'Attempted',
    activationState: holds === 'yes' ? 'Active' : 'Inactive',
    premiseReports,
    holds,
    remedyReports: rule.remedies.map((duty) => evaluateDuty(duty, state, context)),
  }
}

function judgePremises(rule: Rule, context: Context, place: 'permission' | 'elsewhere'): PremiseReport[] {
  const { request } = context
  return [
    ...matchMembers('TargetReport', rule.targets, request.target, context),
    ...matchMembers('PartyReport', rule.assignees, request.party, context),
    ...matchActions(rule.actions, context),
    ...rule.constraints.map((constraint) => judgeConstraint(constraint, context, place)),
  ]
}

function sortByRule<Report extends RuleReport>(reports: Report[]): Report[] {
  const keyed = reports.map((report) => ({ key: `${report.rule} ${JSON.stringify(report)}`, report }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ report }) => report)
}
