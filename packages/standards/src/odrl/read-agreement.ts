import {
  fail,
  isObject,
  type Mistake,
  moveNamespace,
  openObject,
  type Read,
  readIri,
  readList,
  readName,
  type Spot,
} from '../json/index.ts'
import { type Action, type Duty, type Iri, type Member, ODRL, type Policy, type Rule } from './model.ts'
import { ACTIONS, type ActionName, contextOf, DUTY_ACTIONS, type DutyActionName, PROFILE } from './profile.ts'
import { readConstraint } from './read-constraint.ts'
import { readMoment } from './values.ts'

/** A policy of Samenspel's profile. As an offer it is a proposal: the same text, which permits nothing yet. */
export interface Agreement extends Policy {
  readonly type: 'Agreement' | 'Offer'
  readonly profiles: readonly [typeof PROFILE]
}

export type AgreementReading =
  | { readonly ok: true; readonly agreement: Agreement }
  /** All of them at once. */
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

/**
 * Reads an agreement from JSON-LD with the fixed context, which is compared and never fetched. Everything that is not in the profile
 * is a mistake; nothing is left out or repaired.
 * @param profile the address at which its words are explained, see `profileAt`; with those of another it is refused
 */
export function readAgreement(written: unknown, profile: Iri): AgreementReading {
  const mistakes: Mistake[] = []
  const json = moveNamespace(written, profile, PROFILE)
  const spot: Spot = { value: json, pointer: '', mistakes }
  const at = openObject(
    spot,
    ['@context', '@type', 'uid', 'profile'],
    ['conflict', 'validFrom', 'validThrough', ...KINDS],
  )
  if (!at) return { ok: false, mistakes }
  const take = <T>(key: string, read: Read<T>) => mapSpot(at(key), read)
  take('@context', readContext(profile))
  const type = take('@type', readName(['Agreement', 'Offer']))
  const uid = take('uid', readIri)
  take('profile', readName([PROFILE]))
  take('conflict', readName(['prohibit']))
  const validFrom = take('validFrom', readWrittenMoment)
  const validThrough = take('validThrough', readWrittenMoment)
  checkPeriod(validFrom, validThrough, at('validThrough'))
  const permissions = readList(at('permission'), readPermission)
  const prohibitions = readList(at('prohibition'), readProhibition)
  const obligations = readList(at('obligation'), readObligation)
  if (KINDS.every((key) => isEmpty(at(key)))) {
    fail(spot, 'De afspraak heeft geen regels.', 'The agreement has no rules.')
  }
  checkUnique(json, mistakes)
  if (mistakes.length > 0 || type === undefined || uid === undefined) return { ok: false, mistakes }
  return {
    ok: true,
    agreement: {
      type,
      uid,
      profiles: [PROFILE],
      ...(validFrom !== undefined && { validFrom }),
      ...(validThrough !== undefined && { validThrough }),
      permissions,
      prohibitions,
      obligations,
    },
  }
}

const KINDS = ['permission', 'prohibition', 'obligation'] as const

function isEmpty(spot: Spot | undefined): boolean {
  return !spot || (Array.isArray(spot.value) && spot.value.length === 0)
}

function mapSpot<T>(spot: Spot | undefined, read: Read<T>): T | undefined {
  return spot && read(spot)
}

const readContext =
  (profile: Iri): Read<true> =>
  (spot) => {
    if (JSON.stringify(spot.value) === JSON.stringify(contextOf(PROFILE))) return true
    const context = JSON.stringify(contextOf(profile))
    return fail(spot, `De context moet precies ${context} zijn.`, `The context must be exactly ${context}.`)
  }

const readWrittenMoment: Read<string> = (spot) => {
  if (typeof spot.value === 'string' && readMoment(spot.value) !== undefined) return spot.value
  return fail(
    spot,
    'Dit moet een moment met tijdzone zijn, zoals 2026-07-01T00:00:00+02:00.',
    'This must be a moment with a time zone, such as 2026-07-01T00:00:00+02:00.',
  )
}

function checkPeriod(from: string | undefined, through: string | undefined, spot: Spot | undefined): void {
  if (from === undefined || through === undefined || !spot) return
  const [start, end] = [readMoment(from), readMoment(through)]
  if (start !== undefined && end !== undefined && start < end) return
  fail(spot, 'Het einde moet na het begin liggen.', 'The end must be after the start.')
}

const readPermission: Read<Policy['permissions'][number]> = (spot) => {
  const at = openObject(spot, RULE_FIELDS, ['constraint', 'duty'])
  const rule = at && readRule(at, 'permission')
  return rule && { ...rule, duties: readList(at('duty'), readDuty) }
}

const readProhibition: Read<Policy['prohibitions'][number]> = (spot) => {
  const at = openObject(spot, RULE_FIELDS, ['constraint'])
  const rule = at && readRule(at, 'prohibition')
  return rule && { ...rule, remedies: [] }
}

const RULE_FIELDS = ['uid', 'assigner', 'assignee', 'target', 'action']

function readRule(
  at: (key: string) => Spot | undefined,
  holder: 'permission' | 'prohibition',
): Rule | undefined {
  const uid = mapSpot(at('uid'), readIri)
  const parts = {
    actions: readSome(at('action'), readAction),
    targets: readSome(at('target'), readMember('AssetCollection')),
    assigners: readSome(at('assigner'), readMember('PartyCollection')),
    assignees: readSome(at('assignee'), readMember('PartyCollection')),
    constraints: readList(at('constraint'), readConstraint({ holder })),
  }
  return uid === undefined ? undefined : { uid, ...parts }
}

/** A list that must have something: in a rule, nothing would mean everything. */
function readSome<T>(spot: Spot | undefined, read: Read<T>): T[] {
  if (spot && Array.isArray(spot.value) && spot.value.length === 0) {
    fail(spot, 'Noem er minstens één.', 'Name at least one.')
  }
  return readList(spot, read)
}

const readAction: Read<Action> = (spot) => {
  const name = readName(Object.keys(ACTIONS) as ActionName[])(spot)
  return name && { iri: ACTIONS[name].iri, refinements: [] }
}

function readMember(collection: 'AssetCollection' | 'PartyCollection'): Read<Member> {
  return (spot) => {
    if (!isObject(spot.value)) {
      const iri = readIri(spot)
      return iri === undefined ? undefined : { iri, isCollection: false, refinements: [] }
    }
    const at = openObject(spot, ['@type', 'uid'])
    mapSpot(at?.('@type'), readName([collection]))
    const iri = mapSpot(at?.('uid'), readIri)
    return iri === undefined ? undefined : { iri, isCollection: true, refinements: [] }
  }
}

/** A condition of a permission: who must do it, and with what, follows from the permission. */
const readDuty: Read<Duty> = (spot) => {
  const at = openObject(spot, ['uid', 'action'])
  return at && toDuty(at)
}

const readObligation: Read<Duty> = (spot) => {
  const at = openObject(spot, ['uid', 'assignee', 'action'], ['assigner', 'target'])
  return at && toDuty(at)
}

function toDuty(at: (key: string) => Spot | undefined): Duty | undefined {
  const uid = mapSpot(at('uid'), readIri)
  const action = mapSpot(at('action'), readDutyAction)
  const parts = {
    targets: readSome(at('target'), readMember('AssetCollection')),
    assigners: readSome(at('assigner'), readMember('PartyCollection')),
    assignees: readSome(at('assignee'), readMember('PartyCollection')),
  }
  if (uid === undefined || !action) return undefined
  return { uid, actions: [action], ...parts, constraints: [], consequences: [] }
}

/** A name, or with a refinement `{"rdf:value": {"@id": …}, "refinement": […]}` as the ODRL Information Model has it. */
const readDutyAction: Read<Action> = (spot) => {
  const at = isObject(spot.value) ? openObject(spot, ['rdf:value', 'refinement']) : undefined
  if (isObject(spot.value) && !at?.('rdf:value')) return undefined
  const name = at ? mapSpot(at('rdf:value'), readActionReference) : readName(DUTY_NAMES)(spot)
  if (!name) return undefined
  const { iri, refinedBy } = DUTY_ACTIONS[name]
  const refinements = readList(at?.('refinement'), readConstraint({ holder: 'duty', operands: refinedBy }))
  const isTold = refinedBy.length === 0 || at?.('refinement') !== undefined
  if (isTold) return { iri, refinements }
  return fail(
    spot,
    `Zeg er met refinement bij wanneer: ${refinedBy.join(' of ')}.`,
    `Say when with a refinement: ${refinedBy.join(' or ')}.`,
  )
}

const DUTY_NAMES = Object.keys(DUTY_ACTIONS) as DutyActionName[]

const readActionReference: Read<DutyActionName> = (spot) => {
  const id = openObject(spot, ['@id'])?.('@id')
  if (!id) return undefined
  const written = typeof id.value === 'string' ? id.value.replace(/^odrl:/, ODRL) : undefined
  const name = DUTY_NAMES.find((one) => DUTY_ACTIONS[one].iri === written)
  if (name === undefined) readName(DUTY_NAMES.map((one) => DUTY_ACTIONS[one].iri))(id)
  return name
}

/** Reports and the state of the world name a rule by its uid, so it must be one rule's own. */
function checkUnique(json: unknown, mistakes: Mistake[]): void {
  const seen = new Set<unknown>()
  const look = (value: unknown, pointer: string): void => {
    for (const [index, rule] of (Array.isArray(value) ? value : [value]).entries()) {
      if (!isObject(rule)) continue
      const place = Array.isArray(value) ? `${pointer}/${index}` : pointer
      if (typeof rule.uid === 'string' && seen.has(rule.uid)) {
        fail(
          { value: rule.uid, pointer: `${place}/uid`, mistakes },
          'Deze uid staat al bij een andere regel.',
          'Another rule has this uid already.',
        )
      }
      seen.add(rule.uid)
      look(rule.duty, `${place}/duty`)
    }
  }
  if (!isObject(json)) return
  for (const key of KINDS) look(json[key], `/${key}`)
}
