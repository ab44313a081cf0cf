/** What comes along the way: deviations, milestones, costs, photos. */
import type { Actor } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import { publish } from '../../platform/outbox.ts'
import type { Platform } from '../../platform/slice.ts'
import { enterPublished } from '../ledger/index.ts'
import { MOST_PARTS } from './lists.ts'
import { INTERVENTION_HAPPENINGS } from './published.ts'
import { missingPart, notRunning, type refusal, refuse, tooMany } from './refuse.ts'
import type { MilestoneChange, NewCost, NewDeviation, NewMilestone } from './schema-parts.ts'
import { workOn } from './steps.ts'
import { type Stored, touch } from './store/interventions.ts'
import {
  deleteMilestone,
  insertCost,
  insertDeviation,
  insertMilestone,
  updateMilestone,
} from './store/parts.ts'

/** Writes down where it goes otherwise than planned. It stays beside the plan for ever. */
export function addDeviation(platform: Platform, actor: Actor, key: string, given: NewDeviation) {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    requireBegun(current)
    requireRoom(current.deviations)
    refuse('invalid-request', notLater('/since', given.since, calendarDay(at)))
    const id = await insertDeviation(transaction, current.id, given, at)
    await enterPublished(transaction, INTERVENTION_HAPPENINGS, { id, version: 1 }, at)
    await touch(transaction, current.id, at)
  })
}

/** Adds a milestone; one that is added after registering is not of the plan. */
export function addMilestone(platform: Platform, actor: Actor, key: string, given: NewMilestone) {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    requireOpen(current)
    requireRoom(current.milestones)
    const { title, plannedOn = null, reachedOn = null } = given
    refuse('invalid-request', reachable(current, reachedOn, calendarDay(at)))
    await insertMilestone(transaction, current.id, { title, plannedOn, reachedOn, inPlan: false })
    await touch(transaction, current.id, at)
    if (reachedOn !== null) await tellReached(transaction, current, { title, reachedOn })
  })
}

/** Changes a milestone; of one of the plan only when it was reached. */
export function changeMilestone(
  platform: Platform,
  actor: Actor,
  { key, id }: { key: string; id: string },
  change: MilestoneChange,
) {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    requireOpen(current)
    const stored = requireMilestone(current, id)
    const next = { ...stored, ...change }
    const isOther = next.title !== stored.title || next.plannedOn !== stored.plannedOn
    refuse('invalid-request', [
      ...(stored.inPlan && isOther ? [FROZEN_MILESTONE] : []),
      ...reachable(current, next.reachedOn, calendarDay(at)),
    ])
    await updateMilestone(transaction, next)
    await touch(transaction, current.id, at)
    const { title, reachedOn } = next
    if (reachedOn !== null && stored.reachedOn === null)
      await tellReached(transaction, current, { title, reachedOn })
  })
}

/** Removes a milestone of a draft. */
export function removeMilestone(platform: Platform, actor: Actor, { key, id }: { key: string; id: string }) {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    const stored = requireMilestone(current, id)
    if (current.state !== 'draft') throw notRunning()
    await deleteMilestone(transaction, stored.id)
    await touch(transaction, current.id, at)
  })
}

/** Writes down what it costs; a mistake is corrected with another line. */
export function addCost(platform: Platform, actor: Actor, key: string, given: NewCost) {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    if (current.state === 'draft' || current.state === 'withdrawn') throw notRunning()
    requireRoom(current.costs)
    refuse('invalid-request', [
      ...notLater('/day', given.day, calendarDay(at)),
      ...(given.amount === 0 ? [NO_AMOUNT] : []),
    ])
    await insertCost(transaction, current.id, given, at)
    await touch(transaction, current.id, at)
  })
}

type Transaction = Parameters<Parameters<typeof workOn>[3]>[0]
type Obstacle = Parameters<typeof refusal>[1][number]

function tellReached(
  transaction: Transaction,
  { id, slug, challengeId }: Stored,
  milestone: { title: string; reachedOn: string },
): Promise<void> {
  return publish(transaction, 'interventions.milestone-reached', {
    interventionId: id,
    slug,
    challengeId,
    ...milestone,
  })
}

function requireMilestone({ milestones }: Stored, id: string) {
  const found = milestones.find((each) => each.id === id)
  if (!found) throw missingPart({ nl: 'Deze mijlpaal', en: 'This milestone' })
  return found
}

/** After the end deviations can still be told, as long as it was not withdrawn. */
function requireBegun({ startedOn, state }: Stored): void {
  if (startedOn === null || state === 'withdrawn') throw notRunning()
}

export function requireOpen({ state }: Stored): void {
  if (state === 'ended' || state === 'withdrawn') throw notRunning()
}

export function requireRoom(parts: readonly unknown[]): void {
  if (parts.length >= MOST_PARTS) throw tooMany(MOST_PARTS)
}

/** A milestone is reached on a day that was, of something public. */
function reachable({ state }: Stored, reachedOn: string | null, today: string): Obstacle[] {
  if (reachedOn === null) return []
  if (state === 'draft') return [NOT_YET]
  return notLater('/reachedOn', reachedOn, today)
}

function notLater(pointer: string, day: string, today: string): Obstacle[] {
  if (day <= today) return []
  return [
    {
      pointer,
      nl: 'Deze dag moet nog komen. Geef een dag tot en met vandaag.',
      en: 'This day has yet to come. Give a day up to today.',
    },
  ]
}

const NOT_YET = {
  pointer: '/reachedOn',
  nl: 'Dit is nog een concept. Een mijlpaal wordt pas bereikt als het plan is vastgelegd of is begonnen.',
  en: 'This is a draft still. A milestone is reached only when the plan was registered or has begun.',
}
const FROZEN_MILESTONE = {
  pointer: '/title',
  nl: 'Deze mijlpaal staat in het plan: alleen de dag waarop hij is bereikt kan nog worden ingevuld. Schrijf een afwijking op als het anders gaat.',
  en: 'This milestone is in the plan: only the day on which it was reached can be filled in. Write down a deviation when it goes otherwise.',
}
const NO_AMOUNT = {
  pointer: '/amount',
  nl: 'Vul een bedrag in dat niet nul is.',
  en: 'Fill in an amount that is not zero.',
}
