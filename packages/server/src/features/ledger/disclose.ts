/** What is shown of entries: the text and salt of what anyone may read now. */
import type { DISCLOSURES, EntryKind } from '@samenspel/standards/transparency'
import type { Db } from '../../platform/database/connect.ts'
import type { LedgerSource, PublishedText } from './source.ts'
import type { StoredEntry } from './store/entries.ts'

/** An entry with how much of it is shown, and the text that is published now when that is known. */
export type Disclosed = {
  entry: StoredEntry
  state: (typeof DISCLOSURES)[number]
  published: PublishedText['text'] | undefined
}

/** Asks the slices what is public now. What no slice tells of is what it says itself. */
export async function disclose(
  db: Db,
  sources: readonly LedgerSource[],
  entries: readonly StoredEntry[],
): Promise<Disclosed[]> {
  const found = new Map<string, PublishedText>()
  for (const source of sources) {
    const own = entries.filter(({ kind }) => kind === source.kind)
    if (own.length === 0) continue
    const refs = own.map(({ subjectId, version }) => ({ id: subjectId, version }))
    for (const text of await source.read(db, refs)) found.set(keyOf(source.kind, text.id, text.version), text)
  }
  const told = new Set<EntryKind>(sources.map(({ kind }) => kind))
  return entries.map((entry) => {
    const published = found.get(keyOf(entry.kind, entry.subjectId, entry.version))
    return {
      entry,
      state: stateOf(entry, told.has(entry.kind), published),
      published: published?.isPublic ? published.text : undefined,
    }
  })
}

function stateOf(
  entry: StoredEntry,
  isTold: boolean,
  published: PublishedText | undefined,
): Disclosed['state'] {
  if (entry.payload === null) return 'erased'
  if (!isTold) return 'shown'
  if (!published) return 'lost'
  return published.isPublic ? 'shown' : 'hidden'
}

const keyOf = (kind: EntryKind, id: string, version: number) => `${kind} ${id} ${version}`
