/** What changes a decision: each step locks the newest version, lets the rules judge, and writes in one transaction. */
import type { Static } from 'typebox'
import { type Actor, hasRole, organisationsOf, type Role } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type InputMistake, inBody, notFound, Problem } from '../../platform/errors.ts'
import { idIn, textsIn } from '../../platform/http/name-unknown.ts'
import { refuseStale } from '../../platform/http/revision.ts'
import { publish } from '../../platform/outbox.ts'
import { chooseOwner } from '../../platform/owner.ts'
import type { Platform } from '../../platform/slice.ts'
import { isUuid } from '../../platform/slug.ts'
import { findUnknownAreas } from '../areas/index.ts'
import { findChallenge } from '../challenges/index.ts'
import { listMissingSignals, markDecided } from '../indicators/index.ts'
import { enterPublished } from '../ledger/index.ts'
import { checkMandate, type Mandate } from '../parties/index.ts'
import { PUBLISHED_DECISIONS } from './published.ts'
import {
  checkContent,
  type MandateCheck,
  type Obstacle,
  obstaclesToPublication,
  startContent,
} from './rules.ts'
import { type Content, DecisionChange, type NewDecision, type Publication, type Signature } from './schema.ts'
import {
  type DecisionVersion,
  insertDecision,
  insertVersion,
  lockNewest,
  publishDraft,
  updateDraft,
} from './store.ts'

/** Who may write a decision. */
export const EDITORS = [
  'policy-officer',
  'decision-maker',
  'clerk',
  'administrator',
] as const satisfies readonly Role[]

/** Who may sign one; the mandate register decides what they may sign. */
export const SIGNERS = ['decision-maker', 'clerk'] as const satisfies readonly Role[]

/** Starts a draft and gives its slug. */
export async function createDecision(platform: Platform, actor: Actor, given: NewDecision): Promise<string> {
  const { db, clock } = platform
  const content = startContent(given)
  const owner = chooseOwner(actor, EDITORS, given.ownerId)
  const mistakes = [...('ownerId' in owner ? [] : [owner]), ...checkContent(content)]
  return db.transaction().execute(async (transaction) => {
    const unknown = await findUnknown(transaction, actor, given.challengeId, content)
    if (!('ownerId' in owner)) throw refusal('invalid-request', [...mistakes, ...unknown])
    refuse('invalid-request', [...mistakes, ...unknown])
    return insertDecision(transaction, {
      ownerId: owner.ownerId,
      challengeId: given.challengeId,
      content,
      at: clock(),
    })
  })
}

/** Changes the draft. A published text refuses: it needs a new version. */
export async function changeDraft(
  platform: Platform,
  actor: Actor,
  key: string,
  change: DecisionChange,
): Promise<DecisionVersion> {
  const { db, clock } = platform
  return db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, EDITORS, key)
    requireDraft(found)
    const { revision, ...given } = change
    refuseStale(DecisionChange, found.content, revision)
    const content: Content = { ...found.content, ...given }
    const unknown = await findUnknown(transaction, actor, found.challengeId, {
      signalIds: content.signalIds,
      areaCodes: change.areaCodes ?? [],
    })
    refuse('invalid-request', [...checkContent(content), ...unknown])
    await updateDraft(transaction, found.id, content, clock())
    return { ...found, content, updatedAt: clock().toISOString() }
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
    const found = await lockOwn(transaction, actor, SIGNERS, key)
    requireDraft(found)
    refuseStale(DecisionChange, found.content, revision, 'query')
    const at = clock()
    const today = calendarDay(at)
    const { check, mandate } = await askMandate(transaction, actor.personId, found, at)
    const challenge = await findChallenge(transaction, actor, found.challengeId)
    const obstacles = [
      ...obstaclesToPublication(found.content, check, today),
      ...(challenge?.published ? [] : [HIDDEN_CHALLENGE]),
    ]
    if (obstacles.length > 0 || !mandate) throw refusal('not-ready', obstacles)
    if (onlyCheck) return found
    const signature: Signature = {
      mandateId: mandate.id,
      function: mandate.function,
      holderName: mandate.holderName,
      signerName: actor.name,
      basis: mandate.basis,
      signedAt: at.toISOString(),
    }
    const content = { ...found.content, decidedOn: found.content.decidedOn ?? today }
    await publishDraft(transaction, { id: found.id, content }, signature, at)
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
    return { ...found, content, state: 'published', signature, publishedAt: moment, updatedAt: moment }
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
    if (found.state === 'draft') {
      throw new Problem('conflict', {
        nl: 'Er is al een concept van dit besluit. Werk dat bij.',
        en: 'There already is a draft of this decision. Change that one.',
      })
    }
    await insertVersion(transaction, found, reason, clock())
    const updatedAt = clock().toISOString()
    return {
      ...found,
      version: found.version + 1,
      state: 'draft',
      signature: null,
      publishedAt: null,
      updatedAt,
    }
  })
}

export function missingDecision(): Problem {
  return notFound({ nl: 'Dit besluit', en: 'This decision' })
}

async function lockOwn(
  transaction: Db,
  actor: Actor,
  roles: readonly Role[],
  key: string,
): Promise<DecisionVersion> {
  const found = await lockNewest(transaction, key)
  if (!found) throw missingDecision()
  if (hasRole(actor, roles, found.ownerId)) return found
  throw found.state === 'draft' && found.version === 1 ? missingDecision() : foreignDecision()
}

function requireDraft(found: DecisionVersion) {
  if (found.state === 'draft') return
  throw new Problem('conflict', {
    nl: 'Dit besluit is gepubliceerd; de tekst ligt vast. Begin een nieuwe versie om iets te verbeteren.',
    en: 'This decision is published; its text is frozen. Start a new version to correct something.',
  })
}

/**
 * Asks the register whether the signer may decide this for the organisation that owns the decision: now, and on the day of
 * the decision when that was earlier.
 */
async function askMandate(
  transaction: Db,
  personId: string,
  { content, ownerId }: DecisionVersion,
  at: Date,
): Promise<{ check: MandateCheck; mandate: Mandate | undefined }> {
  const { mandateId, field, amount, decidedOn } = content
  if (mandateId === null) return { check: { valid: false, refusals: [MISSING_MANDATE] }, mandate: undefined }
  const ask = (moment: Date) => checkMandate(transaction, { mandateId, field, amount, at: moment, personId })
  const answer = await ask(at)
  if (!answer.ok) return { check: { valid: false, refusals: answer.shortfalls }, mandate: undefined }
  const then = decidedOn === null ? answer : await ask(noonOf(decidedOn))
  if (!then.ok) return { check: { valid: false, refusals: then.shortfalls }, mandate: undefined }
  if (answer.mandate.organisationId !== ownerId) {
    return { check: { valid: false, refusals: [FOREIGN_MANDATE] }, mandate: undefined }
  }
  return { check: { valid: true }, mandate: answer.mandate }
}

/** A moment on a calendar day that lies on that day everywhere in Europe. */
function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

const MISSING_MANDATE = {
  nl: 'Het mandaat ontbreekt. Kies wie dit besluit mag nemen, en op welk mandaat.',
  en: 'The mandate is missing. Choose who may take this decision, and on which mandate.',
}

const HIDDEN_CHALLENGE = {
  pointer: '/challengeId',
  nl: 'De opgave is nog niet gepubliceerd, dus lezers van dit besluit vinden haar niet. Publiceer eerst de opgave.',
  en: 'The challenge has not been published, so readers of this decision cannot find it. Publish the challenge first.',
}

const FOREIGN_MANDATE = {
  nl: 'Dit mandaat is van een andere organisatie. Kies een mandaat van uw eigen organisatie.',
  en: 'This mandate belongs to another organisation. Choose one of your own organisation.',
}

/** What a body that may be anything names that does not exist for the actor; of a new decision also the owner. */
export async function unknownInDecision(
  db: Db,
  actor: Actor,
  body: unknown,
  isNew: boolean,
): Promise<InputMistake[]> {
  const owner = chooseOwner(actor, EDITORS, idIn(body, 'ownerId'))
  const challengeId = isNew ? idIn(body, 'challengeId') : undefined
  const unknown = await findUnknown(db, actor, challengeId, {
    signalIds: textsIn(body, 'signalIds'),
    areaCodes: textsIn(body, 'areaCodes'),
  })
  return inBody([...(isNew && !('ownerId' in owner) ? [owner] : []), ...unknown])
}

/** Which challenge, signals and areas do not exist for the actor. */
async function findUnknown(
  db: Db,
  actor: Actor,
  challengeId: string | undefined,
  { signalIds, areaCodes }: Pick<Content, 'signalIds' | 'areaCodes'>,
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = []
  if (challengeId !== undefined && !(await findChallenge(db, actor, challengeId))) {
    obstacles.push({
      pointer: '/challengeId',
      nl: 'Deze opgave bestaat niet.',
      en: 'This challenge does not exist.',
    })
  }
  const missing = await listMissingSignals(db, signalIds.filter(isUuid), organisationsOf(actor))
  for (const [index, id] of signalIds.entries()) {
    if (!missing.includes(id.toLowerCase())) continue
    obstacles.push({
      pointer: `/signalIds/${index}`,
      nl: `Signaal ${id} bestaat niet.`,
      en: `Signal ${id} does not exist.`,
    })
  }
  return [...obstacles, ...(await findUnknownAreas(db, areaCodes))]
}

function refuse(code: 'invalid-request' | 'not-ready', obstacles: Obstacle[]) {
  if (obstacles.length > 0) throw refusal(code, obstacles)
}

function refusal(code: 'invalid-request' | 'not-ready', obstacles: Obstacle[]): Problem {
  return new Problem(
    code,
    {
      nl: obstacles.map(({ nl }) => nl).join(' '),
      en: obstacles.map(({ en }) => en).join(' '),
    },
    inBody(obstacles),
  )
}

function onlyPeopleSign(): Problem {
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
