/** The course of an intervention: its plan is registered, it begins, it ends. */

import type { Actor } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import { refuseStale } from '../../platform/http/revision.ts'
import { publish } from '../../platform/outbox.ts'
import type { Platform } from '../../platform/slice.ts'
import { isEmpty } from '../../platform/written-words.ts'
import { listAreasByCodes } from '../areas/index.ts'
import { findChallenge } from '../challenges/index.ts'
import { findIndicator } from '../indicators/index.ts'
import { enterPublished } from '../ledger/index.ts'
import { sealPlan } from './plan.ts'
import { INTERVENTION_HAPPENINGS, PUBLISHED_PLANS } from './published.ts'
import { alreadyBegun, notRunning, refuse } from './refuse.ts'
import { type Obstacle, obstaclesToEnding, obstaclesToRegistration, obstaclesToStart } from './rules.ts'
import { type Content, type Ending, InterventionChange, type Registration, type Start } from './schema.ts'
import { judgeChange, NO_DECISION, workOn } from './steps.ts'
import {
  insertPlan,
  isDecisionOf,
  type Stored,
  storeEnd,
  storeStart,
  updateContent,
} from './store/interventions.ts'

/**
 * Registers the plan, or registers it again with what changes and why: a canonical text with its hash that is public from now on
 * and never changes. Only before the start. With `check` it only says what is missing.
 */
export function registerPlan(platform: Platform, actor: Actor, key: string, asked: Registration) {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    const { change = {}, reason = '', revision, check = false } = asked
    if (current.startedOn !== null || current.state === 'withdrawn') throw alreadyBegun()
    refuseStale(InterventionChange, current.content, revision)
    const content = await judgeChange(transaction, actor, current, change)
    const obstacles = [
      ...obstaclesToRegistration(content, {
        kind: current.kind,
        ethicsCheck: current.ethicsCheck,
        today: calendarDay(at),
      }),
      ...(await obstaclesInPublic(transaction, actor, current, content)),
      ...(current.plans.length > 0 && isEmpty(reason) ? [REASON_NEEDED] : []),
    ]
    refuse('not-ready', obstacles)
    if (check) return
    await updateContent(transaction, current.id, content, at)
    await seal(transaction, { actor, current, content, reason, at })
  })
}

/** Freezes the plan as it is stored now, and tells of it in the same transaction. */
async function seal(
  transaction: Db,
  given: { actor: Actor; current: Stored; content: Content; reason: string; at: Date },
): Promise<void> {
  const { current, content, reason, at } = given
  const { id, slug, kind, challengeId, ownerId } = current
  const [again] = current.laterEthicsChecks
  const ethicsCheck = again ? { answers: again.answers, by: again.by, at: again.at } : current.ethicsCheck
  if (!ethicsCheck) throw new Error('obstaclesToRegistration lets no plan without an ethics check through.')
  const number = (current.plans[0]?.number ?? 0) + 1
  const names = await nameParts(transaction, given.actor, current, content)
  const intervention = { id, slug, kind, challengeId, ownerId }
  const { milestones } = current
  const { body, sha256 } = sealPlan({ intervention, number, at, content, ethicsCheck, milestones, names })
  await insertPlan(transaction, id, { number, body, sha256, reason, at })
  await enterPublished(transaction, PUBLISHED_PLANS, { id, version: number }, at)
  await publish(transaction, 'interventions.plan-registered', {
    interventionId: id,
    slug,
    challengeId,
    version: number,
    sha256,
    body,
  })
}

/** How what the plan refers to was called when it was registered. */
async function nameParts(transaction: Db, actor: Actor, current: Stored, content: Content) {
  const challenge = await findChallenge(transaction, actor, current.challengeId)
  const goal = challenge?.goals.find(({ id }) => id === content.goalId)
  const indicators = []
  for (const id of indicatorsIn(content)) {
    const found = await findIndicator(transaction, id, [])
    if (found)
      indicators.push({ id, slug: found.slug, title: found.title, unit: found.unit, version: found.version })
  }
  const codes = [...content.areaCodes, ...(content.design?.comparisonCodes ?? [])]
  const areas = (await listAreasByCodes(transaction, codes)).map(({ code, name }) => ({ code, name }))
  const { title, unit, target, targetDate } = goal ?? {}
  return { goal: { challenge: challenge?.title, title, unit, target, targetDate }, indicators, areas }
}

/** The indicators that a plan names, each once. */
export function indicatorsIn({ hypothesis, scaleWhen, stopWhen }: Content): string[] {
  const named = [...(hypothesis ? [hypothesis] : []), ...scaleWhen, ...stopWhen]
  return [...new Set(named.map(({ indicatorId }) => indicatorId))]
}

/** Tells that it began. Who began on a day before that of registering did not register beforehand, which everyone sees. */
export function begin(platform: Platform, actor: Actor, key: string, asked: Start) {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    if (current.startedOn !== null) throw alreadyBegun()
    if (current.state === 'withdrawn') throw notRunning()
    refuseStale(InterventionChange, current.content, asked.revision)
    const today = calendarDay(at)
    const { startedOn = today, withoutRegistration = false } = asked
    const { kind, plans } = current
    const content = { ...current.content, decisionId: asked.decisionId ?? current.content.decisionId }
    const isRegistered = plans.length > 0
    const obstacles = [
      ...obstaclesToStart(content, { kind, isRegistered, withoutRegistration, startedOn, today }),
      ...(await obstaclesInPublic(transaction, actor, current, content)),
      ...(await obstaclesInDecision(transaction, current, content.decisionId)),
    ]
    refuse('not-ready', obstacles)
    await storeStart(transaction, current.id, { startedOn, decisionId: content.decisionId, isRegistered, at })
    const { id, slug, challengeId } = current
    await enterPublished(transaction, INTERVENTION_HAPPENINGS, { id, version: 1 }, at)
    await publish(transaction, 'interventions.started', { interventionId: id, slug, challengeId, startedOn })
  })
}

/** Tells that it ended, how, why, and by which decision. */
export function end(platform: Platform, actor: Actor, key: string, asked: Ending) {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    const { id, slug, kind, challengeId, startedOn, state } = current
    if (state !== 'running' || startedOn === null) throw notRunning()
    const today = calendarDay(at)
    const { outcome, reason, decisionId = null, endedOn = today } = asked
    refuse('not-ready', [
      ...obstaclesToEnding({ kind, outcome, decisionId, startedOn, endedOn, today }),
      ...(await obstaclesInDecision(transaction, current, decisionId)),
    ])
    await storeEnd(transaction, id, { outcome, reason, decisionId, endedOn, at })
    await enterPublished(transaction, INTERVENTION_HAPPENINGS, { id, version: 2 }, at)
    await publish(transaction, 'interventions.ended', {
      interventionId: id,
      slug,
      challengeId,
      outcome,
      endedOn,
    })
  })
}

/** What becomes public may only refer to what everyone can see. */
async function obstaclesInPublic(
  transaction: Db,
  actor: Actor,
  { challengeId }: Stored,
  content: Content,
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = []
  const challenge = await findChallenge(transaction, actor, challengeId)
  if (!challenge?.published) obstacles.push(HIDDEN_CHALLENGE)
  if (content.goalId !== null && !challenge?.goals.some(({ id }) => id === content.goalId))
    obstacles.push(GONE_GOAL)
  for (const id of indicatorsIn(content)) {
    if (await findIndicator(transaction, id, [])) continue
    const pointer = content.hypothesis?.indicatorId === id ? '/hypothesis/indicatorId' : '/scaleWhen'
    obstacles.push({ pointer, ...HIDDEN_INDICATOR })
  }
  return obstacles
}

async function obstaclesInDecision(
  transaction: Db,
  { challengeId }: Stored,
  decisionId: string | null,
): Promise<Obstacle[]> {
  if (decisionId === null || (await isDecisionOf(transaction, challengeId, decisionId))) return []
  return [{ pointer: '/decisionId', ...NO_DECISION }]
}

const REASON_NEEDED = {
  pointer: '/reason',
  nl: 'Het plan was al vastgelegd. Schrijf op waarom het verandert.',
  en: 'The plan was registered already. Write down why it changes.',
}
const HIDDEN_CHALLENGE = {
  pointer: '/challengeId',
  nl: 'De opgave is nog niet openbaar. Publiceer die eerst.',
  en: 'The challenge is not public yet. Publish it first.',
}
const GONE_GOAL = {
  pointer: '/goalId',
  nl: 'Dit doel is er niet meer. Kies een doel van de opgave.',
  en: 'This goal is gone. Choose a goal of the challenge.',
}
const HIDDEN_INDICATOR = {
  nl: 'Deze indicator is niet openbaar. Iedereen moet kunnen nagaan of de verwachting uitkomt: maak hem eerst openbaar.',
  en: 'This indicator is not public. Anyone must be able to see whether the expectation comes true: make it public first.',
}
