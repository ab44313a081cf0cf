/** What changes the text of an agreement: each step locks the newest version, lets the rules judge, and writes in one transaction. */
import { type Actor, hasRole, organisationsOf, type Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { type InputMistake, inBody, Problem } from '../../../platform/errors.ts'
import { idIn } from '../../../platform/http/name-unknown.ts'
import { refuseStale } from '../../../platform/http/revision.ts'
import { chooseOwner } from '../../../platform/owner.ts'
import type { Platform } from '../../../platform/slice.ts'
import { EDITORS } from '../lists.ts'
import type { Needs } from '../needs.ts'
import { missingAgreement, refusal, refuse } from '../refuse.ts'
import { checkContent, listDatasetIds, startContent } from '../rules/content.ts'
import { AgreementChange, type NewAgreement } from '../schema/agreements.ts'
import type { Content } from '../schema/content.ts'
import {
  closeOffer,
  deleteAgreement,
  findOwners,
  insertAgreement,
  insertVersion,
  isPublic,
  lockNewest,
  type NewestVersion,
  updateDraft,
} from '../store/versions.ts'
import { findUnknown } from '../unknown.ts'

/** Starts a draft and gives its slug. */
export async function createAgreement(needs: Needs, actor: Actor, given: NewAgreement): Promise<string> {
  const { db, clock, findUnknownAreas } = needs
  const content = startContent(given)
  const owner = chooseOwner(actor, EDITORS, given.ownerId)
  const mistakes = [...('ownerId' in owner ? [] : [owner]), ...checkContent(content)]
  return db.transaction().execute(async (transaction) => {
    const unknown = await findUnknown(transaction, given, { actor, findUnknownAreas })
    if (!('ownerId' in owner)) throw refusal('invalid-request', [...mistakes, ...unknown])
    refuse('invalid-request', [...mistakes, ...unknown])
    return insertAgreement(transaction, {
      ownerId: owner.ownerId,
      challengeId: given.challengeId,
      allianceId: given.allianceId ?? null,
      content,
      owners: await findOwners(transaction, listDatasetIds(content)),
      at: clock(),
    })
  })
}

/** Changes the draft. An offered text refuses: it needs a new version. */
export async function changeDraft(
  needs: Needs,
  actor: Actor,
  key: string,
  change: AgreementChange,
): Promise<void> {
  const { db, clock, findUnknownAreas } = needs
  await db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, EDITORS, key)
    requireDraft(found)
    const { revision, ...given } = change
    refuseStale(AgreementChange, found.content, revision)
    const content: Content = { ...found.content, ...given }
    const unknown = await findUnknown(transaction, given, { actor, findUnknownAreas })
    refuse('invalid-request', [...checkContent(content), ...unknown])
    const owners = await findOwners(transaction, listDatasetIds(content))
    await updateDraft(transaction, { id: found.id, version: found.version, content, owners, at: clock() })
  })
}

/** Removes a draft that was never offered. */
export async function removeDraft({ db }: Platform, actor: Actor, key: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, EDITORS, key)
    if (found.version > 1) throw isKept()
    requireDraft(found)
    await deleteAgreement(transaction, found.id)
  })
}

/** Starts a new version with the text of the newest. An offer that waits for an answer is withdrawn; what is in force stays. */
export async function startVersion(
  { db, clock }: Platform,
  actor: Actor,
  key: string,
  reason: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, EDITORS, key)
    if (found.endedAt) throw isOver()
    if (found.state === 'draft') {
      throw new Problem('conflict', {
        nl: 'Er is al een concept van deze afspraak. Werk dat bij.',
        en: 'There already is a draft of this agreement. Change that one.',
      })
    }
    const { id, content } = found
    const at = clock()
    if (found.state === 'offered') await closeOffer(transaction, found, 'withdrawn', at)
    const owners = await findOwners(transaction, listDatasetIds(content))
    await insertVersion(transaction, { id, version: found.version + 1, content, reason, owners, at })
  })
}

/** What a body that may be anything names that does not exist for the actor; of a new agreement also the owner. */
export async function unknownInAgreement(
  { db, findUnknownAreas }: Pick<Needs, 'db' | 'findUnknownAreas'>,
  actor: Actor,
  body: unknown,
  isNew: boolean,
): Promise<InputMistake[]> {
  const owner = chooseOwner(actor, EDITORS, idIn(body, 'ownerId'))
  const unknown = await findUnknown(db, body, { actor, findUnknownAreas })
  return inBody([...(isNew && !('ownerId' in owner) ? [owner] : []), ...unknown])
}

/** The newest version, for who has one of the roles with its owner. */
export async function lockOwn(
  transaction: Db,
  actor: Actor,
  roles: readonly Role[],
  key: string,
): Promise<NewestVersion> {
  const found = await lockKnown(transaction, actor, key)
  if (hasRole(actor, roles, found.ownerId)) return found
  throw new Problem('not-allowed', {
    nl: 'Deze afspraak is door een andere organisatie opgesteld, of u heeft daar niet de juiste rol. Alleen de opsteller wijzigt de tekst.',
    en: 'This agreement was drafted by another organisation, or you lack the role there. Only the drafter changes the text.',
  })
}

/** The newest version, for who may know of the agreement. */
export async function lockKnown(transaction: Db, actor: Actor, key: string): Promise<NewestVersion> {
  const found = await lockNewest(transaction, key)
  if (!found) throw missingAgreement()
  const own = organisationsOf(actor)
  if ([found.ownerId, ...found.concerned].some((id) => own.includes(id))) return found
  if (await isPublic(transaction, found.id)) return found
  throw missingAgreement()
}

export function requireDraft({ state }: NewestVersion): void {
  if (state === 'draft') return
  throw new Problem('conflict', {
    nl: 'Deze afspraak is aangeboden; de tekst ligt vast. Begin een nieuwe versie om iets te veranderen.',
    en: 'This agreement has been offered; its text is frozen. Start a new version to change something.',
  })
}

function isKept(): Problem {
  return new Problem('conflict', {
    nl: 'Van deze afspraak is al een versie aangeboden. Zij blijft bewaard; laat het concept liggen of pas het aan.',
    en: 'A version of this agreement has been offered. It is kept; leave the draft or change it.',
  })
}

export function isOver(): Problem {
  return new Problem('conflict', {
    nl: 'Deze afspraak is beëindigd. Maak een nieuwe afspraak.',
    en: 'This agreement has been ended. Make a new agreement.',
  })
}
