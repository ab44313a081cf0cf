import { type Actor, membershipsOf, type Role } from './actor.ts'
import type { Bilingual } from './errors.ts'

/** Why it is not clear, or not allowed, for which organisation something is made. */
export type OwnerMistake = { pointer: '/ownerId' } & Bilingual

/**
 * For which organisation the actor makes something: the asked one, or the only one in which they have one of the roles.
 * The one rule for all that has an owner.
 */
export function chooseOwner(
  actor: Actor,
  roles: readonly Role[],
  asked: string | undefined,
): { ownerId: string } | OwnerMistake {
  const own = membershipsOf(actor).filter(({ role }) => roles.includes(role))
  const ids = [...new Set(own.map(({ organisationId }) => organisationId))]
  const [only] = ids
  if (asked === undefined && only !== undefined && ids.length === 1) return { ownerId: only }
  if (asked !== undefined && ids.includes(asked)) return { ownerId: asked }
  return asked === undefined && ids.length > 1 ? SEVERAL : NONE
}

const SEVERAL: OwnerMistake = {
  pointer: '/ownerId',
  nl: 'U werkt voor meer organisaties. Kies voor welke u dit maakt.',
  en: 'You work for more than one organisation. Choose the one for which you make this.',
}

const NONE: OwnerMistake = {
  pointer: '/ownerId',
  nl: 'U mag dit niet maken voor deze organisatie.',
  en: 'You may not make this for this organisation.',
}
