/** Who may do what with a decision, and what says no. */
import { type Actor, hasRole, membershipsOf, type Role } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { inBody, notFound, Problem } from '../../platform/errors.ts'
import { findStanding } from './life-store.ts'
import type { Obstacle } from './rules/content.ts'
import { type DecisionVersion, lockNewest } from './store.ts'

/** Who may write a decision. */
export const EDITORS = [
  'policy-officer',
  'decision-maker',
  'clerk',
  'administrator',
] as const satisfies readonly Role[]

/** Who may sign one; the mandate register decides what they may sign. */
export const SIGNERS = ['decision-maker', 'clerk'] as const satisfies readonly Role[]

/** In which function somebody does it: the first of those that may. */
export function roleAt(actor: Actor, roles: readonly Role[], organisationId: string): Role | undefined {
  if (!hasRole(actor, roles, organisationId)) return undefined
  const own = membershipsOf(actor).filter((each) => each.organisationId === organisationId)
  return roles.find((role) => own.some((each) => each.role === role))
}

export function missingDecision(): Problem {
  return notFound({ nl: 'Dit besluit', en: 'This decision' })
}

export async function lockOwn(
  transaction: Db,
  actor: Actor,
  roles: readonly Role[],
  key: string,
): Promise<DecisionVersion> {
  const found = await lockNewest(transaction, key)
  if (!found) throw missingDecision()
  if (hasRole(actor, roles, found.ownerId)) return found
  throw found.standing === 'preparing' ? missingDecision() : foreignDecision()
}

/** Takes a decision that is published and still holds. */
export async function lockInForce(transaction: Db, actor: Actor, key: string): Promise<DecisionVersion> {
  const found = await lockOwn(transaction, actor, SIGNERS, key)
  const standing = await findStanding(transaction, found.id)
  if (standing && standing.standing !== 'withdrawn' && standing.standing !== 'replaced') return found
  throw new Problem('conflict', {
    nl: 'Dit kan alleen met een besluit dat is gepubliceerd en nog geldt.',
    en: 'This can only be done with a decision that is published and still holds.',
  })
}

export const HIDDEN_CHALLENGE = {
  pointer: '/challengeId',
  nl: 'De opgave is nog niet gepubliceerd, dus lezers van dit besluit vinden haar niet. Publiceer eerst de opgave.',
  en: 'The challenge has not been published, so readers of this decision cannot find it. Publish the challenge first.',
}

export const NEVER_OPENED = {
  pointer: '/open',
  nl: 'Nog niemand kon dit concept lezen. Stel het open, zodat over de alternatieven kan worden gesproken voordat er wordt gekozen.',
  en: 'Nobody could read this draft yet. Open it, so that the options can be discussed before one is chosen.',
}

export function refuse(code: 'invalid-request' | 'not-ready', obstacles: Obstacle[]) {
  if (obstacles.length > 0) throw refusal(code, obstacles)
}

export function refusal(code: 'invalid-request' | 'not-ready', obstacles: Obstacle[]): Problem {
  return new Problem(
    code,
    {
      nl: obstacles.map(({ nl }) => nl).join(' '),
      en: obstacles.map(({ en }) => en).join(' '),
    },
    inBody(obstacles),
  )
}

export function onlyPeopleSign(): Problem {
  return new Problem('not-allowed', {
    nl: 'Alleen een mens kan een besluit ondertekenen. Log in als degene die het mandaat heeft; een toegangssleutel is niet genoeg.',
    en: 'Only a person can sign a decision. Sign in as the one who holds the mandate; an access token is not enough.',
  })
}

function foreignDecision(): Problem {
  return new Problem('not-allowed', {
    nl: 'Dit besluit is van een andere organisatie. Alleen die organisatie kan het wijzigen.',
    en: 'This decision belongs to another organisation. Only that organisation can change it.',
  })
}
