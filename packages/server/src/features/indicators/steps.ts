/** What changes an indicator: the rules judge, then it is written, and an event has it computed. */
import { Value } from 'typebox/value'
import { type Actor, hasRole, type Role } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type InputMistake, inBody, notFound, Problem } from '../../platform/errors.ts'
import { idIn, textsIn } from '../../platform/http/name-unknown.ts'
import { refuseStale, revisionOf } from '../../platform/http/revision.ts'
import { publish } from '../../platform/outbox.ts'
import { chooseOwner } from '../../platform/owner.ts'
import type { Platform } from '../../platform/slice.ts'
import { findUnreadableDatasets, readableDatasets } from '../catalogue/index.ts'
import { findChallenge } from '../challenges/index.ts'
import { checkDefinition, checkSignalRule, type Mistake } from './check-definition.ts'
import { countLeftOut } from './compute.ts'
import { checkUnit, measuresOtherwise } from './fit-unit.ts'
import type { IndicatorDefined } from './mark.ts'
import { findWrongOperands } from './operands.ts'
import { completeDefinition, definitionOf, judgeChange } from './rules.ts'
import { type Definition, type Indicator, IndicatorChange, type NewIndicator, SignalRule } from './schema.ts'
import { markWatching } from './signals/store.ts'
import { listUnitsOf } from './store/figures.ts'
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
  const mistakes = [...('ownerId' in owner ? [] : [owner]), ...checkDefinition(definition)]
  return db.transaction().execute(async (transaction) => {
    const { challengeId = null, published = false } = given
    const unknown = [
      ...(await findUnfit(transaction, actor, definition, clock())),
      ...(await findUnknown(transaction, actor, challengeId, definition)),
      ...(await findWrongOperands(transaction, actor, definition, { id: undefined, published })),
    ]
    if (!('ownerId' in owner)) throw refusal([...mistakes, ...unknown])
    refuse([...mistakes, ...unknown])
    const { id, slug } = await insertIndicator(transaction, {
      ownerId: owner.ownerId,
      challengeId,
      published,
      definition,
      at: clock(),
    })
    await countLeftOut(transaction, id, definition, clock())
    await tellDefined(transaction, { indicatorId: id, anew: false })
    return slug
  })
}

/** Changes an indicator. Another definition is a new version; when it makes other figures or signals, those are computed. */
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
    refuseStale(IndicatorChange, found, change.revision)
    const changed = { ...found, ...change, updatedAt: clock().toISOString() }
    const definition = definitionOf(changed)
    const isMoved = changed.challengeId !== found.challengeId
    const unknown = await findUnknown(transaction, actor, isMoved ? changed.challengeId : null, {
      datasetIds: change.datasetIds ?? [],
      groups: change.groups ?? [],
    })
    const before = definitionOf(found)
    const unfit = measuresOtherwise(before, definition)
      ? await findUnfit(transaction, actor, definition, clock())
      : []
    const { id, published } = changed
    const isMadeOtherwise = judgeChange(before, definition) === 'anew' || published !== found.published
    const wrong = isMadeOtherwise
      ? await findWrongOperands(transaction, actor, definition, { id, published })
      : []
    refuse([...checkDefinition(definition), ...unfit, ...unknown, ...wrong])
    if (JSON.stringify(definition) !== JSON.stringify(before)) changed.version += 1
    await updateIndicator(transaction, changed, definition, clock())
    const effect = judgeChange(before, definition)
    if (effect !== 'nothing') {
      changed.leftOutSeries = await countLeftOut(transaction, found.id, definition, clock())
      await tellDefined(transaction, { indicatorId: found.id, anew: effect === 'anew' })
    }
    if (JSON.stringify(definition.watchRules) !== JSON.stringify(before.watchRules)) {
      await markWatching(transaction, found.id)
    }
    return { ...changed, revision: revisionOf(IndicatorChange, changed) }
  })
}

function tellDefined(transaction: Db, defined: IndicatorDefined): Promise<void> {
  return publish(transaction, 'indicators.indicator-defined', defined)
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

/**
 * What is wrong in a body that may be anything besides its form: what it names that does not exist for the actor, of a new
 * indicator also the owner, and a signal rule that contradicts itself.
 */
export async function unknownInIndicator(
  db: Db,
  actor: Actor,
  body: unknown,
  isNew: boolean,
): Promise<InputMistake[]> {
  const owner = chooseOwner(actor, EDITORS, idIn(body, 'ownerId'))
  const unknown = await findUnknown(db, actor, idIn(body, 'challengeId') ?? null, {
    datasetIds: textsIn(body, 'datasetIds'),
    groups: [],
  })
  const rule = typeof body === 'object' && body !== null && 'signalRule' in body ? body.signalRule : null
  const contradictions = Value.Check(SignalRule, rule) ? checkSignalRule(rule) : []
  return inBody([...(isNew && !('ownerId' in owner) ? [owner] : []), ...unknown, ...contradictions])
}

/** Whether the unit is one into which none of the series that the actor may see can be converted. */
async function findUnfit(db: Db, actor: Actor, definition: Definition, now: Date): Promise<Mistake[]> {
  return checkUnit(definition, await listUnitsOf(db, definition, readableDatasets(actor), now))
}

/** Which challenge and datasets do not exist for the actor. */
async function findUnknown(
  db: Db,
  actor: Actor,
  challengeId: string | null,
  { datasetIds, groups }: Pick<Definition, 'datasetIds' | 'groups'>,
): Promise<Mistake[]> {
  const datasets = await findUnreadableDatasets(db, actor, datasetIds, '/datasetIds')
  for (const [index, group] of groups.entries()) {
    const pointer = `/groups/${index}/datasetIds`
    datasets.push(...(await findUnreadableDatasets(db, actor, group.datasetIds, pointer)))
  }
  if (challengeId === null || (await findChallenge(db, actor, challengeId))) return datasets
  return [
    ...datasets,
    {
      pointer: '/challengeId',
      nl: 'Deze opgave bestaat niet. Kies een openbare opgave, of een van uw eigen organisatie.',
      en: 'This challenge does not exist. Choose a public one, or one of your own organisation.',
    },
  ]
}

function refuse(mistakes: Mistake[]) {
  if (mistakes.length > 0) throw refusal(mistakes)
}

function refusal(mistakes: Mistake[]): Problem {
  return new Problem(
    'invalid-request',
    { nl: mistakes.map(({ nl }) => nl).join(' '), en: mistakes.map(({ en }) => en).join(' ') },
    inBody(mistakes),
  )
}
