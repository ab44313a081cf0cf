/** Blacks out passages of what was published: in its rows, and in the ledger, in one transaction. */
import { randomUUID } from 'node:crypto'
import { writeCanonical } from '@samenspel/standards/json'
import {
  asPublished,
  blackOut,
  countBlackedOut,
  isBlackedOut,
  type Publication,
  type Redaction,
  readPayload,
  writeBase64,
} from '@samenspel/standards/transparency'
import { type Actor, hasRole } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { disclose, readOf } from './disclose.ts'
import { enterInLedger } from './enter.ts'
import type { Needs } from './needs.ts'
import {
  changedOtherwise,
  missingEntry,
  nothingToBlackOut,
  othersText,
  passageInReason,
  passageNotThere,
  wordsOfLedger,
} from './refuse.ts'
import type { NewRedaction, RedactionReport } from './schema.ts'
import { findEntry, type StoredEntry } from './store/entries.ts'
import { eraseReplaced, listContaining, lockAbout, readStandIns } from './store/redactions.ts'
import type { Words } from './words.ts'

type Named = Pick<Publication, 'kind' | 'id' | 'version'>

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
  { db, clock, sources, findRunningOrganisation }: Needs,
  actor: Actor,
  named: Named,
  asked: NewRedaction,
): Promise<RedactionReport> {
  const { thing, words } = await findWords({ db, sources }, named)
  const owner = (await words.findOwner(db, thing.id)) ?? (await findRunningOrganisation())
  if (owner === undefined || !hasRole(actor, ['privacy-officer'], owner)) throw othersText()
  if (asked.passages.some((passage) => asked.reason.includes(passage))) throw passageInReason()
  try {
    return await db.transaction().execute(async (transaction) => {
      const before = await lockAbout(transaction, thing.id)
      const texts = before.map(({ payload }) => readPayload(payload ?? ''))
      refuseMissing(texts, asked.passages)
      await words.rewrite(transaction, thing.id, (value) => blackOut(value, asked.passages))
      const at = clock()
      const replaced: RedactionReport['replaced'] = []
      for (const { entry, state, published } of await disclose(transaction, sources, before)) {
        const publication = readPayload(entry.payload ?? '')
        if (!publication || published === undefined || state === 'lost') continue
        const { text, ...of } = asPublished(publication)
        if (writeCanonical(text) === writeCanonical(published)) continue
        // Also when a row had been changed before, by whoever: blacking out must not cover that up.
        if (!isBlackedOut(text, published)) throw changedOtherwise()
        const { kind, id, version } = of
        const original = await findEntry(transaction, { kind, id, version })
        if (!original) throw missingEntry()
        const { ground, reason } = asked
        const redaction: Redaction = {
          of: { kind, id, version },
          commitment: writeBase64(original.commitment),
          ...{ ground, reason, passages: countBlackedOut(published), text: published },
        }
        const by = randomUUID()
        await enterInLedger(transaction, {
          ...{ kind: 'redaction', id: by, version: 1, text: { ...redaction }, at },
          redacts: original.id,
        })
        await eraseReplaced(transaction, { replaced: original.id, by, at })
        replaced.push({ kind, id, version, by, passages: redaction.passages })
      }
      if (replaced.length === 0) throw nothingToBlackOut()
      const ids = before.map(({ id }) => id)
      const elsewhere = await listContaining(transaction, asked.passages, { except: ids, limit: ELSEWHERE })
      const report = { replaced, elsewhere }
      if (asked.check) throw new LookedOnly(report)
      return report
    })
  } catch (error) {
    if (error instanceof LookedOnly) return error.report
    throw error
  }
}

/** What an entry is about, and where the words of that stand. */
async function findWords(
  { db, sources }: Pick<Needs, 'db' | 'sources'>,
  named: Named,
): Promise<{ thing: Pick<Named, 'kind' | 'id'>; words: Words }> {
  const entry = await findEntry(db, named)
  const publication = entry && (await readTextOf(db, entry))
  if (!publication) throw missingEntry()
  const own = asPublished(publication)
  const thing = readOf(own.text) ?? own
  const words = sources.find(({ kind, of }) => kind === thing.kind && of === undefined)?.words
  if (!words) throw wordsOfLedger()
  return { thing, words }
}

/** The text of an entry, or what is left of it. */
async function readTextOf(db: Db, entry: StoredEntry): Promise<Publication | undefined> {
  const { payload } =
    entry.payload === null ? ((await readStandIns(db, [entry.id])).get(entry.id) ?? entry) : entry
  return payload === null ? undefined : readPayload(payload)
}

/** Each passage stands somewhere in what was published: a mistake in one is not passed over. */
function refuseMissing(texts: readonly (Publication | undefined)[], passages: readonly string[]): void {
  const stands = (passage: string) =>
    texts.some((each) => {
      const text = each && asPublished(each).text
      return text !== undefined && writeCanonical(blackOut(text, [passage])) !== writeCanonical(text)
    })
  const missing = passages.findIndex((passage) => !stands(passage))
  if (missing >= 0) throw passageNotThere(missing)
}
