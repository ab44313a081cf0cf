/** What is shown of entries: the text and salt of what anyone may read now. */
import {
  type DISCLOSURES,
  ENTRY_KINDS,
  type EntryKind,
  type Publication,
  readPayload,
} from '@samenspel/standards/transparency'
import type { Db } from '../../platform/database/connect.ts'
import type { LedgerSource, PublishedText } from './source.ts'
import { listErased, type StoredEntry } from './store/entries.ts'

/** An entry with how much of it is shown, and the text that is published now when that is known. */
export type Disclosed = {
  entry: StoredEntry
  state: (typeof DISCLOSURES)[number]
  published: PublishedText['text'] | undefined
}

type Text = Publication['text']

/** What a source tells of an entry. */
type Told = { source: LedgerSource; published: PublishedText | undefined }

/** Asks the slices what is public now. What no slice tells of is what it says itself. */
export async function disclose(
  db: Db,
  sources: readonly LedgerSource[],
  entries: readonly StoredEntry[],
): Promise<Disclosed[]> {
  const texts = new Map(entries.map((entry) => [entry, readText(entry)]))
  const told = new Map<StoredEntry, Told>()
  for (const source of sources) {
    const own = entries.filter((entry) => tellsOf(source, entry, texts.get(entry)))
    if (own.length === 0) continue
    const found = await source.read(
      db,
      own.map(({ subjectId, version }) => ({ id: subjectId, version })),
    )
    const byKey = new Map(found.map((each) => [`${each.id} ${each.version}`, each]))
    for (const entry of own)
      told.set(entry, { source, published: byKey.get(`${entry.subjectId} ${entry.version}`) })
  }
  const disclosed = entries.map((entry) => ({
    entry,
    state: stateOf(entry, told.get(entry)),
    published: textOfNow(told.get(entry), texts.get(entry)),
  }))
  return withoutErased(db, disclosed, texts)
}

function readText({ payload }: StoredEntry): Text | undefined {
  return payload === null ? undefined : readPayload(payload)?.text
}

function tellsOf({ kind, of }: LedgerSource, entry: StoredEntry, text: Text | undefined): boolean {
  if (kind !== entry.kind) return false
  if (of === undefined) return true
  return readOf(text)?.kind === of.kind && (of.how === undefined || of.how.some((how) => how === text?.how))
}

function stateOf({ payload }: StoredEntry, told: Told | undefined): Disclosed['state'] {
  if (payload === null) return 'erased'
  if (!told) return 'shown'
  if (!told.published) return 'lost'
  return told.published.isPublic ? 'shown' : 'hidden'
}

/** What anyone reads now, without what is told since the entry. */
function textOfNow(told: Told | undefined, entered: Text | undefined): Text | undefined {
  if (!told?.published?.isPublic) return undefined
  const { addedLater = [] } = told.source
  const isNew = (name: string) => addedLater.includes(name) && entered && !Object.hasOwn(entered, name)
  return Object.fromEntries(Object.entries(told.published.text).filter(([name]) => !isNew(name)))
}

/** What was withdrawn may have been erased since: then the withdrawal is not lost, but all that is left. */
async function withoutErased(
  db: Db,
  disclosed: readonly Disclosed[],
  texts: ReadonlyMap<StoredEntry, Text | undefined>,
): Promise<Disclosed[]> {
  const ofLost = (each: Disclosed) => (each.state === 'lost' ? readOf(texts.get(each.entry)) : undefined)
  const named = disclosed.flatMap((each) => ofLost(each) ?? [])
  if (named.length === 0) return [...disclosed]
  const erased = await listErased(db, named)
  return disclosed.map((each) => {
    const of = ofLost(each)
    return of && erased.has(`${of.kind} ${of.id} ${of.version}`) ? { ...each, state: 'shown' } : each
  })
}

/** What an entry says it is about. */
function readOf(text: Text | undefined): { kind: EntryKind; id: string; version: number } | undefined {
  const { kind, id, version } = (text?.of ?? {}) as Record<string, unknown>
  const known = ENTRY_KINDS.find((each) => each === kind)
  return known && typeof id === 'string' && typeof version === 'number'
    ? { kind: known, id, version }
    : undefined
}
