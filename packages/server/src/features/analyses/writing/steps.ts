/** What changes an analysis: each step locks the newest version, lets the rules judge, and writes in one transaction. */
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { hasSqlstate } from '../../../platform/database/sqlstate.ts'
import { inBody, notFound, Problem } from '../../../platform/errors.ts'
import { refuseStale, revisionOf } from '../../../platform/http/revision.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Software } from '../../../platform/software.ts'
import { findNameMistakes } from '../../../platform/written-name.ts'
import { holdPupil } from '../../classes/index.ts'
import type { Calculations } from '../../indicators/index.ts'
import { enterPublished } from '../../ledger/index.ts'
import type { FoundUses } from '../../measurements/index.ts'
import { holdAccount, refuseOthersName } from '../../parties/index.ts'
import { insertCheck } from '../steering/answers.ts'
import { checkText } from '../steering/check-text.ts'
import { answerForEverybody, freeze } from './freeze.ts'
import { PUBLISHED_ANALYSES, WITHDRAWN_ANALYSES } from './published.ts'
import {
  type Author,
  authorOf,
  checkContent,
  inOneWay,
  type Obstacle,
  obstaclesToPublication,
  startContent,
} from './rules.ts'
import { AnalysisChange, type Content, type NewAnalysis } from './schema.ts'
import {
  countDrafts,
  deleteDraft,
  findVersion,
  holdDrafts,
  insertAnalysis,
  insertVersion,
  isKnown,
  lockNewest,
  publishDraft,
  renameByTitle,
  type Stored,
  updateByline,
  updateDraft,
  withdraw,
} from './store.ts'
import { wasForgotten } from './store-taken-back.ts'

type Base = Pick<Platform, 'db' | 'clock'>

/** What it takes to publish. */
export type Publishing = Base & { software: Software; calculations: Calculations }

/** Starts a draft and gives its slug. */
export async function createAnalysis({ db, clock }: Base, actor: Actor, given: NewAnalysis): Promise<string> {
  const author = requireAuthor(actor)
  const content = startContent(given)
  const byline = given.byline ?? ''
  refuse('invalid-request', [
    ...checkContent(content),
    ...findNameMistakes('/byline', byline),
    ...refuseNaming(actor, byline, ''),
    ...(await refuseOthersName(db, actor, { pointer: '/byline', name: byline })),
  ])
  return db.transaction().execute(async (transaction) => {
    await holdAuthor(transaction, author)
    await requireRoom(transaction, author)
    const at = clock()
    return insertAnalysis(transaction, { author, byline, content: inOneWay(content), basedOn: undefined, at })
  })
}

/** Starts a draft from a published version of an analysis, whoever wrote that; gives its slug. */
export async function forkAnalysis(
  { db, clock }: Base,
  actor: Actor,
  { key, version }: { key: string; version: number },
): Promise<string> {
  const author = requireAuthor(actor)
  return db.transaction().execute(async (transaction) => {
    const from = await findVersion(transaction, key, version)
    // What moderators hid is not spread by a copy, whoever makes it.
    if (!from || from.hidden) throw missingAnalysis()
    await holdAuthor(transaction, author)
    await requireRoom(transaction, author)
    return insertAnalysis(transaction, {
      author,
      byline: '',
      content: from.authorKind === 'pupil' ? withoutWords(from.content) : from.content,
      basedOn: { id: from.id, version: from.version },
      at: clock(),
    })
  })
}

/** Only the charts: words of a child are not spread by a copy, since they must be able to go. */
function withoutWords({ charts }: Content): Content {
  const title = 'Vervolg op een onderzoek van leerlingen'
  return { ...startContent({ title }), charts: charts.map(({ question }) => ({ question, caption: '' })) }
}

/** Changes the draft. Of a published text only the name with it can change. */
export async function changeDraft(
  { db, clock }: Base,
  actor: Actor,
  key: string,
  change: AnalysisChange,
): Promise<void> {
  const { revision, byline, changes, ...given } = change
  await db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, key)
    refuseStale(AnalysisChange, asChangeable(found), revision)
    const content: Content = { ...found.content, ...given }
    const named = [
      ...findNameMistakes('/byline', byline ?? ''),
      ...refuseNaming(actor, byline, found.byline),
      ...(await refuseOthersName(transaction, actor, { pointer: '/byline', name: byline ?? '' })),
    ]
    refuse('invalid-request', [...checkContent(content), ...named])
    if (byline !== undefined) await updateByline(transaction, found.id, byline, clock())
    if (changes === undefined && Object.keys(given).length === 0) return
    requireDraft(found)
    const next = { id: found.id, content: inOneWay(content), changes: changes ?? found.changes }
    await updateDraft(transaction, next, clock())
  })
}

/** All of an analysis that a change can change. */
export const asChangeable = ({
  content,
  byline,
  changes,
}: Pick<Stored, 'content' | 'byline' | 'changes'>) => ({
  ...content,
  byline,
  changes,
})

/**
 * Publishes the draft with its evidence, when nothing is missing. The first time it gets the address of its title.
 * @param record records whose measurements are in the answers, before they are given
 * @param asked the revision of the text that is published; with `check` nothing is
 * @param also what is done in the same transaction, or nothing is published
 */
export async function publishAnalysis(
  { db, clock, software, calculations }: Publishing,
  { actor, record }: { actor: Actor; record: (uses: FoundUses[]) => Promise<void> },
  key: string,
  asked: { revision?: string; check?: boolean },
  also: (transaction: Db, published: { id: string }) => Promise<void> = async () => {},
): Promise<{ id: string }> {
  const draft = await db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, key)
    requireDraft(found)
    refuseStale(AnalysisChange, asChangeable(found), asked.revision, 'query')
    return found
  })
  // Without a lock, and outside a transaction that writes: answering takes a while, and recording writes by itself.
  const missing = obstaclesToPublication(draft.content, draft)
  const answered = await answerForEverybody(db, clock(), draft.content.charts)
  // What is wrong with a question is told once: by what is missing, or else by its answer.
  const told = new Set(missing.map(({ pointer }) => pointer))
  const unanswered =
    'obstacles' in answered ? answered.obstacles.filter(({ pointer }) => !told.has(pointer)) : []
  refuse('not-ready', [...missing, ...unanswered])
  if ('obstacles' in answered || asked.check) return draft
  const checked = await checkText(db, { now: answered.at, ...calculations }, draft.content)
  await record([...answered.uses, ...checked.uses])
  const made = { software, steeringCheck: checked.check }
  const publish = async (transaction: Db) => {
    const found = await lockOwn(transaction, actor, key)
    requireDraft(found)
    refuseStale(AnalysisChange, asChangeable(found), revisionOf(AnalysisChange, asChangeable(draft)), 'query')
    const slug = found.version > 1 ? found.slug : await renameByTitle(transaction, found)
    const frozen = freeze({ ...found, slug }, answered, made)
    if (
      await wasForgotten(
        transaction,
        frozen.residents.flat().map((each) => each.id),
        answered.at,
      )
    )
      throw isTakenBack()
    await publishDraft(transaction, found, frozen, answered.at)
    await insertCheck(transaction, found, checked.check)
    await also(transaction, found)
    await enterPublished(transaction, PUBLISHED_ANALYSES, found, answered.at)
    return found
  }
  try {
    return await db.transaction().execute(publish)
  } catch (error) {
    if (!hasSqlstate(error, 'uniqueViolation')) throw error
    throw new Problem('conflict', {
      nl: 'Iemand publiceerde op hetzelfde moment iets met deze titel. Er is niets gepubliceerd. Probeer het opnieuw.',
      en: 'Somebody published something with this title at the same moment. Nothing was published. Try again.',
    })
  }
}

/** Starts a new version from the newest published one. */
export async function startVersion({ db, clock }: Base, actor: Actor, key: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, key)
    if (found.state === 'draft') {
      throw new Problem('conflict', {
        nl: 'Er is al een concept van deze analyse. Werk dat bij.',
        en: 'There already is a draft of this analysis. Change that one.',
      })
    }
    if (found.withdrawal) throw isWithdrawn()
    await insertVersion(transaction, found, clock())
  })
}

/** Throws the draft away. */
export async function discardDraft({ db }: Base, actor: Actor, key: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, key)
    requireDraft(found)
    await deleteDraft(transaction, found)
  })
}

/** Says of what was published that it no longer holds. It stays to be read, with the reason. */
export async function withdrawAnalysis(
  { db, clock }: Base,
  actor: Actor,
  key: string,
  reason: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const found = await lockOwn(transaction, actor, key)
    if (found.state === 'draft' && found.version === 1) {
      throw new Problem('conflict', {
        nl: 'Deze analyse is niet gepubliceerd, dus er is niets in te trekken. Gooi het concept weg.',
        en: 'This analysis was not published, so there is nothing to withdraw. Throw the draft away.',
      })
    }
    if (found.withdrawal) throw isWithdrawn()
    if (found.state === 'draft') {
      throw new Problem('conflict', {
        nl: 'Er is een concept van een nieuwe versie. Gooi dat eerst weg, of publiceer het.',
        en: 'There is a draft of a new version. Throw that away first, or publish it.',
      })
    }
    const at = clock()
    await withdraw(transaction, found.id, reason, at)
    await enterPublished(transaction, WITHDRAWN_ANALYSES, found, at)
  })
}

export function missingAnalysis(): Problem {
  return notFound({ nl: 'Deze analyse', en: 'This analysis' })
}

function requireAuthor(actor: Actor): Author {
  const author = authorOf(actor)
  if (author) return author
  throw new Problem('not-allowed', {
    nl: 'Alleen een mens kan een analyse schrijven. Log in.',
    en: 'Only a person can write an analysis. Sign in.',
  })
}

/** Keeps an author from being removed before this is written, so that it is erased with the rest. */
async function holdAuthor(transaction: Db, { kind, id }: Author): Promise<void> {
  const isHeld = await (kind === 'person' ? holdAccount(transaction, id) : holdPupil(transaction, id))
  if (isHeld) return
  throw new Problem(
    'not-signed-in',
    kind === 'person'
      ? {
          nl: 'Uw account is er niet meer. Er is niets bewaard.',
          en: 'Your account is no longer there. Nothing was saved.',
        }
      : {
          nl: 'Je doet niet meer mee in deze klas. Er is niets bewaard. Vraag het je juf of meester.',
          en: 'You are not in this class any more. Nothing was saved. Ask your teacher.',
        },
  )
}

/** Analyses of one author that are not published yet, at most. */
const MOST_DRAFTS = 100

/** No other draft of the author is begun until the transaction ends. @throws Problem conflict when the author has as many drafts as fit */
async function requireRoom(transaction: Db, author: Author): Promise<void> {
  await holdDrafts(transaction, author)
  if ((await countDrafts(transaction, author)) < MOST_DRAFTS) return
  throw new Problem('conflict', {
    nl: `Er passen ${MOST_DRAFTS} concepten in “Mijn analyses”. Publiceer er een, of gooi er een weg.`,
    en: `“My analyses” has room for ${MOST_DRAFTS} drafts. Publish one, or throw one away.`,
  })
}

/** What stands with the work of a pupil is chosen by the teacher. */
function refuseNaming(actor: Actor, byline: string | undefined, stored: string): Obstacle[] {
  if (actor.kind !== 'pupil' || byline === undefined || byline === stored) return []
  return [
    {
      pointer: '/byline',
      nl: 'Schrijf hier geen naam. Je juf of meester kiest wat erbij komt te staan.',
      en: 'Write no name here. Your teacher chooses what stands with it.',
    },
  ]
}

/** A version of an analysis of the actor: the draft, or one that was published. */
export async function lockOwnVersion(
  transaction: Db,
  actor: Actor,
  { key, number }: { key: string; number: number },
): Promise<Pick<Stored, 'id' | 'version'>> {
  const newest = await lockOwn(transaction, actor, key)
  if (newest.version === number) return newest
  const found = await findVersion(transaction, key, number)
  if (!found) throw missingAnalysis()
  return found
}

/** Takes the newest version of an analysis of the actor. */
async function lockOwn(transaction: Db, actor: Actor, key: string): Promise<Stored> {
  const author = requireAuthor(actor)
  await holdAuthor(transaction, author)
  const found = await lockNewest(transaction, key)
  if (!found) throw missingAnalysis()
  if (found.authorKind === author.kind && found.authorId === author.id) return found
  if (!(await isKnown(transaction, found.id))) throw missingAnalysis()
  throw new Problem('not-allowed', {
    nl: 'Deze analyse is van een ander. Maak er een eigen versie van om iets te veranderen.',
    en: 'This analysis is of someone else. Make a version of your own to change something.',
  })
}

function requireDraft(found: Stored) {
  if (found.state === 'draft') return
  throw new Problem('conflict', {
    nl: 'Deze analyse is gepubliceerd; de tekst ligt vast. Begin een nieuwe versie om iets te veranderen.',
    en: 'This analysis is published; its text is frozen. Start a new version to change something.',
  })
}

function isTakenBack(): Problem {
  return new Problem('conflict', {
    nl: 'Een bewoner liet net metingen verwijderen die in deze grafieken stonden. Er is niets gepubliceerd. Kijk de grafieken na en publiceer opnieuw.',
    en: 'A resident just had measurements deleted that were in these charts. Nothing was published. Look at the charts again, and publish once more.',
  })
}

function isWithdrawn(): Problem {
  return new Problem('conflict', {
    nl: 'Deze analyse is ingetrokken. Begin een nieuwe, of maak er een eigen versie van.',
    en: 'This analysis was withdrawn. Start a new one, or make a version of your own.',
  })
}

function refuse(code: 'invalid-request' | 'not-ready', obstacles: readonly Obstacle[]) {
  if (obstacles.length === 0) return
  const detail = {
    nl: obstacles.map(({ nl }) => nl).join(' '),
    en: obstacles.map(({ en }) => en).join(' '),
  }
  throw new Problem(code, detail, inBody(obstacles))
}
