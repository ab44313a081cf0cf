/** What parties sign for: each step locks the agreement, asks the mandate register, and writes in one transaction. */
import { type Actor, hasRole } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { refuseStale } from '../../../platform/http/revision.ts'
import type { Platform } from '../../../platform/slice.ts'
import { enterPublished } from '../../ledger/index.ts'
import { checkMandate, type Mandate } from '../../parties/index.ts'
import { SIGNERS, type StepKind } from '../lists.ts'
import { AGREEMENT_HAPPENINGS, ENDED_AGREEMENTS, PUBLISHED_AGREEMENTS } from '../published.ts'
import { refusal } from '../refuse.ts'
import {
  listDatasetIds,
  listMoments,
  listPromises,
  type Obstacle,
  obstaclesToOffer,
} from '../rules/content.ts'
import { listReadings } from '../rules/readings.ts'
import { AgreementChange, type Answer, type Halt, type Offer } from '../schema/agreements.ts'
import { insertMoments, tellChange } from '../store/changes.ts'
import { insertReadings } from '../store/readings.ts'
import {
  deleteSuspension,
  findStanding,
  insertStep,
  insertSuspension,
  listAnswers,
  markEnded,
} from '../store/steps.ts'
import { insertTasks } from '../store/tasks.ts'
import { closeOffer, findOwners, markOffered, type NewestVersion } from '../store/versions.ts'
import { isOver, lockKnown, lockOwn, requireDraft } from './drafts.ts'

/** Offers the draft to the parties: from now on its text is frozen. Who offers accepts. */
export async function offerAgreement(platform: Platform, actor: Actor, key: string, offer: Offer) {
  const { db, clock } = platform
  const signer = requirePerson(actor)
  await db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, SIGNERS, key)
    requireDraft(found)
    if (found.endedAt) throw isOver()
    refuseStale(AgreementChange, found.content, offer.revision)
    const at = clock()
    const owners = await findOwners(transaction, listDatasetIds(found.content))
    const asked = { mandateId: offer.mandateId, at, among: [found.ownerId] }
    const { mandate, obstacles } = await askMandate(transaction, signer, asked)
    const own = obstaclesToOffer(found.content, owners, { ownerId: found.ownerId, now: at })
    if (own.length > 0 || !mandate) throw refusal('not-ready', [...own, ...obstacles])
    await markOffered(transaction, found, at)
    await keepStep(transaction, found, { kind: 'offered', signer, mandate, reason: offer.reason, at })
    await acceptWhenComplete(transaction, found, at)
  })
}

/** Accepts the offered version; the last party that does brings it in force. */
export async function acceptAgreement(platform: Platform, actor: Actor, key: string, answer: Answer) {
  const { db, clock } = platform
  const signer = requirePerson(actor)
  await db.transaction().execute(async (transaction) => {
    const at = clock()
    const { found, mandate } = await answerOffer(transaction, signer, key, { ...answer, at })
    await keepStep(transaction, found, { kind: 'accepted', signer, mandate, reason: answer.reason, at })
    await acceptWhenComplete(transaction, found, at)
  })
}

/** Declines the offered version: it never comes in force, and a version that already is stays so. */
export async function declineAgreement(platform: Platform, actor: Actor, key: string, answer: Answer) {
  const { db, clock } = platform
  const signer = requirePerson(actor)
  await db.transaction().execute(async (transaction) => {
    const at = clock()
    const { found, mandate } = await answerOffer(transaction, signer, key, { ...answer, at })
    await keepStep(transaction, found, { kind: 'declined', signer, mandate, reason: answer.reason, at })
    await closeOffer(transaction, found, 'declined', at)
  })
}

/** Stops an agreement at once, for as long as the party that did so wants. */
export async function suspendAgreement(platform: Platform, actor: Actor, key: string, halt: Halt) {
  await changeStanding(
    platform,
    actor,
    key,
    halt,
    async (transaction, { id, organisationId, at, standing }) => {
      if (standing.suspendedBy.includes(organisationId)) throw alreadySuspended()
      await insertSuspension(transaction, id, organisationId, at)
      return 'suspended'
    },
  )
}

/** Lifts the suspension of one's own organisation. */
export async function resumeAgreement(platform: Platform, actor: Actor, key: string, halt: Halt) {
  await changeStanding(platform, actor, key, halt, async (transaction, { id, organisationId, standing }) => {
    if (!standing.suspendedBy.includes(organisationId)) throw notSuspended()
    await deleteSuspension(transaction, id, organisationId)
    return 'resumed'
  })
}

/** Ends an agreement for good, at once. */
export async function endAgreement(platform: Platform, actor: Actor, key: string, halt: Halt) {
  await changeStanding(platform, actor, key, halt, async (transaction, { id, at }) => {
    await markEnded(transaction, id, at)
    return 'ended'
  })
}

type Signer = Extract<Actor, { kind: 'person' }>

/** A key says which program asks, not who stands behind the agreement. */
function requirePerson(actor: Actor): Signer {
  if (actor.kind === 'person') return actor
  throw new Problem('not-allowed', {
    nl: 'Alleen een mens kan een afspraak ondertekenen. Log in als degene die het mandaat heeft; een toegangssleutel is niet genoeg.',
    en: 'Only a person can sign an agreement. Sign in as the one who holds the mandate; an access token is not enough.',
  })
}

/** The offered version with the mandate of a party that has not answered it yet. */
async function answerOffer(
  transaction: Db,
  signer: Signer,
  key: string,
  { version, mandateId, at }: Answer & { at: Date },
): Promise<{ found: NewestVersion; mandate: Mandate }> {
  const found = await lockKnown(transaction, signer, key)
  const answers = await listAnswers(transaction, found)
  const among = requireSigner(signer, answers)
  if (found.endedAt) throw isOver()
  if (found.state !== 'offered' || found.version !== version) throw notOffered(version)
  const { mandate, obstacles } = await askMandate(transaction, signer, { mandateId, at, among })
  if (!mandate) throw refusal('not-ready', obstacles)
  const own = answers.find(({ organisationId }) => organisationId === mandate.organisationId)
  if (own?.accepted) throw alreadyAccepted()
  return { found, mandate }
}

/** Of the parties those for which the signer may sign. @throws Problem not-allowed when there are none */
function requireSigner(signer: Signer, parties: readonly { organisationId: string }[]): string[] {
  const among = parties
    .map(({ organisationId }) => organisationId)
    .filter((id) => hasRole(signer, SIGNERS, id))
  if (among.length > 0) return among
  throw new Problem('not-allowed', {
    nl: 'U tekent voor geen van de partijen in deze afspraak. Dat kan een bestuurder of griffier van een partij.',
    en: 'You sign for none of the parties to this agreement. A decision maker or clerk of a party can.',
  })
}

/**
 * Asks the register whether the signer may agree on data for one of these organisations, on this day.
 * @returns the mandate, or what stands in the way
 */
async function askMandate(
  transaction: Db,
  { personId }: Signer,
  { mandateId, at, among }: { mandateId: string; at: Date; among: readonly string[] },
): Promise<{ mandate: Mandate; obstacles: [] } | { mandate: undefined; obstacles: Obstacle[] }> {
  const question = { mandateId, field: 'data', amount: null, at, personId } as const
  const answer = await checkMandate(transaction, question)
  const pointer = '/mandateId'
  if (!answer.ok) {
    const obstacles = answer.shortfalls.map(({ nl, en }) => ({ pointer, nl, en }))
    return { mandate: undefined, obstacles }
  }
  if (among.includes(answer.mandate.organisationId)) return { mandate: answer.mandate, obstacles: [] }
  return { mandate: undefined, obstacles: [{ pointer, ...FOREIGN_MANDATE }] }
}

async function keepStep(
  transaction: Db,
  found: Pick<NewestVersion, 'id' | 'version'>,
  step: { kind: StepKind; signer: Signer; mandate: Mandate; reason: string | undefined; at: Date },
): Promise<number> {
  const { kind, signer, mandate, reason = '', at } = step
  const { id: mandateId, function: title, holderName, basis, organisationId } = mandate
  const signature = { mandateId, function: title, holderName, signerName: signer.name, basis }
  return insertStep(transaction, found, { kind, organisationId, signature, reason, at })
}

/** Brings a version in force when no party is left that has not accepted it. */
async function acceptWhenComplete(transaction: Db, found: NewestVersion, at: Date): Promise<void> {
  const answers = await listAnswers(transaction, found)
  if (answers.some(({ accepted }) => !accepted)) return
  const { validThrough } = found.content
  if (validThrough !== null && new Date(validThrough) <= at) throw refusal('not-ready', [TOO_LATE])
  await closeOffer(transaction, found, 'accepted', at)
  await enterPublished(transaction, PUBLISHED_AGREEMENTS, found, at)
  await insertTasks(transaction, found, listPromises(found.content))
  await insertReadings(transaction, found, listReadings(found.content))
  await insertMoments(
    transaction,
    found.id,
    listMoments(found.content).filter((moment) => moment > at),
  )
  await tellChange(transaction, found.id)
}

type Standing = NonNullable<Awaited<ReturnType<typeof findStanding>>>

/** Stops, resumes or ends what is agreed, for who signs for a party to it. */
async function changeStanding(
  { db, clock }: Platform,
  actor: Actor,
  key: string,
  { mandateId, reason }: Halt,
  change: (
    transaction: Db,
    found: { id: string; organisationId: string; at: Date; standing: Standing },
  ) => Promise<StepKind>,
): Promise<void> {
  const signer = requirePerson(actor)
  await db.transaction().execute(async (transaction) => {
    const { id, endedAt } = await lockKnown(transaction, signer, key)
    const at = clock()
    const standing = await findStanding(transaction, id, at)
    if (endedAt) throw isOver()
    if (!standing) throw notStanding()
    const parties = standing.organisationIds.map((organisationId) => ({ organisationId }))
    const asked = { mandateId, at, among: requireSigner(signer, parties) }
    const { mandate, obstacles } = await askMandate(transaction, signer, asked)
    if (!mandate) throw refusal('not-ready', obstacles)
    const kind = await change(transaction, { id, organisationId: mandate.organisationId, at, standing })
    const { version } = standing
    const step = await keepStep(transaction, { id, version }, { kind, signer, mandate, reason, at })
    const [source, entered] = kind === 'ended' ? [ENDED_AGREEMENTS, version] : [AGREEMENT_HAPPENINGS, step]
    await enterPublished(transaction, source, { id, version: entered }, at)
    await tellChange(transaction, id)
  })
}

function notOffered(version: number): Problem {
  const nl = `Versie ${version} ligt niet (meer) voor. Lees de afspraak opnieuw.`
  return new Problem('conflict', {
    nl,
    en: `Version ${version} is not on offer (any more). Read the agreement again.`,
  })
}

function alreadyAccepted(): Problem {
  return new Problem('conflict', {
    nl: 'Uw organisatie heeft deze versie al aanvaard.',
    en: 'Your organisation has already accepted this version.',
  })
}

function notStanding(): Problem {
  return new Problem('conflict', {
    nl: 'Deze afspraak loopt niet: niet alle partijen hebben haar aanvaard, of haar tijd is om.',
    en: 'This agreement does not run: not all parties have accepted it, or its time is over.',
  })
}

function alreadySuspended(): Problem {
  return new Problem('conflict', {
    nl: 'Uw organisatie heeft deze afspraak al stilgezet.',
    en: 'Your organisation has already suspended this agreement.',
  })
}

function notSuspended(): Problem {
  return new Problem('conflict', {
    nl: 'Uw organisatie heeft deze afspraak niet stilgezet. Alleen wie een afspraak stilzet, kan haar hervatten.',
    en: 'Your organisation has not suspended this agreement. Only who suspends can resume.',
  })
}

const TOO_LATE: Obstacle = {
  pointer: '/version',
  nl: 'De tijd van deze afspraak is al om. Vraag de opsteller om een nieuwe versie.',
  en: 'The time of this agreement is already over. Ask the drafter for a new version.',
}

const FOREIGN_MANDATE = {
  nl: 'Dit mandaat is niet van een organisatie waarvoor u deze afspraak tekent. Kies een mandaat van uw eigen organisatie.',
  en: 'This mandate is not of an organisation for which you sign this agreement. Choose one of your own organisation.',
}
