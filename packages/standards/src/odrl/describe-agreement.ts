import type { Bilingual } from '../language/index.ts'
import {
  describeMoment,
  describeOperands,
  fill,
  joinList,
  type Language,
  type Names,
  nameIn,
} from './describe-values.ts'
import type { AtomicConstraint, Constraint, Duty, Member, Permission, Prohibition, Rule } from './model.ts'
import { ODRL } from './model.ts'
import { CONDITIONS, DEEDS, DUTIES, DUTY_MOMENTS, SENTENCES } from './phrases.ts'
import { ACTIONS, DUTY_ACTIONS, LEFT_OPERANDS, nameOf } from './profile.ts'
import type { Agreement } from './read-agreement.ts'

/**
 * What an agreement says, in plain sentences. They are made from the rules, so they say what will be done, not what someone meant.
 * @throws RangeError for a term that is not in the profile, which `readAgreement` never gives
 */
export function describeAgreement(
  agreement: Agreement,
  names: Names,
): { readonly nl: readonly string[]; readonly en: readonly string[] } {
  return { nl: describeIn('nl', agreement, names), en: describeIn('en', agreement, names) }
}

function describeIn(language: Language, agreement: Agreement, names: Names): string[] {
  const { type, validFrom, validThrough, permissions, prohibitions, obligations } = agreement
  const say = (sentence: keyof typeof SENTENCES, ...fillings: string[]) =>
    fill(SENTENCES[sentence][language], ...fillings)
  const describer: Describer = { language, names, say }
  return [
    ...(type === 'Offer' ? [say('offer')] : []),
    ...(validFrom === undefined ? [] : [say('from', describeMoment(validFrom, language))]),
    ...(validThrough === undefined ? [] : [say('through', describeMoment(validThrough, language))]),
    ...permissions.flatMap((rule) => describePermission(rule, describer)),
    ...prohibitions.flatMap((rule) => describeProhibition(rule, describer)),
    ...obligations.flatMap((duty) => describeObligation(duty, describer)),
    say('closed'),
  ].map(startWithCapital)
}

interface Describer {
  readonly language: Language
  readonly names: Names
  readonly say: (sentence: keyof typeof SENTENCES, ...fillings: string[]) => string
}

function describePermission(rule: Permission, describer: Describer): string[] {
  const { language, say } = describer
  const givers = listMembers(rule.assigners, 'anyOfParties', describer)
  return [
    ...describeDeeds(rule, 'may', describer),
    say(isOne(rule.assigners) ? 'givesOne' : 'giveMany', givers),
    ...rule.constraints.flatMap(listParts).map((part) => say('only', describeCondition(part, describer))),
    ...rule.duties.flatMap((duty) =>
      duty.actions.map(
        (action) => `${say('doer')} ${SENTENCES.mustOne[language]} ${describeDutyAction(action, describer)}.`,
      ),
    ),
  ]
}

function describeProhibition(rule: Prohibition, describer: Describer): string[] {
  const { say } = describer
  const forbidders = listMembers(rule.assigners, 'anyOfParties', describer)
  return [
    ...describeDeeds(rule, 'mayNot', describer),
    say(isOne(rule.assigners) ? 'forbidsOne' : 'forbidMany', forbidders),
    ...rule.constraints.flatMap(listParts).map((part) => say('applies', describeCondition(part, describer))),
  ]
}

function describeObligation(duty: Duty, describer: Describer): string[] {
  const { say } = describer
  const who = listMembers(duty.assignees, 'anyOfParties', describer)
  const targets = listMembers(duty.targets, 'anyOfAssets', describer)
  return duty.actions.map((action) => {
    const what = describeDutyAction(action, describer)
    const whole = targets === '' ? what : say('concerning', what, targets)
    return `${who} ${say(isOne(duty.assignees) ? 'mustOne' : 'mustMany')} ${whole}.`
  })
}

/** One sentence for each action. */
function describeDeeds(rule: Rule, kind: 'may' | 'mayNot', describer: Describer): string[] {
  const { language, say } = describer
  const who = listMembers(rule.assignees, 'anyOfParties', describer)
  const data = listMembers(rule.targets, 'anyOfAssets', describer)
  const verb = say(isOne(rule.assignees) ? `${kind}One` : `${kind}Many`)
  return rule.actions.map(
    ({ iri }) => `${who} ${verb} ${fill(DEEDS[nameOf(ACTIONS, iri)][kind][language], data)}.`,
  )
}

function describeDutyAction({ iri, refinements }: Duty['actions'][number], describer: Describer): string {
  const { language } = describer
  const moments = refinements.flatMap(listParts).map((part) => join(part, describer, describeDutyMoment))
  return fill(DUTIES[nameOf(DUTY_ACTIONS, iri)][language], joinList(moments, 'and', language))
}

function describeCondition(constraint: Constraint, describer: Describer): string {
  return join(constraint, describer, describeAtomic)
}

type DescribeAtomic = (constraint: AtomicConstraint, describer: Describer) => string

/** Within another, what is joined stands between brackets, so that nobody has to guess what belongs together. */
function join(constraint: Constraint, describer: Describer, describe: DescribeAtomic): string {
  if (constraint.kind === 'atomic') return describe(constraint, describer)
  const { language, say } = describer
  const parts = constraint.constraints.map((part) => {
    const text = join(part, describer, describe)
    return part.kind === 'logical' && part.constraints.length > 1 ? `(${text})` : text
  })
  const operand = constraint.operand.slice(ODRL.length)
  if (operand === 'andSequence') return parts.join(SENTENCES.afterwards[language])
  if (operand === 'xone') return say('choice', parts.join('; '))
  return joinList(parts, operand === 'or' ? 'or' : 'and', language)
}

const describeAtomic: DescribeAtomic = (constraint, describer) => {
  const name = nameOf(LEFT_OPERANDS, constraint.leftOperand)
  return fillPhrase(CONDITIONS[name], constraint, describer)
}

const describeDutyMoment: DescribeAtomic = (constraint, describer) => {
  const name = nameOf(LEFT_OPERANDS, constraint.leftOperand)
  if (name !== 'dateTime' && name !== 'retention') throw new RangeError(`a duty says nothing about ${name}`)
  return fillPhrase(DUTY_MOMENTS[name], constraint, describer)
}

function fillPhrase(
  phrases: Readonly<Record<string, Bilingual>>,
  { leftOperand, operator, rightOperands }: AtomicConstraint,
  { language, names }: Describer,
): string {
  const phrase = phrases[operator.slice(ODRL.length)]
  if (!phrase) throw new RangeError(`${operator} does not fit ${leftOperand}`)
  const values = describeOperands(nameOf(LEFT_OPERANDS, leftOperand), rightOperands, language, names)
  return fill(phrase[language], values)
}

/** Conditions that must all hold are separate sentences. */
function listParts(constraint: Constraint): Constraint[] {
  const isAnd = constraint.kind === 'logical' && constraint.operand === `${ODRL}and`
  return isAnd ? constraint.constraints.flatMap(listParts) : [constraint]
}

function listMembers(
  members: readonly Member[],
  collection: 'anyOfParties' | 'anyOfAssets',
  { language, names, say }: Describer,
): string {
  const texts = members.map(({ iri, isCollection }) => {
    const name = nameIn(language, names, iri)
    return isCollection ? say(collection, name) : name
  })
  return joinList(texts, 'and', language)
}

const isOne = (members: readonly Member[]) => members.length === 1

function startWithCapital(sentence: string): string {
  return /^[a-z]+:/.test(sentence) ? sentence : sentence.slice(0, 1).toUpperCase() + sentence.slice(1)
}
