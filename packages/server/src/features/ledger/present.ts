import {
  asPublished,
  countCharacters,
  hashEntry,
  PROOF_EXTENSION,
  type Publication,
  type Redaction,
  readPayload,
  readRedaction,
  writeBase64,
  writeProofExtra,
  writeProofFile,
} from '@samenspel/standards/transparency'
import type { Static } from 'typebox'
import type { Db } from '../../platform/database/connect.ts'
import { CRYPTOGRAPHY } from './cryptography.ts'
import { type Disclosed, disclose } from './disclose.ts'
import { describePeriods } from './keys.ts'
import { proveInclusion } from './prove.ts'
import { missingEntry, stillWaiting } from './refuse.ts'
import type { EntryParams, LedgerEntry, LedgerProof } from './schema.ts'
import type { LedgerSource } from './source.ts'
import { findEntry } from './store/entries.ts'
import { listKeys } from './store/keys.ts'
import { findSharedCheckpoint } from './store/tree.ts'

/** An entry as the API tells of it. */
export function presentEntry({ entry, state, standIn }: Disclosed): LedgerEntry {
  const { index, kind, subjectId, version, moment, commitment, payload } = entry
  const entered = payload === null ? undefined : readPayload(payload)
  const shown = standIn ?? entry
  const said = state === 'shown' || state === 'redacted' ? readPayload(shown.payload ?? '') : undefined
  const text = said && asPublished(said).text
  const redaction = said && readRedaction(said)
  return {
    index,
    kind,
    id: subjectId,
    version,
    // As it was hashed: the column beside it is for finding, and proves nothing.
    enteredAt: entered?.moment ?? moment.toISOString(),
    title: typeof text?.title === 'string' ? text.title : null,
    what: readWhat(said),
    redaction: redaction
      ? {
          ...{ id: shown.subjectId, of: redaction.of, ground: redaction.ground, reason: redaction.reason },
          ...{ passages: redaction.passages, enteredAt: said.moment, by: redaction.by ?? null },
          ...measureRedaction(redaction),
        }
      : null,
    state,
    commitment: writeBase64(commitment),
  }
}

/** How much was taken out. */
function measureRedaction({ characters, text }: Redaction) {
  if (characters === undefined) return { characters: null, percentage: null }
  const all = characters + countCharacters(text)
  return { characters, percentage: all === 0 ? 0 : Math.ceil((100 * characters) / all) }
}

/** What became of something, as an entry about that names it. */
function readWhat(said: Publication | undefined): string | null {
  const { kind, text } = said ? asPublished(said) : {}
  const what = kind === 'happening' ? text?.what : kind === 'withdrawal' ? text?.how : undefined
  return typeof what === 'string' ? what : null
}

/** An entry with its text, its proof, and the keys to check it with. */
export async function presentProof(
  db: Db,
  sources: readonly LedgerSource[],
  named: Static<typeof EntryParams>,
): Promise<Static<typeof LedgerProof>> {
  const entry = await findEntry(db, named)
  if (!entry) throw missingEntry()
  const { payload, salt, index } = entry
  const [[disclosed], checkpoint, keys] = await Promise.all([
    disclose(db, sources, [entry]),
    index === null ? undefined : findSharedCheckpoint(db, index),
    listVerifierKeys(db),
  ])
  if (!disclosed) throw missingEntry()
  const isShown = disclosed.state === 'shown' && payload !== null && salt !== null
  const hashes = index === null || !checkpoint ? [] : await proveInclusion(db, index, checkpoint.size)
  return {
    ...presentEntry(disclosed),
    payload: isShown ? payload : null,
    salt: isShown ? writeBase64(salt) : null,
    leafHash: writeBase64(await hashEntry(CRYPTOGRAPHY.sha256, entry)),
    proof: checkpoint ? { hashes: hashes.map(writeBase64), checkpoint: checkpoint.note } : null,
    keys,
  }
}

/** The proof as a file to check without a network. @returns its name and text */
export async function presentProofFile(
  db: Db,
  sources: readonly LedgerSource[],
  named: Static<typeof EntryParams>,
): Promise<{ name: string; text: string }> {
  const entry = await findEntry(db, named)
  if (!entry) throw missingEntry()
  const [disclosed] = await disclose(db, sources, [entry])
  const { kind, commitment, payload, salt, index } = entry
  const checkpoint = index === null ? undefined : await findSharedCheckpoint(db, index)
  if (index === null || !checkpoint) throw stillWaiting()
  const isShown = disclosed?.state === 'shown' && payload !== null && salt !== null
  const { standIn } = disclosed ?? {}
  const later = standIn && { kind: standIn.kind, id: standIn.subjectId, version: standIn.version }
  const extra = writeProofExtra({
    entry: { kind, commitment },
    disclosure: isShown ? { payload, salt } : undefined,
    keys: await listVerifierKeys(db),
    // Why its text is gone: only that entry says so.
    ...(later && disclosed?.state === 'redacted'
      ? { redactedBy: (await presentProofFile(db, sources, later)).text }
      : {}),
  })
  const proof = await proveInclusion(db, index, checkpoint.size)
  return {
    name: `${kind}-${entry.subjectId}-${entry.version}${PROOF_EXTENSION}`,
    text: writeProofFile({ extra, index, proof, checkpoint: checkpoint.note }),
  }
}

/** The keys that the log has or had, as text, oldest first. */
export async function listVerifierKeys(db: Db): Promise<string[]> {
  const keys = (await listKeys(db, 'log')).flatMap(({ fromSize, ...key }) =>
    fromSize === null ? [] : [{ ...key, fromSize }],
  )
  return (await describePeriods(keys)).map(({ key }) => key)
}
