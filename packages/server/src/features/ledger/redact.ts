/** Blacks out passages of what was published: in its rows, and in the ledger, in one transaction. */
import { randomUUID } from 'node:crypto'
import { writeCanonical } from '@samenspel/standards/json'
import {
  asPublished,
  BLACKED_OUT,
  blackOut,
  countBlackedOut,
  countCharacters,
  isBlackedOut,
  listAlike,
  type Publication,
  type Redaction,
  readPayload,
  readRedaction,
  writeBase64,
} from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { type Actor, hasRole } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { disclose, readOf } from './disclose.ts'
import { enterInLedger } from './enter.ts'
import type { Needs } from './needs.ts'
import { judgePassage } from './passages.ts'
import {
  changedOtherwise,
  missingEntry,
  noPersonalData,
  nothingToBlackOut,
  othersText,
  passageInReason,
  passageNotThere,
  wordsOfLedger,
} from './refuse.ts'
import type { NewRedaction, RedactionReport } from './schema.ts'
import { findEntry, type StoredEntry } from './store/entries.ts'
import { eraseReplaced, listContaining, lockAbout, readStandIns } from './store/redactions.ts'
import { type Change, type Rewritten, rewriteBeside, rewriteCopies, type Words } from './words.ts'

type Named = Pick<Publication, 'kind' | 'id' | 'version'>

/** Something that was published, in the version of the entry that was named, and where its words stand. */
type Thing = Named & { words: Words }

/** What is done to all that is about a thing, and said of it. */
type Doing = Pick<Needs, 'sources' | 'beside' | 'copies'> & {
  said: Pick<Redaction, 'ground' | 'reason' | 'by'>
  at: Date
}

/** Most other entries that are named because a passage stands in them too. */
const ELSEWHERE = 100

/** Thrown to end a transaction in which was only looked. */
class LookedOnly extends Error {
  readonly report: RedactionReport
  constructor(report: RedactionReport) {
    super('Nothing was blacked out: it was only looked.')
    this.report = report
  }
}

/**
 * Blacks out passages of an entry, and of everything about the same thing: its other versions, drafts, and what became of it. Each entry with one of
 * them is erased, and another enters with what is left.
 * @throws Problem when the actor may not, or a passage is not there
 */
export async function redact(
  { db, clock, sources, beside, copies, findRunningOrganisation }: Needs,
  actor: Actor,
  named: Named,
  asked: NewRedaction,
): Promise<RedactionReport> {
  const thing = await findThing({ db, sources }, named)
  const owner = (await thing.words.findOwner(db, thing.id)) ?? (await findRunningOrganisation())
  if (owner === undefined || !hasRole(actor, ['privacy-officer'], owner)) throw othersText()
  const { passages, ground, reason } = asked
  refuseOthers(passages, reason)
  const by = { organisationId: owner, role: 'privacy-officer' }
  const doing: Doing = { sources, beside, copies, said: { ground, reason, by }, at: clock() }
  try {
    return await db.transaction().execute(async (transaction) => {
      const before = await lockAbout(transaction, thing.id)
      const beside = await countBeside(transaction, doing, { thing, before, passages })
      const { rows, hashes } = await rewriteAll(transaction, doing, thing, { passages, hashes: new Map() })
      const { replaced, left, lost } = await enterLeft(transaction, doing, { before, passages })
      const followed = await followHashes(transaction, doing, [...hashes.keys()])
      if (replaced.length === 0 && rows === 0) throw nothingToBlackOut()
      const withdrawal = beside === 0 ? null : await enterBeside(transaction, doing, thing, beside)
      const report: RedactionReport = {
        replaced: [...replaced, ...followed],
        rows,
        withdrawal,
        alike: listAlike(left, passages),
        lost,
        elsewhere: await listContaining(transaction, passages, ELSEWHERE),
      }
      if (asked.check) throw new LookedOnly(report)
      return report
    })
  } catch (error) {
    if (error instanceof LookedOnly) return error.report
    throw error
  }
}

/** What an entry is about, and where the words of that stand. */
async function findThing({ db, sources }: Pick<Needs, 'db' | 'sources'>, named: Named): Promise<Thing> {
  const entry = await findEntry(db, named)
  const publication = entry && (await readTextOf(db, entry))
  if (!publication) throw missingEntry()
  const own = asPublished(publication)
  const { kind, id, version } = readOf(own.text) ?? own
  const words = sources.find((source) => source.kind === kind && source.of === undefined)?.words
  if (!words) throw wordsOfLedger()
  return { kind, id, version, words }
}

/** The text of an entry, or what is left of it. */
async function readTextOf(db: Db, entry: StoredEntry): Promise<Publication | undefined> {
  const { payload } =
    entry.payload === null ? ((await readStandIns(db, [entry.id])).get(entry.id) ?? entry) : entry
  return payload === null ? undefined : readPayload(payload)
}

/** What is no personal data is not blacked out, and the reason, which is public, does not repeat what is. */
function refuseOthers(passages: readonly string[], reason: string): void {
  const other = passages.findIndex((passage) => !judgePassage(passage))
  if (other >= 0) throw noPersonalData(other)
  if (blackOut(reason, passages) !== reason) throw passageInReason()
}

/**
 * How many passages stand only beside what entered, such as in a lesson. Each passage stands somewhere: a mistake in one is not passed over.
 * @throws Problem when a passage is not there
 */
async function countBeside(
  transaction: Db,
  doing: Doing,
  { thing, before, passages }: { thing: Thing; before: readonly StoredEntry[]; passages: readonly string[] },
): Promise<number> {
  const texts = before.map(({ payload }) => readPayload(payload ?? ''))
  const stands = (passage: string) =>
    texts.some((each) => {
      const text = each && asPublished(each).text
      return text !== undefined && has(text, [passage])
    })
  let beside = 0
  for (const [place, passage] of passages.entries()) {
    if (stands(passage)) continue
    beside += 1
    const isBeside = await inSavepoint(transaction, async () => {
      const change = { passages: [passage], hashes: new Map() }
      return (await rewriteWords(transaction, doing, thing, change)).rows > 0
    })
    if (!isBeside) throw passageNotThere(place)
  }
  return beside
}

/**
 * Enters that passages went of which no entry had the text: as a withdrawal that stands for no entry, so that these do not go unseen either.
 * @returns its id
 */
async function enterBeside(
  transaction: Db,
  { said, at }: Doing,
  { kind, id, version }: Thing,
  passages: number,
): Promise<string> {
  const by = randomUUID()
  const text = { of: { kind, id, version }, how: 'blacked-out', ...said, passages }
  await enterInLedger(transaction, { kind: 'withdrawal', id: by, version: 1, text, at })
  return by
}

/** Whether a passage stands in a text. */
const has = (text: Publication['text'], passages: readonly string[]): boolean =>
  writeCanonical(blackOut(text, passages)) !== writeCanonical(text)

/** Does something and undoes it, and gives what came of it. */
async function inSavepoint<Result>(transaction: Db, look: () => Promise<Result>): Promise<Result> {
  await sql`savepoint look`.execute(transaction)
  const result = await look()
  await sql`rollback to savepoint look`.execute(transaction)
  return result
}

/** Takes passages out of everything that is kept about a thing, but for the ledger. */
async function rewriteAll(
  transaction: Db,
  doing: Doing,
  thing: Thing,
  change: Change,
): Promise<Pick<Rewritten, 'rows' | 'hashes'>> {
  const { rows, hashes, slug } = await rewriteWords(transaction, doing, thing, change)
  const copied = await rewriteCopies(transaction, doing.copies, {
    ...{ passages: change.passages, id: thing.id, slug },
    hashes: new Map([...change.hashes, ...hashes]),
  })
  return { rows: rows + copied, hashes }
}

async function rewriteWords(
  transaction: Db,
  { beside }: Doing,
  { kind, id, words }: Thing,
  change: Change,
): Promise<Rewritten> {
  const done = await words.rewrite(transaction, id, change)
  const columns = beside.filter((each) => each.kind === kind).flatMap((each) => each.columns)
  const more = await rewriteBeside(transaction, columns, id, change)
  return { ...done, rows: done.rows + more }
}

/** What came of entries: replaced, the texts that are left, and those with a passage of which the published text is gone, so that nothing can be compared. */
type Left = Pick<RedactionReport, 'replaced' | 'lost'> & { left: Publication['text'][] }

/** Erases each entry of which the text is otherwise now, and enters what is left of it. */
async function enterLeft(
  transaction: Db,
  { sources, said, at }: Doing,
  { before, passages }: { before: readonly StoredEntry[]; passages: readonly string[] },
): Promise<Left> {
  const replaced: RedactionReport['replaced'] = []
  const left: Publication['text'][] = []
  const lost: RedactionReport['lost'] = []
  for (const { entry, state, kept } of await disclose(transaction, sources, before)) {
    const publication = readPayload(entry.payload ?? '')
    if (!publication) continue
    const { text, moment: _, ...of } = asPublished(publication)
    if (state === 'lost' && has(text, passages)) lost.push(of)
    if (kept === undefined || state === 'lost') continue
    left.push(kept)
    if (writeCanonical(text) === writeCanonical(kept)) continue
    // Also when a row had been changed before, by whoever: blacking out must not cover that up.
    if (!isBlackedOut(text, kept)) throw changedOtherwise()
    const { kind, id, version } = of
    const original = await findEntry(transaction, { kind, id, version })
    if (!original) throw missingEntry()
    const earlier = readRedaction(publication)?.characters ?? 0
    const redaction: Redaction = {
      of: { kind, id, version },
      commitment: writeBase64(original.commitment),
      ...said,
      passages: countBlackedOut(kept),
      characters: earlier + countCharacters(text) - countCharacters(kept),
      text: kept,
    }
    const by = randomUUID()
    await enterInLedger(transaction, {
      ...{ kind: 'redaction', id: by, version: 1, text: { ...redaction }, at },
      redacts: original.id,
    })
    await eraseReplaced(transaction, { replaced: original.id, by, at })
    const { passages: times, characters = 0 } = redaction
    const length = characters + countCharacters(kept)
    replaced.push({ kind, id, version, by, passages: times, characters, of: length })
  }
  return { replaced, left, lost }
}

/** Takes hashes of texts of before out of everything else that has them, such as an evaluation of what was planned, and so on from there. */
async function followHashes(
  transaction: Db,
  doing: Doing,
  hashes: readonly string[],
): Promise<RedactionReport['replaced']> {
  const replaced: RedactionReport['replaced'] = []
  let old = hashes
  while (old.length > 0) {
    const change = { passages: [], hashes: new Map(old.map((hash) => [hash, BLACKED_OUT])) }
    const next = new Set<string>()
    const things = new Map<string, Thing>()
    for (const named of await listContaining(transaction, old)) {
      const thing = await findThing({ db: transaction, sources: doing.sources }, named)
      things.set(thing.id, thing)
    }
    for (const thing of [...things.values()].toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
      const before = await lockAbout(transaction, thing.id)
      const done = await rewriteAll(transaction, doing, thing, change)
      for (const hash of done.hashes.keys()) next.add(hash)
      replaced.push(...(await enterLeft(transaction, doing, { before, passages: [] })).replaced)
    }
    old = [...next].filter((hash) => !change.hashes.has(hash))
  }
  return replaced
}
