/** What changes an indicator: the rules judge, then it is written, and an event has it computed. */
import { type Actor, hasRole, type Role } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { notFound, Problem } from '../../platform/errors.ts'
import { publish } from '../../platform/outbox.ts'
import { chooseOwner } from '../../platform/owner.ts'
import type { Platform } from '../../platform/slice.ts'
import { findChallenge } from '../challenges/index.ts'
import { checkDefinition, completeDefinition, definitionOf, type Mistake } from './rules.ts'
import type { Definition, Indicator, IndicatorChange, NewIndicator } from './schema.ts'
import { insertIndicator, lockIndicator, updateIndicator } from './store/indicators.ts'

/** Who may define indicators. */
export const EDITORS = ['policy-officer', 'data-expert', 'administrator'] as const satisfies readonly Role[]

/** Writes a new indicator and asks for its figures; gives its slug. */
export async function createIndicator(
  platform: Platform,
  actor: Actor,
  given: NewIndicator,
): Promise<string> {
  const { db, clock } = platform
  const definition = completeDefinition(given)
  const owner = chooseOwner(actor, EDITORS, given.ownerId)
  if (!('ownerId' in owner)) throw refusal([owner, ...checkDefinition(definition)])
  refuseMistakes(definition)
  return db.transaction().execute(async (transaction) => {
    const { challengeId = null, published = false } = given
    await requireChallenge(transaction, actor, challengeId)
    const { id, slug } = await insertIndicator(transaction, {
      ownerId: owner.ownerId,
      challengeId,
      published,
      definition,
      at: clock(),
    })
    await publish(transaction, 'indicators.indicator-defined', { indicatorId: id })
    return slug
  })
}

/** Changes an indicator. Another definition is a new version, and everything is computed anew. */
export async function changeIndicator(
  platform: Platform,
  actor: Actor,
  key: string,
  change: IndicatorChange,
): Promise<Indicator> {
  const { db, clock } = platform
  return db.transaction().execute(async (transaction) => {
    const found = await lockIndicator(transaction, key)
    if (!found) throw missingIndicator()
    if (!hasRole(actor, EDITORS, found.ownerId))
      throw found.published ? foreignIndicator() : missingIndicator()
    const changed = { ...found, ...change, updatedAt: clock().toISOString() }
    const definition = definitionOf(changed)
    refuseMistakes(definition)
    if (changed.challengeId !== found.challengeId) {
      await requireChallenge(transaction, actor, changed.challengeId)
    }
    const redefined = JSON.stringify(definition) !== JSON.stringify(definitionOf(found))
    if (redefined) changed.version += 1
    await updateIndicator(transaction, changed, definition, clock())
    if (redefined) await publish(transaction, 'indicators.indicator-defined', { indicatorId: found.id })
    return changed
  })
}

export function missingIndicator(): Problem {
  return notFound({ nl: 'Deze indicator', en: 'This indicator' })
}

export function foreignIndicator(): Problem {
  return new Problem('not-allowed', {
    nl: 'Deze indicator is van een andere organisatie. Alleen die organisatie kan hem wijzigen.',
    en: 'This indicator belongs to another organisation. Only that organisation can change it.',
  })
}

/** @throws Problem invalid-request when the challenge does not exist for the actor */
async function requireChallenge(transaction: Db, actor: Actor, id: string | null): Promise<void> {
  if (id === null || (await findChallenge(transaction, actor, id))) return
  const detail = {
    nl: 'Deze opgave bestaat niet. Kies een openbare opgave, of een van uw eigen organisatie.',
    en: 'This challenge does not exist. Choose a public one, or one of your own organisation.',
  }
  throw new Problem('invalid-request', detail, [{ in: 'body', pointer: '/challengeId', detail }])
}

function refuseMistakes(definition: Definition) {
  const mistakes = checkDefinition(definition)
  if (mistakes.length > 0) throw refusal(mistakes)
}

function refusal(mistakes: Mistake[]): Problem {
  return new Problem(
    'invalid-request',
    { nl: mistakes.map(({ nl }) => nl).join(' '), en: mistakes.map(({ en }) => en).join(' ') },
    mistakes.map(({ pointer, nl, en }) => ({ in: 'body', pointer, detail: { nl, en } })),
  )
}
