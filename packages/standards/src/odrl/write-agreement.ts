import { moveNamespace } from '../json/index.ts'
import type { Action, Constraint, Duty, Iri, Member, Rule, Value } from './model.ts'
import { ODRL, XSD } from './model.ts'
import { ACTIONS, contextOf, DUTY_ACTIONS, LEFT_OPERANDS, nameOf, PROFILE } from './profile.ts'
import type { Agreement } from './read-agreement.ts'

type Json = string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Writes an agreement as JSON-LD with the fixed context: `readAgreement` gives the same agreement back.
 * @param profile the address at which the words are explained, see `profileAt`
 * @throws RangeError for a term that is not in the profile, which `readAgreement` never gives
 */
export function writeAgreement(agreement: Agreement, profile: Iri): Record<string, Json> {
  return moveNamespace(writeInOwnTerms(agreement), PROFILE, profile) as Record<string, Json>
}

function writeInOwnTerms(agreement: Agreement): Record<string, Json> {
  const { type, uid, validFrom, validThrough, permissions, prohibitions, obligations } = agreement
  return {
    '@context': contextOf(PROFILE),
    '@type': type,
    uid,
    profile: PROFILE,
    conflict: 'prohibit',
    ...(validFrom !== undefined && { validFrom }),
    ...(validThrough !== undefined && { validThrough }),
    ...some(
      'permission',
      permissions.map((rule) => ({ ...writeRule(rule), ...some('duty', rule.duties.map(writeDuty)) })),
    ),
    ...some('prohibition', prohibitions.map(writeRule)),
    ...some('obligation', obligations.map(writeDuty)),
  }
}

function writeRule(rule: Rule): Record<string, Json> {
  return {
    uid: rule.uid,
    ...writeParties(rule),
    action: rule.actions.map(({ iri }) => nameOf(ACTIONS, iri)),
    ...some('constraint', rule.constraints.map(writeConstraint)),
  }
}

function writeDuty(duty: Duty): Record<string, Json> {
  const [action] = duty.actions
  if (!action) throw new RangeError(`the duty ${duty.uid} has no action`)
  return { uid: duty.uid, ...writeParties(duty), action: writeDutyAction(action) }
}

function writeParties({ assigners, assignees, targets }: Rule): Record<string, Json> {
  return {
    ...some('assigner', assigners.map(writeMember('PartyCollection'))),
    ...some('assignee', assignees.map(writeMember('PartyCollection'))),
    ...some('target', targets.map(writeMember('AssetCollection'))),
  }
}

function writeMember(collection: string) {
  return ({ iri, isCollection }: Member): Json => (isCollection ? { '@type': collection, uid: iri } : iri)
}

function writeDutyAction({ iri, refinements }: Action): Json {
  const name = nameOf(DUTY_ACTIONS, iri)
  if (refinements.length === 0) return name
  const id = iri.startsWith(ODRL) ? `odrl:${iri.slice(ODRL.length)}` : iri
  return { 'rdf:value': { '@id': id }, refinement: refinements.map(writeConstraint) }
}

function writeConstraint(constraint: Constraint): Json {
  const uid = constraint.uid === undefined ? {} : { uid: constraint.uid }
  if (constraint.kind === 'logical') {
    const operand = constraint.operand.slice(ODRL.length)
    return { ...uid, [operand]: { '@list': constraint.constraints.map(writeConstraint) } }
  }
  const values = constraint.rightOperands.map(writeValue)
  return {
    ...uid,
    leftOperand: nameOf(LEFT_OPERANDS, constraint.leftOperand),
    operator: constraint.operator.slice(ODRL.length),
    rightOperand: values.length === 1 && values[0] !== undefined ? values[0] : values,
    ...(constraint.unit !== undefined && { unit: constraint.unit }),
  }
}

function writeValue(value: Value): Json {
  if (value.kind === 'iri') return { '@id': value.iri }
  if (value.datatype === `${XSD}string`) return value.text
  return { '@value': value.text, '@type': value.datatype.replace(XSD, 'xsd:') }
}

function some(key: string, list: readonly Json[]): Record<string, Json> {
  return list.length > 0 ? { [key]: list } : {}
}
