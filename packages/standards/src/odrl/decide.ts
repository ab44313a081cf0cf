import type { Bilingual } from '../language/index.ts'
import { listProblems } from './constraints.ts'
import { listDutyProblems } from './duties.ts'
import { type Constraint, type Iri, ODRL } from './model.ts'
import type {
  ConstraintReport,
  PermissionReport,
  PolicyReport,
  PolicyState,
  Problem,
  ProblemCode,
  ProhibitionReport,
} from './report.ts'

/** Why a request is denied, with a heading for each; the subject and the rule make it a sentence. */
export const DENIALS = {
  'no-policy': { nl: 'Er is geen afspraak', en: 'There is no agreement' },
  'no-permission': { nl: 'De afspraak geeft geen toestemming', en: 'The agreement gives no permission' },
  offer: { nl: 'De afspraak is nog een voorstel', en: 'The agreement is still a proposal' },
  'not-yet-valid': { nl: 'De afspraak is nog niet begonnen', en: 'The agreement has not started yet' },
  expired: { nl: 'De afspraak is afgelopen', en: 'The agreement has ended' },
  prohibited: { nl: 'Het is verboden', en: 'It is prohibited' },
  'prohibition-undecided': {
    nl: 'Niet zeker is of het verboden is',
    en: 'It is not certain whether it is prohibited',
  },
  'wrong-action': { nl: 'De toestemming is voor iets anders', en: 'The permission is to do something else' },
  'wrong-target': { nl: 'De toestemming is voor andere gegevens', en: 'The permission is for other data' },
  'wrong-party': { nl: 'De toestemming is voor een ander', en: 'The permission is for someone else' },
  'constraint-unsatisfied': { nl: 'Aan een voorwaarde is niet voldaan', en: 'A condition is not met' },
  'duty-violated': { nl: 'Een plicht is niet nagekomen', en: 'A duty has not been met' },
  'nothing-left': { nl: 'De voorwaarden laten niets over', en: 'The conditions leave nothing' },
  'unknown-profile': { nl: 'Onbekend profiel', en: 'Unknown profile' },
  'unreadable-validity': { nl: 'Onleesbare looptijd', en: 'Unreadable validity' },
  'unknown-action': { nl: 'Onbekende handeling', en: 'Unknown action' },
  'unknown-operand': { nl: 'Onbekende voorwaarde', en: 'Unknown condition' },
  'unknown-operator': { nl: 'Onbekende vergelijking', en: 'Unknown comparison' },
  'unknown-logical-operand': { nl: 'Onbekend verband tussen voorwaarden', en: 'Unknown logical relation' },
  'empty-logical-constraint': { nl: 'Verband zonder voorwaarden', en: 'Logical relation without conditions' },
  'operator-not-allowed': { nl: 'Vergelijking past niet', en: 'Comparison does not fit' },
  'wrong-number-of-values': { nl: 'Te veel of te weinig waarden', en: 'Too many or too few values' },
  'unknown-collection': { nl: 'Onbekende groep', en: 'Unknown collection' },
  'unknown-term': { nl: 'Onbekend begrip', en: 'Unknown term' },
  'no-value': { nl: 'Niet bekend bij deze vraag', en: 'Not known for this request' },
  'value-not-comparable': { nl: 'Waarde is niet te vergelijken', en: 'Value cannot be compared' },
  'shape-in-choice': {
    nl: 'Eis aan het antwoord staat in een keuze',
    en: 'A demand on the answer stands in a choice',
  },
  'shape-outside-permission': {
    nl: 'Eis aan het antwoord staat niet bij een toestemming',
    en: 'A demand on the answer stands outside a permission',
  },
} as const satisfies Record<ProblemCode, Bilingual> & Record<string, Bilingual>

export type DenialCode = keyof typeof DENIALS

/** One reason to deny. */
export interface Denial {
  readonly code: DenialCode
  readonly policy?: Iri
  readonly rule?: Iri
  /** What it is about: a term, a profile, a duty. */
  readonly subject?: Iri
  readonly constraint?: Constraint
}

type Placed = Pick<Denial, 'policy' | 'rule'>

/** A permission that allows, and the policy it is in. */
export interface Grant {
  readonly policy: Iri
  readonly permission: PermissionReport
}

export type Decision =
  | { readonly outcome: 'deny'; readonly reasons: readonly Denial[] }
  | { readonly outcome: 'allow'; readonly grants: readonly Grant[] }

/**
 * What follows from the reports of all policies about one request: allowed when a permission is active, and no prohibition of any of
 * them is active or undecided. Prohibition wins, whatever the policies say under `odrl:conflict`. A denial gives every reason.
 */
export function decide(reports: readonly PolicyReport[]): Decision {
  if (reports.length === 0) return { outcome: 'deny', reasons: [{ code: 'no-policy' }] }
  const prohibitions = reports.flatMap(refuseByProhibitions)
  const grants = reports.flatMap(listGrants)
  if (grants.length > 0 && prohibitions.length === 0) return { outcome: 'allow', grants }
  const reasons = [...prohibitions, ...(grants.length > 0 ? [] : reports.flatMap(explain))]
  return { outcome: 'deny', reasons: dropRepeats(reasons) }
}

function dropRepeats(reasons: readonly Denial[]): Denial[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()]
}

function listGrants({ policy, ruleReports }: PolicyReport): Grant[] {
  return ruleReports
    .filter((report) => report.type === 'PermissionReport')
    .filter(({ activationState }) => activationState === 'Active')
    .map((permission) => ({ policy, permission }))
}

function refuseByProhibitions({ policy, problems, ruleReports }: PolicyReport): Denial[] {
  return ruleReports
    .filter((report) => report.type === 'ProhibitionReport')
    .flatMap((report): Denial[] => {
      const place = { policy, rule: report.rule }
      if (report.activationState === 'Active') return [{ code: 'prohibited', ...place }]
      if (report.holds === 'no') return []
      return [
        { code: 'prohibition-undecided', ...place },
        ...nameAll([...problems, ...listOpen(report)], place),
      ]
    })
}

/** The problems of what is undecided in a prohibition. */
function listOpen({ premiseReports }: ProhibitionReport): Problem[] {
  return premiseReports.filter(({ holds }) => holds === 'undecided').flatMap(listProblems)
}

const OUT_OF_FORCE: Partial<Record<PolicyState, DenialCode>> = {
  offer: 'offer',
  'not-yet-valid': 'not-yet-valid',
  expired: 'expired',
}

/** Why no permission of this policy is active. */
function explain({ policy, policyState, problems, ruleReports }: PolicyReport): Denial[] {
  const state = OUT_OF_FORCE[policyState]
  if (state) return [{ code: state, policy }]
  const permissions = ruleReports.filter((report) => report.type === 'PermissionReport')
  if (permissions.length === 0) return [...nameAll(problems, { policy }), { code: 'no-permission', policy }]
  return [
    ...nameAll(problems, { policy }),
    ...permissions.flatMap((report) => explainPermission(policy, report)),
  ]
}

const MISMATCHES = {
  ActionReport: 'wrong-action',
  TargetReport: 'wrong-target',
  PartyReport: 'wrong-party',
} as const

function explainPermission(policy: Iri, report: PermissionReport): Denial[] {
  const place = { policy, rule: report.rule }
  const premises = report.premiseReports.flatMap((premise): Denial[] => {
    if (premise.type === 'ConstraintReport') return explainConstraint(premise, place)
    const isOther = premise.holds === 'no'
    return [
      ...(isOther ? [{ code: MISMATCHES[premise.type], ...place }] : []),
      ...nameAll(listProblems(premise), place),
    ]
  })
  const duties = report.conditionReports.flatMap((duty): Denial[] => [
    ...(duty.deonticState === 'Violated'
      ? [{ code: 'duty-violated', ...place, subject: duty.rule } as const]
      : []),
    ...nameAll(listDutyProblems(duty), place),
  ])
  return [...premises, ...duties]
}

/** What is to blame: of constraints that must all hold the parts, of a choice the choice; and all that was not understood. */
function explainConstraint(report: ConstraintReport, place: Placed): Denial[] {
  const { constraint, holds, problems, premiseReports } = report
  const isChoice =
    constraint.kind === 'logical' && ['or', 'xone'].some((name) => constraint.operand === ODRL + name)
  const blamed = holds === 'no' && (isChoice || constraint.kind === 'atomic')
  const parts = isChoice
    ? nameAll(premiseReports.flatMap(listProblems), place)
    : premiseReports.flatMap((part) => explainConstraint(part, place))
  return [
    ...(blamed ? [{ code: 'constraint-unsatisfied', ...place, constraint } as const] : []),
    ...nameAll(problems, place, constraint),
    ...parts,
  ]
}

function nameAll(problems: readonly Problem[], place: Placed, constraint?: Constraint): Denial[] {
  return problems.map(({ code, subject }) => ({ code, ...place, subject, ...(constraint && { constraint }) }))
}
