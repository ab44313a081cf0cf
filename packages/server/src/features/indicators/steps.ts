/** What changes an indicator: the rules judge, then it is written, and computed by a job. */
import { type Actor, hasRole, membershipsOf, type Role } from '../../platform/actor.ts'
import { notFound, Problem } from '../../platform/errors.ts'
import type { Platform } from '../../platform/slice.ts'
import { freeSlug, toSlug } from '../../platform/slug.ts'
import { checkDefinition, completeDefinition } from './rules.ts'
import {
  type Definition,
  Definition as DefinitionSchema,
  type Indicator,
  type IndicatorChange,
  type NewIndicator,
} from './schema.ts'
import { insertIndicator, listSlugsLike, lockIndicator, updateIndicator } from './store/indicators.ts'

/** Who may define indicators. */
export const EDITORS = ['policy-officer', 'data-expert', 'administrator'] as const satisfies readonly Role[]

export const COMPUTE_JOB = 'indicators-compute'

/** Writes a new indicator and asks for its figures; gives its slug. */
export async function createIndicator(
  platform: Platform,
  actor: Actor,
  given: NewIndicator,
): Promise<string> {
  const { db, clock, enqueue } = platform
  const definition = completeDefinition(given)
  refuseMistakes(definition)
  const ownerId = membershipsOf(actor).find(({ role }) =>
    EDITORS.some((each) => each === role),
  )?.organisationId
  if (ownerId === undefined) throw foreignIndicator()
  const made = await db.transaction().execute(async (transaction) => {
    const wanted = toSlug(definition.title)
    const slug = freeSlug(wanted, await listSlugsLike(transaction, wanted))
    const { challengeId = null, published = false } = given
    const id = await insertIndicator(transaction, {
      slug,
      ownerId,
      challengeId,
      published,
      definition,
      at: clock(),
    })
    return { id, slug }
  })
  await enqueue(COMPUTE_JOB, { indicatorId: made.id }, made.id)
  return made.slug
}

/** Changes an indicator. Another definition is a new version, and everything is computed anew. */
export async function changeIndicator(
  platform: Platform,
  actor: Actor,
  key: string,
  change: IndicatorChange,
): Promise<Indicator> {
  const { db, clock, enqueue } = platform
  const { indicator, redefined } = await db.transaction().execute(async (transaction) => {
    const found = await lockIndicator(transaction, key)
    if (!found) throw missingIndicator()
    if (!hasRole(actor, EDITORS, found.ownerId))
      throw found.published ? foreignIndicator() : missingIndicator()
    const changed = { ...found, ...change, updatedAt: clock().toISOString() }
    const definition = definitionOf(changed)
    refuseMistakes(definition)
    const redefined = JSON.stringify(definition) !== JSON.stringify(definitionOf(found))
    if (redefined) changed.version += 1
    await updateIndicator(transaction, changed, definition, clock())
    return { indicator: changed, redefined }
  })
  if (redefined) await enqueue(COMPUTE_JOB, { indicatorId: indicator.id }, indicator.id)
  return indicator
}

/** The part of an indicator that says how it is computed. */
export function definitionOf(indicator: Indicator): Definition {
  const names = Object.keys(DefinitionSchema.properties) as (keyof Definition)[]
  return Object.fromEntries(names.map((name) => [name, indicator[name]])) as Definition
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

function refuseMistakes(definition: Definition) {
  const mistakes = checkDefinition(definition)
  if (mistakes.length === 0) return
  throw new Problem(
    'invalid-request',
    { nl: mistakes.map(({ nl }) => nl).join(' '), en: mistakes.map(({ en }) => en).join(' ') },
    mistakes.map(({ pointer, en }) => ({ in: 'body', pointer, detail: en })),
  )
}
