/** What is shown of entries: the text and salt of what anyone may read now. */
import {
  type DISCLOSURES,
  ENTRY_KINDS,
  type EntryKind,
  type Publication,
  readPayload,
  readRedaction,
} from '@samenspel/standards/transparency'
import type { Db } from '../../platform/database/connect.ts'
import type { LedgerSource, PublishedText } from './source.ts'
import { listErased, type StoredEntry } from './store/entries.ts'
import { readStandIns } from './store/redactions.ts'

/** An entry with how much of it is shown, and the text that is published now when that is known. */
export type Disclosed = {
  entry: StoredEntry
  state: (typeof DISCLOSURES)[number]
  published: PublishedText['text'] | undefined
  /** The same of what has not to be public: what would be compared if it were. */
  kept: PublishedText['text'] | undefined
  /** The later entry that has what is left of it, when passages were blacked out. */
  standIn: StoredEntry | undefined
}

type Text = Publication['text']

/** What an entry is of, and the text that it has, or that a later one has of it: undefined when it was erased. */
type Content = { standIn: StoredEntry | undefined; of: Named; text: Text | undefined }

type Named = { kind: EntryKind; id: string; version: number }

/** What a source tells of an entry. */
type Told = { source: LedgerSource; published: PublishedText | undefined }

/** Asks the slices what is public now. What no slice tells of is what it says itself. */
export async function disclose(
  db: Db,
  sources: readonly LedgerSource[],
  entries: readonly StoredEntry[],
): Promise<Disclosed[]> {
  const erased = entries.filter(({ payload }) => payload === null).map(({ id }) => id)
  const standIns = await readStandIns(db, erased)
  const contents = new Map(entries.map((entry) => [entry, readContent(entry, standIns.get(entry.id))]))
  const told = new Map<StoredEntry, Told>()
  for (const source of sources) {
    const own = [...contents].filter(([, content]) => tellsOf(source, content))
    if (own.length === 0) continue
    const found = await source.read(
      db,
      own.map(([, { of }]) => of),
    )
    const byKey = new Map(found.map((each) => [`${each.id} ${each.version}`, each]))
    for (const [entry, { of }] of own)
      told.set(entry, { source, published: byKey.get(`${of.id} ${of.version}`) })
  }
  const disclosed = [...contents].map(([entry, { standIn, text }]) => ({
    entry,
    state: stateOf(entry, standIn, told.get(entry)),
    // What is published now is compared with what is left of it.
    published:
      standIn || !told.get(entry)?.published?.isPublic ? undefined : textOfNow(told.get(entry), text),
    kept: textOfNow(told.get(entry), text),
    standIn,
  }))
  return withoutErased(db, disclosed, contents)
}

function readContent(entry: StoredEntry, standIn: StoredEntry | undefined): Content {
  const { kind, subjectId: id, version } = entry
  const { payload } = standIn ?? entry
  const publication = payload === null ? undefined : readPayload(payload)
  const redaction = publication && readRedaction(publication)
  return {
    standIn,
    of: redaction?.of ?? { kind, id, version },
    text: redaction?.text ?? publication?.text,
  }
}

function tellsOf({ kind, of }: LedgerSource, { of: named, text }: Content): boolean {
  if (kind !== named.kind) return false
  if (of === undefined) return true
  return readOf(text)?.kind === of.kind && (of.how === undefined || of.how.some((how) => how === text?.how))
}

function stateOf(
  { payload }: StoredEntry,
  standIn: StoredEntry | undefined,
  told: Told | undefined,
): Disclosed['state'] {
  if (payload === null && !standIn) return 'erased'
  if (told?.published?.isPublic === false) return 'hidden'
  if (standIn) return 'redacted'
  return told && !told.published ? 'lost' : 'shown'
}

/** What is published now, without what is told since the entry. */
function textOfNow(told: Told | undefined, entered: Text | undefined): Text | undefined {
  if (!told?.published) return undefined
  const { addedLater = [] } = told.source
  const isNew = (name: string) => addedLater.includes(name) && entered && !Object.hasOwn(entered, name)
  return Object.fromEntries(Object.entries(told.published.text).filter(([name]) => !isNew(name)))
}

/** What was withdrawn may have been erased since: then the withdrawal is not lost, but all that is left. */
async function withoutErased(
  db: Db,
  disclosed: readonly Disclosed[],
  contents: ReadonlyMap<StoredEntry, Content>,
): Promise<Disclosed[]> {
  const ofLost = (each: Disclosed) =>
    each.state === 'lost' ? readOf(contents.get(each.entry)?.text) : undefined
  const named = disclosed.flatMap((each) => ofLost(each) ?? [])
  if (named.length === 0) return [...disclosed]
  const erased = await listErased(db, named)
  return disclosed.map((each) => {
    const of = ofLost(each)
    return of && erased.has(`${of.kind} ${of.id} ${of.version}`) ? { ...each, state: 'shown' } : each
  })
}

/** What an entry says it is about. */
export function readOf(text: Text | undefined): Named | undefined {
  const { kind, id, version } = (text?.of ?? {}) as Record<string, unknown>
  const known = ENTRY_KINDS.find((each) => each === kind)
  return known && typeof id === 'string' && typeof version === 'number'
    ? { kind: known, id, version }
    : undefined
}
