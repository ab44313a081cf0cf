/** What changes a notice: each step locks the newest version, lets the rules judge, and writes in one transaction. */
import { type Actor, hasRole } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { type InputMistake, inBody, notFound, Problem } from '../../../platform/errors.ts'
import { idIn, textsIn } from '../../../platform/http/name-unknown.ts'
import { refuseStale } from '../../../platform/http/revision.ts'
import type { Platform } from '../../../platform/slice.ts'
import { isUuid } from '../../../platform/slug.ts'
import { type Dataset, findDataset } from '../../catalogue/index.ts'
import { listOrganisationsByIds } from '../../parties/index.ts'
import { EDITORS } from '../lists.ts'
import { checkPurpose, type Mistake, obstaclesToPublication, startContent } from '../rules/notices.ts'
import { type Content, type NewNotice, NoticeChange, type Publication } from '../schema/notices.ts'
import { invalidateConsents } from '../store/choices.ts'
import {
  findPublished,
  insertNotice,
  insertVersion,
  lockNewest,
  type NoticeVersion,
  publishDraft,
  updateDraft,
} from '../store/notices.ts'

/** The address below which the challenges of this platform are. */
export function challengesAt(publicUrl: string): string {
  return `${publicUrl}/api/v1/challenges/`
}

/** Starts a notice of a dataset that is the actor's own, and gives its id. */
export async function createNotice(platform: Platform, actor: Actor, given: NewNotice): Promise<string> {
  const { db, clock, config } = platform
  const content = startContent(given)
  return db.transaction().execute(async (transaction) => {
    const dataset = await findDataset(transaction, actor, given.datasetId)
    refuse('invalid-request', [
      ...checkPurpose(given.purpose, challengesAt(config.publicUrl)),
      ...checkDataset(actor, dataset),
      ...(await findUnknownRecipients(transaction, content.offer.recipientIds)),
    ])
    if (!dataset) throw missingNotice()
    const { datasetId, purpose } = given
    const made = { datasetId, ownerId: dataset.ownerId, purpose, content, at: clock() }
    const id = await insertNotice(transaction, made)
    if (id === undefined) throw alreadyThere()
    return id
  })
}

/** Changes the draft. A published text refuses: it needs a new version. */
export async function changeDraft(
  { db, clock }: Platform,
  actor: Actor,
  id: string,
  change: NoticeChange,
): Promise<NoticeVersion> {
  return db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, id)
    requireDraft(found)
    const { revision, ...given } = change
    refuseStale(NoticeChange, found.content, revision)
    const recipientIds = change.offer?.recipientIds ?? []
    refuse('invalid-request', await findUnknownRecipients(transaction, recipientIds))
    const content: Content = { ...found.content, ...given }
    await updateDraft(transaction, found.id, content, clock())
    return { ...found, content, updatedAt: clock().toISOString() }
  })
}

/**
 * Publishes, when nothing is missing: from now on residents choose on this text. Consents on a version that asked something else
 * end at once, in the same transaction.
 */
export async function publishNotice(
  { db, clock }: Platform,
  actor: Actor,
  id: string,
  { revision, check = false }: Publication,
): Promise<NoticeVersion> {
  return db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, id)
    requireDraft(found)
    refuseStale(NoticeChange, found.content, revision, 'query')
    const dataset = await findDataset(transaction, actor, found.datasetId)
    const inForce = (await findPublished(transaction, id))?.content
    const isPersonal = dataset?.access === 'personal'
    refuse('not-ready', obstaclesToPublication(found.content, { isPersonal, inForce }))
    if (check) return found
    const at = clock()
    await publishDraft(transaction, id, at)
    if (inForce && found.content.asksAgain) await invalidateConsents(transaction, id, at)
    const moment = at.toISOString()
    return { ...found, state: 'published', publishedAt: moment, updatedAt: moment }
  })
}

/** Starts a new version of a published text. It asks again, until somebody says that only words changed. */
export async function startVersion(
  { db, clock }: Platform,
  actor: Actor,
  id: string,
  reason: string,
): Promise<NoticeVersion> {
  return db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, id)
    if (found.state === 'draft') {
      throw new Problem('conflict', {
        nl: 'Er is al een concept van deze uitleg. Werk dat bij.',
        en: 'There already is a draft of this notice. Change that one.',
      })
    }
    const content = { ...found.content, asksAgain: true }
    await insertVersion(transaction, found, { content, reason, at: clock() })
    const updatedAt = clock().toISOString()
    return { ...found, content, version: found.version + 1, state: 'draft', publishedAt: null, updatedAt }
  })
}

export function missingNotice(): Problem {
  return notFound({ nl: 'Deze uitleg bij een toestemming', en: 'This consent notice' })
}

/** What a body that may be anything names that does not exist for the actor. */
export async function unknownInNotice(
  db: Db,
  actor: Actor,
  body: unknown,
  isNew: boolean,
): Promise<InputMistake[]> {
  const datasetId = isNew ? idIn(body, 'datasetId') : undefined
  const dataset = datasetId === undefined ? undefined : await findDataset(db, actor, datasetId)
  const offer = typeof body === 'object' && body !== null && 'offer' in body ? body.offer : undefined
  return inBody([
    ...(datasetId === undefined ? [] : checkDataset(actor, dataset)),
    ...(await findUnknownRecipients(db, textsIn(offer, 'recipientIds'))),
  ])
}

/**
 * That the dataset exists for the actor, and is of an organisation for which they may write notices. A dataset of others of which they may
 * know but not read is told like one that does not exist: both are not theirs.
 */
function checkDataset(actor: Actor, dataset: Dataset | undefined): Mistake[] {
  if (!dataset) {
    return [
      {
        pointer: '/datasetId',
        nl: 'Deze dataset bestaat niet, of is niet van uw organisatie. Alleen de eigenaar vraagt toestemming; kies een eigen dataset.',
        en: 'This dataset does not exist, or is not of your organisation. Only its owner asks consent; choose a dataset of your own.',
      },
    ]
  }
  if (hasRole(actor, EDITORS, dataset.ownerId)) return []
  return [
    {
      pointer: '/datasetId',
      nl: 'Deze dataset is van een andere organisatie. Alleen de eigenaar vraagt toestemming; kies een eigen dataset.',
      en: 'This dataset is of another organisation. Only its owner asks consent; choose a dataset of your own.',
    },
  ]
}

async function findUnknownRecipients(db: Db, ids: readonly string[]): Promise<Mistake[]> {
  if (ids.length === 0) return []
  const found = await listOrganisationsByIds(db, ids.filter(isUuid))
  const known = new Set(found.map(({ id }) => id))
  return ids.flatMap((id, index) =>
    !isUuid(id) || known.has(id.toLowerCase())
      ? []
      : [
          {
            pointer: `/offer/recipientIds/${index}`,
            nl: `Organisatie ${id} bestaat niet. Kies er een uit de lijst van organisaties.`,
            en: `Organisation ${id} does not exist. Choose one from the list of organisations.`,
          },
        ],
  )
}

async function lockOwn(transaction: Db, actor: Actor, id: string): Promise<NoticeVersion> {
  const found = await lockNewest(transaction, id)
  if (!found) throw missingNotice()
  if (hasRole(actor, EDITORS, found.ownerId)) return found
  throw found.state === 'draft' && found.version === 1 ? missingNotice() : foreignNotice()
}

function requireDraft(found: NoticeVersion) {
  if (found.state === 'draft') return
  throw new Problem('conflict', {
    nl: 'Deze uitleg is gepubliceerd; de tekst ligt vast. Begin een nieuwe versie om iets te veranderen.',
    en: 'This notice is published; its text is frozen. Start a new version to change something.',
  })
}

function alreadyThere(): Problem {
  const detail = {
    nl: 'Deze dataset heeft al een uitleg voor dit doel. Werk die bij, of begin er een nieuwe versie van.',
    en: 'This dataset has a notice for this purpose already. Change that one, or start a new version of it.',
  }
  return new Problem('conflict', detail, [{ in: 'body', pointer: '/purpose', detail }])
}

function foreignNotice(): Problem {
  return new Problem('not-allowed', {
    nl: 'Deze uitleg is van een andere organisatie. Dat kan alleen een privacy-officer, beleidsmedewerker of beheerder van die organisatie.',
    en: 'This notice is of another organisation. Only a privacy officer, policy officer or administrator of that one can do this.',
  })
}

/** Throws one problem for all mistakes, when there are any. */
function refuse(code: 'invalid-request' | 'not-ready', mistakes: readonly Mistake[]): void {
  if (mistakes.length > 0) throw refusal(code, mistakes)
}

/** One problem that tells all mistakes. */
export function refusal(code: 'invalid-request' | 'not-ready', mistakes: readonly Mistake[]): Problem {
  return new Problem(
    code,
    { nl: mistakes.map(({ nl }) => nl).join(' '), en: mistakes.map(({ en }) => en).join(' ') },
    inBody(mistakes),
  )
}
