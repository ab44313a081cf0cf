/** What changes a decision: each step locks the newest version, lets the rules judge, and writes in one transaction. */
import type { Static } from 'typebox'
import { type Actor, organisationsOf } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import { Problem } from '../../platform/errors.ts'
import { refuseStale } from '../../platform/http/revision.ts'
import { publish } from '../../platform/outbox.ts'
import { chooseOwner } from '../../platform/owner.ts'
import { sealJson } from '../../platform/seal-json.ts'
import type { Platform } from '../../platform/slice.ts'
import { isUuid } from '../../platform/slug.ts'
import { listAllies } from '../agreements/index.ts'
import { findChallenge } from '../challenges/index.ts'
import { findIndicator, listMissingSignals, listToldSignals, markDecided } from '../indicators/index.ts'
import { enterPublished } from '../ledger/index.ts'
import {
  EDITORS,
  HIDDEN_CHALLENGE,
  lockInForce,
  lockOwn,
  missingDecision,
  NEVER_OPENED,
  onlyPeopleSign,
  refusal,
  refuse,
  roleAt,
  SIGNERS,
} from './access.ts'
import { findUnknownRemarks } from './cited-remarks.ts'
import { fillNew } from './fill.ts'
import { type Freezing, freezeEvidence, keepFrozen } from './freeze.ts'
import { open, replaceDecision } from './life.ts'
import { insertSave, isReplacedBy } from './life-store.ts'
import { askMandate } from './mandate.ts'
import { findStrangeParties, nameAsNow } from './parties.ts'
import { PUBLISHED_DECISIONS } from './published.ts'
import { checkContent, checkReplaced, type Obstacle, startContent } from './rules/content.ts'
import { obstaclesToPublication } from './rules/ready.ts'
import type { Content, Evidence } from './schema/content.ts'
import { DecisionChange, type NewDecision, type Publication, type Signature } from './schema/decision.ts'
import {
  type DecisionVersion,
  findDecision,
  findVersion,
  insertDecision,
  insertVersion,
  lockNewest,
  lockWithReplaced,
  publishDraft,
  updateDraft,
} from './store.ts'
import { findUnknown } from './unknown.ts'

/** What steps need: citing computes what is cited. */
export type Deciding = Platform & Freezing

/** Starts a draft and gives its slug. Everyone reads it from the start, unless its maker is not ready for that, or what it is about is not public. */
export async function createDecision(platform: Deciding, actor: Actor, asked: NewDecision): Promise<string> {
  const { db, clock } = platform
  const isOpen = asked.open ?? (await isAboutPublic(db, actor, asked))
  const given = await fillNew(platform, actor, isOpen ? [] : organisationsOf(actor), asked)
  const started = startContent(given)
  const content = { ...started, evidence: await freezeEvidence(platform, actor, started, []) }
  const owner = chooseOwner(actor, EDITORS, given.ownerId)
  const mistakes = [...('ownerId' in owner ? [] : [owner]), ...checkContent(content)]
  return db.transaction().execute(async (transaction) => {
    const { challengeId } = given
    const unknown = [
      ...(await findUnknown(transaction, actor, challengeId, content)),
      ...(await findStrangeParties(transaction, actor, { challengeId, content, day: calendarDay(clock()) })),
      ...(await findUnknownRemarks(transaction, content.evidence, [], clock())),
    ]
    if (!('ownerId' in owner)) throw refusal('invalid-request', [...mistakes, ...unknown])
    refuse('invalid-request', [...mistakes, ...unknown])
    const challenge = await findChallenge(transaction, actor, challengeId)
    if (given.open && !challenge?.published) throw refusal('not-ready', [HIDDEN_CHALLENGE])
    const at = clock()
    const { ownerId } = owner
    const named = await nameAsNow(transaction, content)
    const made = await insertDecision(transaction, { ownerId, challengeId, content: named, at })
    if (isOpen && challenge?.published) {
      const draft = await lockNewest(transaction, made.id)
      if (draft) await open(transaction, actor, draft, at)
    }
    return made.slug
  })
}

/** Whether everyone can read the challenge and the signals that a new draft is about. */
async function isAboutPublic(db: Db, actor: Actor, { challengeId, signalIds = [] }: NewDecision) {
  const challenge = await findChallenge(db, actor, challengeId)
  const hidden = await listMissingSignals(db, signalIds.filter(isUuid), [])
  return challenge?.published === true && hidden.length === 0
}

/** Changes the draft. A published text refuses: it needs a new version. */
export async function changeDraft(
  platform: Deciding,
  actor: Actor,
  key: string,
  change: DecisionChange,
): Promise<DecisionVersion> {
  const { db, clock } = platform
  const cited = await citeAnew(platform, actor, key, change)
  return db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, EDITORS, key)
    requireDraft(found)
    const { revision, ...given } = change
    refuseStale(DecisionChange, found.content, revision)
    const changed: Content = { ...found.content, ...given }
    const evidence = keepFrozen(changed.evidence, [...found.content.evidence, ...cited])
    const content = await nameAsNow(transaction, { ...changed, evidence })
    const unknown = await findUnknown(transaction, actor, found.challengeId, {
      signalIds: content.signalIds,
      areaCodes: change.areaCodes ?? [],
      goalIds: change.goalIds ?? [],
      reopenLine: change.reopenLine ?? null,
      replacesId: change.replacesId ?? null,
    })
    const at = clock()
    const { challengeId } = found
    const strange = await findStrangeParties(
      transaction,
      actor,
      { challengeId, content, day: calendarDay(at) },
      found.content,
    )
    const remarks = await findUnknownRemarks(transaction, content.evidence, found.content.evidence, at)
    refuse('invalid-request', [
      ...checkContent(content),
      ...unknown,
      ...strange,
      ...remarks,
      ...checkReplaced(found.id, content),
    ])
    await updateDraft(transaction, found.id, content, at)
    const { id, version } = found
    // Also when only the order of something changed: nobody changes what is open without a trace.
    if (found.openedAt !== null && sealJson(found.content).sha256 !== sealJson(content).sha256) {
      await insertSave(transaction, { id, version, content, role: roleAt(actor, EDITORS, found.ownerId) }, at)
    }
    return { ...found, content, updatedAt: at.toISOString() }
  })
}

/**
 * Signs and publishes, when nothing is missing. Answers the signals it names.
 * @param asked the revision of the text that is signed, undefined for the one that is there; with `check` nothing is signed
 */
export async function publishDecision(
  platform: Platform,
  actor: Actor,
  key: string,
  { revision, check: onlyCheck = false }: Static<typeof Publication>,
): Promise<DecisionVersion> {
  const { db, clock } = platform
  // A key says which program asks, not who stands behind the text.
  if (actor.kind !== 'person') throw onlyPeopleSign()
  return db.transaction().execute(async (transaction) => {
    await lockWithReplaced(transaction, key)
    const found = await lockOwn(transaction, actor, SIGNERS, key)
    requireDraft(found)
    requireHolding(found)
    refuseStale(DecisionChange, found.content, revision, 'query')
    const at = clock()
    const today = calendarDay(at)
    const asked = {
      ...found.content,
      ownerId: found.ownerId,
      decidedOn: await dayToJudge(transaction, found),
    }
    const { check, mandate, asDeputy } = await askMandate(transaction, actor.personId, asked, at)
    const challenge = await findChallenge(transaction, actor, found.challengeId)
    // The names of parties are those of now, for good.
    const written = await nameAsNow(transaction, found.content)
    const allies = await listAllies(transaction, found.challengeId, today)
    const goals = challenge?.goals ?? []
    const signalledOn = await dayOfSignals(transaction, actor, written.signalIds)
    const obstacles = [
      ...obstaclesToPublication(written, { mandate: check, today, goals, allies, signalledOn }),
      ...(await findUnreplaceable(transaction, actor, found)),
      ...(await findHiddenLine(transaction, written)),
      ...(challenge?.published ? [] : [HIDDEN_CHALLENGE]),
      ...(found.openedAt === null ? [NEVER_OPENED] : []),
    ]
    if (obstacles.length > 0 || !mandate) throw refusal('not-ready', obstacles)
    if (onlyCheck) return found
    const signature: Signature = {
      mandateId: mandate.id,
      function: mandate.function,
      holderName: mandate.holderName,
      signerName: actor.name,
      ...(asDeputy ? { asDeputy } : {}),
      basis: mandate.basis,
      signedAt: at.toISOString(),
    }
    const content = { ...written, decidedOn: written.decidedOn ?? today }
    await publishDraft(transaction, { id: found.id, content }, signature, at)
    if (content.replacesId !== null && !(await isReplacedBy(transaction, content.replacesId, found.id))) {
      await replaceDecision(transaction, actor, content.replacesId, { id: found.id, slug: found.slug }, at)
    }
    await enterPublished(transaction, PUBLISHED_DECISIONS, found, at)
    const answering = { id: found.id, ownerId: found.ownerId }
    await markDecided(transaction, found.content.signalIds, answering, at)
    await publish(transaction, 'decisions.decision-published', {
      decisionId: found.id,
      slug: found.slug,
      version: found.version,
      challengeId: found.challengeId,
    })
    const moment = at.toISOString()
    return (
      (await lockNewest(transaction, found.id)) ?? {
        ...found,
        content,
        state: 'published',
        signature,
        publishedAt: moment,
        updatedAt: moment,
      }
    )
  })
}

/** Starts a correction of a published text. */
export async function startVersion(
  platform: Platform,
  actor: Actor,
  key: string,
  reason: string,
): Promise<DecisionVersion> {
  const { db, clock } = platform
  return db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, EDITORS, key)
    requireHolding(found)
    if (found.state === 'draft') {
      throw new Problem('conflict', {
        nl: 'Er is al een concept van dit besluit. Werk dat bij.',
        en: 'There already is a draft of this decision. Change that one.',
      })
    }
    const at = clock()
    await insertVersion(transaction, found, reason, at)
    const draft = await lockNewest(transaction, found.id)
    if (!draft) throw missingDecision()
    return open(transaction, actor, draft, at)
  })
}

/** The day on which the latest of these signals began; null when there are none. */
async function dayOfSignals(db: Db, actor: Actor, ids: readonly string[]): Promise<string | null> {
  const asker = { organisations: organisationsOf(actor), personId: undefined, roles: [] }
  const signals = await listToldSignals(db, ids.filter(isUuid), asker)
  const days = signals.map(({ openedAt }) => calendarDay(new Date(openedAt))).sort()
  return days.at(-1) ?? null
}

/** What was withdrawn or replaced does not come back by a correction that was waiting. */
function requireHolding({ standing }: DecisionVersion) {
  if (standing !== 'withdrawn' && standing !== 'replaced') return
  throw new Problem('conflict', {
    nl: 'Dit besluit geldt niet meer. Neem een nieuw besluit.',
    en: 'This decision no longer holds. Take a new decision.',
  })
}

function requireDraft(found: DecisionVersion) {
  if (found.state === 'draft') return
  throw new Problem('conflict', {
    nl: 'Dit besluit is gepubliceerd; de tekst ligt vast. Begin een nieuwe versie om iets te verbeteren.',
    en: 'This decision is published; its text is frozen. Start a new version to correct something.',
  })
}

/** What is cited in a draft as it is now; computed before the draft is locked. */
async function citeAnew(
  platform: Deciding,
  actor: Actor,
  key: string,
  change: DecisionChange,
): Promise<Evidence[]> {
  const found = await findDecision(platform.db, key, organisationsOf(actor))
  if (found?.state !== 'draft') return []
  const { evidence, areaCodes } = { ...found.content, ...change }
  return freezeEvidence(platform, actor, { evidence, areaCodes }, found.content.evidence)
}

/**
 * On which day the mandate of who signs must have held besides now. A correction is signed by who holds the mandate now; only when it changes
 * the day of the decision, that is judged as well.
 */
async function dayToJudge(db: Db, { id, version, content }: DecisionVersion): Promise<string | null> {
  const corrected = version === 1 ? undefined : await findVersion(db, id, version - 1, [])
  return corrected?.content.decidedOn === content.decidedOn ? null : content.decidedOn
}

/** Why the decision that is named cannot be replaced. A correction of what replaced it names it still. */
async function findUnreplaceable(
  db: Db,
  actor: Actor,
  { id, content: { replacesId } }: DecisionVersion,
): Promise<Obstacle[]> {
  if (replacesId === null || (await isReplacedBy(db, replacesId, id))) return []
  const problem = await lockInForce(db, actor, replacesId).catch((error: unknown) => error)
  if (!(problem instanceof Error)) return []
  if (!(problem instanceof Problem)) throw problem
  return [{ pointer: '/replacesId', ...problem.detail }]
}

/** Why figures cannot reopen the decision: who reads it could not follow them. */
async function findHiddenLine(db: Db, { reopenLine }: Content): Promise<Obstacle[]> {
  if (!reopenLine || (await findIndicator(db, reopenLine.indicatorId, []))) return []
  return [
    {
      pointer: '/reopenLine/indicatorId',
      nl: 'De indicator waarmee het besluit heropent, is niet openbaar. Publiceer eerst de indicator, of kies een andere.',
      en: 'The indicator that reopens the decision is not public. Publish the indicator first, or choose another.',
    },
  ]
}
