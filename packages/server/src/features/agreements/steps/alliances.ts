/** What changes an alliance and its members. */
import { type Actor, hasRole, organisationsOf } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { hasSqlstate } from '../../../platform/database/sqlstate.ts'
import { type InputMistake, inBody, notFound, Problem } from '../../../platform/errors.ts'
import { idIn } from '../../../platform/http/name-unknown.ts'
import { refuseStale } from '../../../platform/http/revision.ts'
import type { Platform } from '../../../platform/slice.ts'
import { writeDay } from '../../../platform/written-day.ts'
import { findChallenge } from '../../challenges/index.ts'
import { listOrganisationsByIds } from '../../parties/index.ts'
import { ALLIANCE_WRITERS } from '../lists.ts'
import { refuse } from '../refuse.ts'
import { checkMember, completeMember, findDouble } from '../rules/alliances.ts'
import type { Obstacle } from '../rules/content.ts'
import {
  type Alliance,
  AllianceChange,
  type Member,
  MemberChange,
  type MemberContent,
  type NewAlliance,
  type NewMember,
} from '../schema/alliances.ts'
import {
  deleteAlliance,
  deleteMember,
  findVisibleAlliance,
  insertAlliance,
  insertMember,
  lockAlliance,
  type StoredAlliance,
  updateAlliance,
  updateMember,
} from '../store/alliances.ts'
import { unknownChallenge, unknownOrganisation } from '../unknown.ts'

/** Starts an alliance around a challenge of one's own organisation. */
export async function createAlliance(
  { db, clock }: Platform,
  actor: Actor,
  given: NewAlliance,
): Promise<Alliance> {
  const challenge = await findChallenge(db, actor, given.challengeId)
  if (!challenge) {
    const pointer = '/challengeId'
    refuse('invalid-request', [{ pointer, ...unknownChallenge(given.challengeId) }])
  }
  if (!challenge || !hasRole(actor, ALLIANCE_WRITERS, challenge.ownerId)) throw foreignAlliance()
  const slug = await insertAlliance(db, given, clock())
  return requireAlliance(await findVisibleAlliance(db, slug, organisationsOf(actor)))
}

/** Changes the given fields. */
export async function changeAlliance(
  platform: Platform,
  actor: Actor,
  key: string,
  { revision, ...change }: AllianceChange,
): Promise<Alliance> {
  return workOn(platform, actor, key, async (_, current) => {
    refuseStale(AllianceChange, current, revision)
    return { ...current, ...change }
  })
}

/** Removes an alliance that has no agreements. */
export async function removeAlliance({ db }: Platform, actor: Actor, key: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const current = await lockOwn(transaction, actor, key)
    try {
      await deleteAlliance(transaction, current.id)
    } catch (error) {
      throw hasSqlstate(error, 'foreignKeyViolation') ? hasAgreements() : error
    }
  })
}

/** Adds a member and gives it. */
export async function addMember(
  platform: Platform,
  actor: Actor,
  key: string,
  given: NewMember,
): Promise<{ alliance: Alliance; member: Member }> {
  let id = ''
  const alliance = await workOn(platform, actor, key, async (transaction, current) => {
    const member = completeMember(given)
    refuse('invalid-request', [
      ...(await findUnknownOrganisation(transaction, given.organisationId)),
      ...checkMember(member, current.members),
    ])
    refuseDouble(member, current.members)
    id = await insertMember(transaction, current.id, member)
    return current
  })
  return { alliance, member: requireMember(alliance, id) }
}

/** Changes the given fields of a member; leaving is one of them. */
export async function changeMember(
  platform: Platform,
  actor: Actor,
  { key, id }: { key: string; id: string },
  { revision, ...change }: MemberChange,
): Promise<Member> {
  const alliance = await workOn(platform, actor, key, async (transaction, current) => {
    const stored = requireMember(current, id)
    refuseStale(MemberChange, stored, revision)
    const member = { ...stored, ...change }
    const others = current.members.filter((other) => other.id !== id)
    refuse('invalid-request', checkMember(member, others))
    refuseDouble(member, others)
    await updateMember(transaction, id, member)
    return current
  })
  return requireMember(alliance, id)
}

/** Removes a member that was added by mistake; one that leaves has a day of exit. */
export async function removeMember(
  platform: Platform,
  actor: Actor,
  { key, id }: { key: string; id: string },
): Promise<void> {
  await workOn(platform, actor, key, async (transaction, current) => {
    await deleteMember(transaction, requireMember(current, id).id)
    return current
  })
}

/** The alliance, or the problem that it does not exist for whoever asks. */
export function requireAlliance(alliance: StoredAlliance | undefined): StoredAlliance {
  if (!alliance) throw missingAlliance()
  return alliance
}

export function requireMember({ members }: Alliance, id: string): Member {
  const found = members.find((member) => member.id === id)
  if (!found) throw notFound({ nl: 'Dit lid', en: 'This member' })
  return found
}

/** What a body that may be anything names that does not exist: the challenge of a new alliance. */
export async function unknownInAlliance(db: Db, actor: Actor, body: unknown): Promise<InputMistake[]> {
  const id = idIn(body, 'challengeId')
  if (id === undefined || (await findChallenge(db, actor, id))) return []
  return inBody([{ pointer: '/challengeId', ...unknownChallenge(id) }])
}

/** The organisation of a new member. */
export async function unknownInMember(db: Db, body: unknown): Promise<InputMistake[]> {
  const id = idIn(body, 'organisationId')
  return id === undefined ? [] : inBody(await findUnknownOrganisation(db, id))
}

async function findUnknownOrganisation(db: Db, id: string): Promise<Obstacle[]> {
  const [organisation] = await listOrganisationsByIds(db, [id])
  return organisation ? [] : [{ pointer: '/organisationId', ...unknownOrganisation(id) }]
}

/**
 * Changes an alliance or its members in one transaction, for who may.
 * @param work changes members itself, and gives the alliance's own fields
 */
async function workOn(
  { db, clock }: Platform,
  actor: Actor,
  key: string,
  work: (transaction: Db, current: StoredAlliance) => Promise<Pick<Alliance, 'title' | 'purpose'>>,
): Promise<StoredAlliance> {
  return db.transaction().execute(async (transaction) => {
    const current = await lockOwn(transaction, actor, key)
    const { title, purpose } = await work(transaction, current)
    await updateAlliance(transaction, { id: current.id, title, purpose }, clock())
    return requireAlliance(await findVisibleAlliance(transaction, current.id, organisationsOf(actor)))
  })
}

async function lockOwn(transaction: Db, actor: Actor, key: string): Promise<StoredAlliance> {
  await lockAlliance(transaction, key)
  const current = requireAlliance(await findVisibleAlliance(transaction, key, organisationsOf(actor)))
  if (!hasRole(actor, ALLIANCE_WRITERS, current.ownerId)) throw foreignAlliance()
  return current
}

function missingAlliance(): Problem {
  return notFound({ nl: 'Deze alliantie', en: 'This alliance' })
}

function foreignAlliance(): Problem {
  return new Problem('not-allowed', {
    nl: 'U mag de allianties van deze opgave niet wijzigen. Dat kan een beleidsmedewerker of beheerder van de eigenaar van de opgave.',
    en: 'You may not change the alliances of this challenge. A policy officer or administrator of the owner of the challenge can.',
  })
}

function refuseDouble(member: MemberContent, others: readonly Member[]): void {
  const double = findDouble(member, others)
  if (!double) return
  const since = writeDay(double.enteredOn)
  const detail = {
    nl: `${double.name} is in die tijd al lid (sinds ${since.nl}). Wijzig dat lidmaatschap.`,
    en: `${double.name} is already a member at that time (since ${since.en}). Change that membership.`,
  }
  throw new Problem('conflict', detail, [{ in: 'body', pointer: '/enteredOn', detail }])
}

function hasAgreements(): Problem {
  return new Problem('conflict', {
    nl: 'Bij deze alliantie horen afspraken. Ze blijft bestaan, zodat die afspraken te begrijpen zijn.',
    en: 'Agreements belong to this alliance. It stays, so that those agreements can be understood.',
  })
}
