/** From the text of a form to the agreement that decides, in Samenspel's profile of ODRL. */
import {
  ACTIONS,
  type Agreement,
  type AtomicConstraint,
  DUTY_ACTIONS,
  type DutyActionName,
  LEFT_OPERANDS,
  type LeftOperandName,
  type Member,
  ODRL,
  type Duty as OdrlDuty,
  type OperatorName,
  PROFILE,
  VALUES,
  type Value,
  XSD,
} from '@samenspel/standards/odrl'
import type { Iris } from './iris.ts'
import type { DutyKind } from './lists.ts'
import type { Content, Duty, Permission, Prohibition } from './schema/content.ts'

/** A version of an agreement, with what is known of its datasets. */
export type VersionText = {
  agreementId: string
  version: number
  /** As long as not everyone has accepted it, it is an offer: it says the same and permits nothing. */
  accepted: boolean
  content: Content
  /** The owner of each dataset that the content names. */
  owners: ReadonlyMap<string, string>
}

/** The names of duties in the profile. */
const DUTY_NAMES = {
  attribute: 'attribute',
  'report-back': 'reportBack',
  delete: 'delete',
} as const satisfies Record<DutyKind, DutyActionName>

/**
 * The agreement that a version is. A rule gives data of the owners of its datasets; of a rule about observed properties, the
 * targets are those parts of its datasets.
 */
export function toAgreement(text: VersionText, iris: Iris): Agreement {
  const { agreementId, version, accepted, content } = text
  const uidOf = (id: string) => iris.rule(agreementId, version, id)
  const toDuty = (duty: Duty) => ({ ...describeDuty(duty), uid: uidOf(duty.id) })
  return {
    type: accepted ? 'Agreement' : 'Offer',
    uid: iris.version(agreementId, version),
    profiles: [PROFILE],
    ...(content.validFrom !== null && { validFrom: momentOf(content.validFrom) }),
    ...(content.validThrough !== null && { validThrough: momentOf(content.validThrough) }),
    permissions: content.permissions.map((rule) => ({
      ...describeRule(rule, text, iris),
      uid: uidOf(rule.id),
      constraints: [...decidingConstraints(rule, iris), ...permissionConstraints(rule, iris)],
      duties: rule.duties.map(toDuty),
    })),
    prohibitions: content.prohibitions.map((rule) => ({
      ...describeRule(rule, text, iris),
      uid: uidOf(rule.id),
      constraints: decidingConstraints(rule, iris),
      remedies: [],
    })),
    obligations: content.obligations.map(({ organisationIds, datasetIds, ...duty }) => ({
      ...toDuty(duty),
      assignees: organisationIds.map((id) => member(iris.organisation(id))),
      targets: datasetIds.map((id) => member(iris.dataset(id))),
    })),
  }
}

function describeRule(rule: Prohibition, { owners }: VersionText, iris: Iris) {
  const givers = new Set(rule.datasetIds.flatMap((id) => owners.get(id) ?? []))
  return {
    assigners: [...givers].map((id) => member(iris.organisation(id))),
    assignees: rule.organisationIds.map((id) => member(iris.organisation(id))),
    actions: rule.actions.map((name) => ({ iri: ACTIONS[name].iri, refinements: [] })),
    targets: rule.datasetIds.flatMap((id) =>
      rule.properties.length === 0
        ? [member(iris.dataset(id))]
        : rule.properties.map((name) => member(iris.property(id, name))),
    ),
  }
}

function describeDuty({ kind, before, afterDays }: Duty): Omit<OdrlDuty, 'uid'> {
  const refinements = [
    ...(before === null ? [] : [constrain('dateTime', 'lt', literal(momentOf(before), 'dateTime'))]),
    ...(afterDays === null ? [] : [constrain('retention', 'lteq', days(afterDays))]),
  ]
  return {
    actions: [{ iri: DUTY_ACTIONS[DUTY_NAMES[kind]].iri, refinements }],
    targets: [],
    assigners: [],
    assignees: [],
    constraints: [],
    consequences: [],
  }
}

function decidingConstraints(rule: Prohibition, iris: Iris): AtomicConstraint[] {
  const purposes = [...rule.challengeIds.map((id) => iris.challenge(id)), ...rule.purposes]
  return [
    ...anyOf('purpose', purposes.map(iri)),
    ...anyOf(
      'recipient',
      rule.roles.map((role) => iri(iris.role(role))),
    ),
    ...(rule.from === null ? [] : [constrain('dateTime', 'gteq', literal(momentOf(rule.from), 'dateTime'))]),
    ...(rule.until === null ? [] : [constrain('dateTime', 'lt', literal(momentOf(rule.until), 'dateTime'))]),
  ]
}

function permissionConstraints(rule: Permission, iris: Iris): AtomicConstraint[] {
  const { retentionDays, areaCodes, fields, minimumGroup, place, time, delayMinutes } = rule
  return [
    ...(retentionDays === null ? [] : [constrain('retention', 'lteq', days(retentionDays))]),
    ...anyOf(
      'spatial',
      areaCodes.map((code) => iri(iris.area(code))),
    ),
    ...anyOf(
      'fields',
      fields.map((name) => literal(name, 'string')),
    ),
    ...(minimumGroup === null
      ? []
      : [constrain('minimumGroupSize', 'gteq', literal(String(minimumGroup), 'integer'))]),
    ...(place === 'exact' ? [] : [constrain('spatialResolution', 'gteq', PLACES[place])]),
    ...(time === 'raw' ? [] : [constrain('temporalResolution', 'gteq', TIMES[time])]),
    ...(delayMinutes === 0 ? [] : [constrain('delay', 'gteq', literal(`PT${delayMinutes}M`, 'duration'))]),
  ]
}

const PLACES = {
  '100m': literal('100', 'integer'),
  '500m': literal('500', 'integer'),
  area: iri(VALUES.wholeArea.iri),
} as const satisfies Record<Exclude<Permission['place'], 'exact'>, Value>

const TIMES = {
  hour: literal('PT1H', 'duration'),
  day: literal('P1D', 'duration'),
} as const satisfies Record<Exclude<Permission['time'], 'raw'>, Value>

function constrain(
  name: LeftOperandName,
  operator: OperatorName,
  ...rightOperands: Value[]
): AtomicConstraint {
  return {
    kind: 'atomic',
    leftOperand: LEFT_OPERANDS[name].iri,
    operator: `${ODRL}${operator}`,
    rightOperands,
    ...(name === 'spatialResolution' && { unit: LEFT_OPERANDS.spatialResolution.unit.iri }),
  }
}

/** One of a list; no demand when the list is empty. */
function anyOf(name: LeftOperandName, values: readonly Value[]): AtomicConstraint[] {
  return values.length === 0 ? [] : [constrain(name, 'isAnyOf', ...values)]
}

function member(of: string): Member {
  return { iri: of, isCollection: false, refinements: [] }
}

function iri(of: string): Value {
  return { kind: 'iri', iri: of }
}

function literal(text: string, type: 'dateTime' | 'duration' | 'integer' | 'string'): Value {
  return { kind: 'literal', text, datatype: `${XSD}${type}` }
}

function days(count: number): Value {
  return literal(`P${count}D`, 'duration')
}

/** A moment in one way of writing, to the millisecond: as the database has it. */
function momentOf(text: string): string {
  return new Date(text).toISOString()
}
