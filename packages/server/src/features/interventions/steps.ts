/** What changes an intervention: each step locks it, lets the rules judge, and writes in one transaction. */
import type { Actor } from '../../platform/actor.ts'
import { organisationsOf } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type InputMistake, inBody } from '../../platform/errors.ts'
import { idIn, textsIn } from '../../platform/http/name-unknown.ts'
import { refuseStale } from '../../platform/http/revision.ts'
import { publish } from '../../platform/outbox.ts'
import { chooseOwner } from '../../platform/owner.ts'
import type { Platform } from '../../platform/slice.ts'
import { isUuid } from '../../platform/slug.ts'
import { findUnknownAreas } from '../areas/index.ts'
import { findChallenge } from '../challenges/index.ts'
import { findIndicator } from '../indicators/index.ts'
import { enterPublished } from '../ledger/index.ts'
import { listOrganisationsByIds } from '../parties/index.ts'
import { STEPS_OF, WRITERS } from './lists.ts'
import { WITHDRAWN_PLANS } from './published.ts'
import {
  alreadyBegun,
  alreadyRegistered,
  draftIsNotWithdrawn,
  foreignIntervention,
  missingIntervention,
  notRunning,
  publicStays,
  refusal,
  refuse,
} from './refuse.ts'
import { canRead, canWrite, checkContent, type Obstacle, startContent } from './rules.ts'
import { type Content, InterventionChange, type NewIntervention } from './schema.ts'
import {
  deleteDraft,
  findByKey,
  insertIntervention,
  isDecisionOf,
  lockByKey,
  type Stored,
  storeWithdrawal,
  updateContent,
} from './store/interventions.ts'

/** Who asks, and when. */
export type Asking = { organisations: string[]; today: string }

export const askingOf = (actor: Actor, now: Date): Asking => ({
  organisations: organisationsOf(actor),
  today: calendarDay(now),
})

/** The intervention with this id or slug, when the actor may know of it. @throws Problem not-found */
export async function requireReadable(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  key: string,
): Promise<Stored> {
  const found = await findByKey(db, key, askingOf(actor, clock()))
  if (!found || !canRead(actor, ownedOf(found))) throw missingIntervention()
  return found
}

export const ownedOf = ({ state, ownerId, content: { parties } }: Stored) => ({ state, ownerId, parties })

/** The same, kept from others until the transaction ends, for who may change it. @throws Problem not-found or not-allowed */
export async function lockOwn(transaction: Db, actor: Actor, key: string, now: Date): Promise<Stored> {
  await lockByKey(transaction, key)
  const found = await findByKey(transaction, key, askingOf(actor, now))
  if (!found || !canRead(actor, ownedOf(found))) throw missingIntervention()
  if (!canWrite(actor, found)) throw foreignIntervention()
  return found
}

/** Locks an intervention, changes it, and gives its slug. */
export function workOn(
  { db, clock }: Platform,
  actor: Actor,
  key: string,
  work: (transaction: Db, current: Stored, at: Date) => Promise<void>,
): Promise<string> {
  return db.transaction().execute(async (transaction) => {
    const at = clock()
    const current = await lockOwn(transaction, actor, key, at)
    await work(transaction, current, at)
    return current.slug
  })
}

/** Starts a draft and gives its slug. A pilot that serves no goal cannot be made. */
export async function createIntervention(
  { db, clock }: Platform,
  actor: Actor,
  given: NewIntervention,
): Promise<string> {
  const content = startContent(given)
  const owner = chooseOwner(actor, WRITERS, given.ownerId)
  const mistakes = [...('ownerId' in owner ? [] : [owner]), ...checkContent(content, given.kind)]
  return db.transaction().execute(async (transaction) => {
    const unknown = await findUnknown(transaction, actor, given.challengeId, content)
    if (!('ownerId' in owner)) throw refusal('invalid-request', [...mistakes, ...unknown])
    refuse('invalid-request', [...mistakes, ...unknown])
    const { challengeId, kind } = given
    return insertIntervention(transaction, {
      ownerId: owner.ownerId,
      challengeId,
      kind,
      content,
      at: clock(),
    })
  })
}

/** Changes the given fields of a draft. What was registered is changed by registering it again; see `registerPlan`. */
export function changeDraft(platform: Platform, actor: Actor, key: string, change: InterventionChange) {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    requireDraft(current)
    const { revision, ...given } = change
    refuseStale(InterventionChange, current.content, revision)
    const content = await judgeChange(transaction, actor, current, given)
    await updateContent(transaction, current.id, content, at)
  })
}

/** The plan after a change. @throws Problem invalid-request when it contradicts itself or names what is not there */
export async function judgeChange(
  transaction: Db,
  actor: Actor,
  { content: before, kind, challengeId }: Stored,
  change: Partial<Content>,
): Promise<Content> {
  const content: Content = { ...before, ...change }
  const unknown = await findUnknown(transaction, actor, challengeId, { ...change })
  const wrongStep = await checkStep(transaction, actor, content)
  refuse('invalid-request', [...checkContent(content, kind), ...unknown, ...wrongStep])
  return content
}

/** Of the figures in which the effect is expected, the steps must be possible in which it will be looked for. */
async function checkStep(db: Db, actor: Actor, { hypothesis, design }: Content): Promise<Obstacle[]> {
  const step = design?.step
  if (!step || hypothesis === null) return []
  const indicator = await findIndicator(db, hypothesis.indicatorId, organisationsOf(actor))
  return !indicator || STEPS_OF[indicator.period].includes(step)
    ? []
    : [{ pointer: '/design/step', ...WRONG_STEP }]
}

/** Removes a draft that nobody outside has seen. */
export function removeDraft(platform: Platform, actor: Actor, key: string) {
  return workOn(platform, actor, key, async (transaction, current) => {
    if (current.state !== 'draft') throw publicStays()
    await deleteDraft(transaction, current.id)
  })
}

/** Says of something public that it should not have been, with the reason. It stays readable. */
export function withdrawIntervention(platform: Platform, actor: Actor, key: string, reason: string) {
  return workOn(platform, actor, key, async (transaction, { id, slug, state, challengeId, plans }, at) => {
    if (state === 'draft') throw draftIsNotWithdrawn()
    if (state === 'withdrawn') throw notRunning()
    await storeWithdrawal(transaction, id, reason, at)
    if (plans.length > 0) await enterPublished(transaction, WITHDRAWN_PLANS, { id, version: 1 }, at)
    await publish(transaction, 'interventions.withdrawn', { interventionId: id, slug, challengeId })
  })
}

function requireDraft({ state, startedOn }: Stored): void {
  if (state === 'draft') return
  throw startedOn === null ? alreadyRegistered() : alreadyBegun()
}

type Named = Partial<Content>

/** What a plan names that is not there for who writes it. */
async function findUnknown(
  db: Db,
  actor: Actor,
  challengeId: string,
  { goalId, decisionId, areaCodes, parties, hypothesis, scaleWhen, stopWhen, design }: Named,
): Promise<Obstacle[]> {
  const challenge = await findChallenge(db, actor, challengeId)
  if (!challenge) return [{ pointer: '/challengeId', ...NO_CHALLENGE }]
  const unknown: Obstacle[] = []
  if (goalId && !challenge.goals.some(({ id }) => id === goalId))
    unknown.push({ pointer: '/goalId', ...NO_GOAL })
  if (decisionId && !(await isDecisionOf(db, challengeId, decisionId)))
    unknown.push({ pointer: '/decisionId', ...NO_DECISION })
  unknown.push(
    ...(await findUnknownAreas(db, areaCodes ?? [])),
    ...(await findUnknownAreas(db, design?.comparisonCodes ?? [], '/design/comparisonCodes')),
  )
  const known = new Set(
    (
      await listOrganisationsByIds(
        db,
        (parties ?? []).map((each) => each.organisationId),
      )
    ).map(({ id }) => id),
  )
  for (const [index, { organisationId }] of (parties ?? []).entries()) {
    if (!known.has(organisationId)) unknown.push({ pointer: `/parties/${index}/organisationId`, ...NO_PARTY })
  }
  const named = [
    ...(hypothesis ? [{ pointer: '/hypothesis', ...hypothesis }] : []),
    ...(scaleWhen ?? []).map((each, index) => ({ pointer: `/scaleWhen/${index}`, ...each })),
    ...(stopWhen ?? []).map((each, index) => ({ pointer: `/stopWhen/${index}`, ...each })),
  ]
  for (const { pointer, indicatorId } of named) {
    if (!(await findIndicator(db, indicatorId, organisationsOf(actor)))) {
      unknown.push({ pointer: `${pointer}/indicatorId`, ...NO_INDICATOR })
    }
  }
  return unknown
}

/** What a body that may be anything names that does not exist for the actor; of a new intervention also the owner. */
export async function unknownInIntervention(
  db: Db,
  actor: Actor,
  body: unknown,
  isNew: boolean,
): Promise<InputMistake[]> {
  const areas = await findUnknownAreas(db, textsIn(body, 'areaCodes'))
  if (!isNew) return inBody(areas)
  const owner = chooseOwner(actor, WRITERS, idIn(body, 'ownerId'))
  const challengeId = idIn(body, 'challengeId')
  const isKnown =
    challengeId === undefined || !isUuid(challengeId) || (await findChallenge(db, actor, challengeId))
  return inBody([
    ...('ownerId' in owner ? [] : [owner]),
    ...(isKnown ? [] : [{ pointer: '/challengeId', ...NO_CHALLENGE }]),
    ...areas,
  ])
}

const NO_CHALLENGE = {
  nl: 'Deze opgave bestaat niet of is niet openbaar.',
  en: 'This challenge does not exist or is not public.',
}
const NO_GOAL = {
  nl: 'Dit doel hoort niet bij de opgave. Kies een van haar doelen.',
  en: 'This goal is not of the challenge. Choose one of its goals.',
}
export const NO_DECISION = {
  nl: 'Dit is geen gepubliceerd besluit van deze opgave dat nog geldt. Kies een ander, of publiceer het eerst.',
  en: 'This is not a published decision of this challenge that still holds. Choose another, or publish it first.',
}
const WRONG_STEP = {
  nl: 'Van de cijfers van deze indicator zijn zulke stappen niet te maken. Kies een andere stap.',
  en: 'Such steps cannot be made of the figures of this indicator. Choose another step.',
}
const NO_PARTY = {
  nl: 'Deze organisatie kennen we niet. Maak haar eerst aan.',
  en: 'This organisation is not known. Create it first.',
}
const NO_INDICATOR = {
  nl: 'Deze indicator bestaat niet of is niet openbaar.',
  en: 'This indicator does not exist or is not public.',
}
