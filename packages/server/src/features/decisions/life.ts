/** What becomes of a decision beside its text: opened, reviewed, replaced, withdrawn. One transaction each. */
import type { Actor } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type InputMistake, Problem } from '../../platform/errors.ts'
import { publish } from '../../platform/outbox.ts'
import type { Platform } from '../../platform/slice.ts'
import { writeDay } from '../../platform/written-day.ts'
import { findChallenge } from '../challenges/index.ts'
import { markDecided } from '../indicators/index.ts'
import {
  EDITORS,
  HIDDEN_CHALLENGE,
  lockInForce,
  lockOwn,
  onlyPeopleSign,
  refusal,
  roleAt,
  SIGNERS,
} from './access.ts'
import { happen } from './happen.ts'
import { insertSave, listHappenings, openDraft } from './life-store.ts'
import { askMandate } from './mandate.ts'
import { remindNoMore } from './remind.ts'
import { MOST_YEARS, yearsLater } from './rules/ready.ts'
import type { DecisionWithdrawal, Review } from './schema/decision.ts'
import { type DecisionVersion, findDecision, lockNewest } from './store.ts'

/** Has everyone read the draft from now on, with every text that it becomes. It does not close again. */
export async function openDecision(
  { db, clock }: Platform,
  actor: Actor,
  key: string,
): Promise<DecisionVersion> {
  return db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, EDITORS, key)
    if (found.state !== 'draft' || found.openedAt !== null) {
      throw new Problem('conflict', {
        nl: 'Iedereen kan dit besluit al lezen.',
        en: 'Everyone can read this decision already.',
      })
    }
    const challenge = await findChallenge(transaction, actor, found.challengeId)
    if (!challenge?.published) throw refusal('not-ready', [HIDDEN_CHALLENGE])
    return open(transaction, actor, found, clock())
  })
}

/** Opens a draft that is locked or new. */
export async function open(
  transaction: Db,
  actor: Actor,
  found: DecisionVersion,
  at: Date,
): Promise<DecisionVersion> {
  const role = roleAt(actor, EDITORS, found.ownerId)
  const { id, version, content } = found
  await openDraft(transaction, id, at)
  await insertSave(transaction, { id, version, content, role }, at)
  await happen(transaction, id, { kind: 'opened', role: role ?? null }, at)
  await publish(transaction, 'decisions.decision-opened', { decisionId: id, slug: found.slug, version })
  const moment = at.toISOString()
  return {
    ...found,
    openedAt: moment,
    updatedAt: moment,
    standing: found.standing === 'preparing' ? 'open' : found.standing,
  }
}

/**
 * Records what came of a decision, for everyone to read. To keep it is to decide again: that asks a mandate of now, the one on which it was
 * signed or the one that is given. To have it changed or reopened, any signer may ask.
 */
export async function reviewDecision(
  { db, clock }: Platform,
  actor: Actor,
  key: string,
  { result, reasons, nextReviewDate, happenings, mandateId }: Review,
): Promise<DecisionVersion> {
  if (actor.kind !== 'person') throw onlyPeopleSign()
  const { personId } = actor
  return db.transaction().execute(async (transaction) => {
    const found = await lockInForce(transaction, actor, key)
    // Of reviews at the same time one counts: what the others answer to has changed.
    if (happenings !== undefined && (await listHappenings(transaction, found.id)).length !== happenings) {
      throw changedMeanwhile()
    }
    const at = clock()
    const today = calendarDay(at)
    if (result === 'kept' && (nextReviewDate === null || nextReviewDate <= today)) {
      throw wrong({
        pointer: '/nextReviewDate',
        detail: {
          nl: `Het besluit blijft. Kies wanneer we weer terugkijken: een dag na ${writeDay(today).nl}.`,
          en: `The decision stays. Choose when it is looked at again: a day after ${writeDay(today).en}.`,
        },
      })
    }
    if (nextReviewDate !== null && nextReviewDate > yearsLater(today, MOST_YEARS)) {
      throw wrong({
        pointer: '/nextReviewDate',
        detail: {
          nl: `Die dag ligt meer dan ${MOST_YEARS} jaar vooruit. Kies een eerdere dag.`,
          en: `That day is more than ${MOST_YEARS} years away. Choose an earlier day.`,
        },
      })
    }
    const role = roleAt(actor, SIGNERS, found.ownerId) ?? null
    const basis =
      result === 'kept' ? await requireMandate(transaction, { personId, found, mandateId, at }) : {}
    const review = { kind: 'reviewed', role, result, reasons, nextReviewDate, ...basis } as const
    await happen(transaction, found.id, review, at)
    await remindNoMore(transaction, found)
    await publish(transaction, 'decisions.decision-reviewed', {
      decisionId: found.id,
      slug: found.slug,
      result,
    })
    return withStanding(transaction, found)
  })
}

function changedMeanwhile(): Problem {
  const detail = {
    nl: 'Iemand anders legde intussen vast wat er met dit besluit gebeurde. Lees het besluit opnieuw; er is niets opgeslagen.',
    en: 'Somebody else recorded meanwhile what became of this decision. Read it again; nothing was stored.',
  }
  return new Problem('conflict', detail, [{ in: 'body', pointer: '/happenings', detail }])
}

/**
 * Withdraws a decision with the reason, on a mandate of now: that on which it was signed, or the one that is given. Its text stays; the signals that it
 * answered ask for a decision again.
 */
export async function withdrawDecision(
  { db, clock }: Platform,
  actor: Actor,
  key: string,
  { reason, mandateId }: DecisionWithdrawal,
): Promise<DecisionVersion> {
  if (actor.kind !== 'person') throw onlyPeopleSign()
  const { personId } = actor
  return db.transaction().execute(async (transaction) => {
    const found = await lockInForce(transaction, actor, key)
    const at = clock()
    const role = roleAt(actor, SIGNERS, found.ownerId) ?? null
    const basis = await requireMandate(transaction, { personId, found, mandateId, at })
    await happen(transaction, found.id, { kind: 'withdrawn', role, reasons: reason, ...basis }, at)
    await remindNoMore(transaction, found)
    await markDecided(transaction, [], { id: found.id, ownerId: found.ownerId }, at)
    await publish(transaction, 'decisions.decision-withdrawn', { decisionId: found.id, slug: found.slug })
    return withStanding(transaction, found)
  })
}

/**
 * Notes that another decision took the place of one.
 * @param by the decision that does so, when it is published
 */
export async function replaceDecision(
  transaction: Db,
  actor: Actor,
  replacedId: string,
  by: { id: string; slug: string },
  at: Date,
): Promise<void> {
  const found = await lockInForce(transaction, actor, replacedId)
  const role = roleAt(actor, SIGNERS, found.ownerId) ?? null
  await happen(transaction, found.id, { kind: 'replaced', role, replacedById: by.id }, at)
  await remindNoMore(transaction, found)
  await markDecided(transaction, [], { id: found.id, ownerId: found.ownerId }, at)
  await publish(transaction, 'decisions.decision-replaced', {
    decisionId: found.id,
    slug: found.slug,
    by: by.slug,
  })
}

/**
 * The mandate of now on which something is done with a decision in force, by its text: a draft of a correction does not count yet.
 * @throws `not-ready` when the register does not let this person
 */
async function requireMandate(
  transaction: Db,
  asked: { personId: string; found: DecisionVersion; mandateId: string | undefined; at: Date },
): Promise<{ mandateId?: string; function?: string }> {
  const { personId, found, mandateId, at } = asked
  const { content, signature } = (await findDecision(transaction, found.id, [])) ?? found
  const { field, amount } = content
  const { check, mandate } = await askMandate(
    transaction,
    personId,
    {
      ...{ field, amount, ownerId: found.ownerId, decidedOn: null },
      mandateId: mandateId ?? signature?.mandateId ?? null,
    },
    at,
  )
  if (check.valid) return mandate ? { mandateId: mandate.id, function: mandate.function } : {}
  throw refusal(
    'not-ready',
    check.refusals.map(({ nl, en }) => ({ pointer: '/mandateId', nl, en })),
  )
}

async function withStanding(transaction: Db, found: DecisionVersion): Promise<DecisionVersion> {
  return (await lockNewest(transaction, found.id)) ?? found
}

function wrong({ pointer, detail }: Pick<InputMistake, 'pointer' | 'detail'>): Problem {
  return new Problem('invalid-request', detail, [{ in: 'body', pointer, detail }])
}
