import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type InputMistake, inBody, notFound, Problem } from '../../platform/errors.ts'
import { idIn, textsIn } from '../../platform/http/name-unknown.ts'
import { findNamed } from '../../platform/http/named.ts'
import { refuseStale } from '../../platform/http/revision.ts'
import { publish } from '../../platform/outbox.ts'
import { chooseOwner } from '../../platform/owner.ts'
import type { Platform } from '../../platform/slice.ts'
import { findUnknownAreas } from '../areas/index.ts'
import { WRITERS } from './lists.ts'
import {
  canReadChallenge,
  canWriteChallenge,
  findMissing,
  type Mistake,
  mergeChallenge,
  startChallenge,
} from './rules.ts'
import { type Challenge, ChallengeChange, type NewChallenge } from './schema.ts'
import { findByKey, insertChallenge, lockByKey, updateChallenge } from './store/challenges.ts'

/** The challenge with this id or slug, when the actor may know of it. */
export async function findChallenge(db: Db, actor: Actor, key: string): Promise<Challenge | undefined> {
  const challenge = await findByKey(db, key)
  return challenge && canReadChallenge(actor, challenge) ? challenge : undefined
}

/** That the challenge which a filter names is there for the actor, when it names one. */
export function findNamedChallenge(db: Db, actor: Actor, id: string | undefined): Promise<InputMistake[]> {
  const what = { nl: 'Deze opgave', en: 'This challenge' }
  return findNamed('/challengeId', what, id, (key) => findChallenge(db, actor, key))
}

/** Starts a challenge as a draft of an organisation of the actor. */
export async function createChallenge(
  { db, clock }: Platform,
  actor: Actor,
  given: NewChallenge,
): Promise<Challenge> {
  const owner = chooseOwner(actor, WRITERS, given.ownerId)
  const content = startChallenge(given)
  const unknown = await findUnknownAreas(db, content.areaCodes)
  if (!('ownerId' in owner)) throw refusal('invalid-request', [owner, ...unknown])
  refuse('invalid-request', unknown)
  const slug = await insertChallenge(db, owner.ownerId, content, clock())
  return requireChallenge(await findByKey(db, slug))
}

/** Changes the given fields; publishing is one of them. */
export async function changeChallenge(
  platform: Platform,
  actor: Actor,
  key: string,
  change: ChallengeChange,
): Promise<Challenge> {
  return workOn(platform, actor, key, async (transaction, current) => {
    refuseStale(ChallengeChange, current, change.revision)
    if (current.published && change.published === false) throw cannotHide()
    refuse('invalid-request', await findUnknownAreas(transaction, change.areaCodes ?? []))
    return mergeChallenge(current, change)
  })
}

/**
 * Changes a challenge or its parts in one transaction, for who may. Afterwards a public challenge must still be
 * complete; one that becomes public is told as `challenges.challenge-published` {challengeId, slug}.
 * @param work changes parts itself, and gives the challenge's own new fields when those change
 */
export async function workOn(
  { db, clock }: Platform,
  actor: Actor,
  key: string,
  work: (transaction: Db, current: Challenge) => Promise<Challenge | undefined>,
): Promise<Challenge> {
  return db.transaction().execute(async (transaction) => {
    const current = await lockByKey(transaction, key)
    if (!current || !canReadChallenge(actor, current)) throw missingChallenge()
    if (!canWriteChallenge(actor, current)) throw foreignChallenge()
    const content = (await work(transaction, current)) ?? current
    await updateChallenge(transaction, current.id, content, clock())
    const changed = requireChallenge(await findByKey(transaction, current.id))
    if (changed.published) refuse('not-ready', findMissing(changed))
    if (changed.published && !current.published) {
      const { id, slug } = changed
      await publish(transaction, 'challenges.challenge-published', { challengeId: id, slug })
    }
    return changed
  })
}

/** The challenge, or the problem that it does not exist for whoever asks. */
export function requireChallenge(challenge: Challenge | undefined): Challenge {
  if (!challenge) throw missingChallenge()
  return challenge
}

/** Throws one problem for all mistakes, when there are any. */
export function refuse(code: 'invalid-request' | 'not-ready', mistakes: readonly Mistake[]): void {
  if (mistakes.length > 0) throw refusal(code, mistakes)
}

/** What a body that may be anything names that does not exist for the actor; of a new challenge also the owner. */
export async function unknownInChallenge(
  db: Db,
  actor: Actor,
  body: unknown,
  isNew: boolean,
): Promise<InputMistake[]> {
  const owner = chooseOwner(actor, WRITERS, idIn(body, 'ownerId'))
  const areas = await findUnknownAreas(db, textsIn(body, 'areaCodes'))
  return inBody([...(isNew && !('ownerId' in owner) ? [owner] : []), ...areas])
}

function refusal(code: 'invalid-request' | 'not-ready', mistakes: readonly Mistake[]): Problem {
  return new Problem(
    code,
    { nl: mistakes.map(({ nl }) => nl).join(' '), en: mistakes.map(({ en }) => en).join(' ') },
    inBody(mistakes),
  )
}

function missingChallenge(): Problem {
  return notFound({ nl: 'Deze opgave', en: 'This challenge' })
}

function foreignChallenge(): Problem {
  return new Problem('not-allowed', {
    nl: 'U mag deze opgave niet wijzigen. Dat kan een beleidsmedewerker of beheerder van de eigenaar.',
    en: 'You may not change this challenge. A policy officer or administrator of its owner can.',
  })
}

function cannotHide(): Problem {
  const detail = {
    nl: 'Deze opgave is openbaar en blijft dat. Pas de tekst of de fase aan als er iets veranderd is.',
    en: 'This challenge is public and stays so. Change its text or phase if something changed.',
  }
  return new Problem('conflict', detail, [{ in: 'body', pointer: '/published', detail }])
}
