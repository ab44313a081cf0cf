/** The whole ledger as lines of JSON, to check it without this server: what `samenspel verify --export` reads. */
import { writeCanonical } from '@samenspel/standards/json'
import {
  EXPORT_FORMAT,
  type ExportHead,
  type ExportLine,
  HASH_BYTES,
  TILE_WIDTH,
  type Unregistered,
  writeBase64,
} from '@samenspel/standards/transparency'
import type { Db } from '../../platform/database/connect.ts'
import { CRYPTOGRAPHY } from './cryptography.ts'
import { type Disclosed, disclose } from './disclose.ts'
import { listAll } from './fill.ts'
import { listVerifierKeys } from './present.ts'
import type { LedgerSource } from './source.ts'
import { listEntered, readEntries } from './store/entries.ts'
import { readCheckpoints, readTiles, type StoredCheckpoint } from './store/tree.ts'

/**
 * Writes the log of a checkpoint, and then what is published and not in it. The hashes come from the tiles and the texts from the
 * entries, so that who checks sees where they differ.
 */
export async function* writeExport(
  db: Db,
  sources: readonly LedgerSource[],
  { size, note }: StoredCheckpoint,
): AsyncGenerator<string, void, undefined> {
  const origin = note.slice(0, note.indexOf('\n'))
  const head: ExportHead = {
    format: EXPORT_FORMAT,
    origin,
    checkpoint: note,
    keys: await listVerifierKeys(db),
  }
  yield `${JSON.stringify(head)}\n`
  for (let from = 0; from < size; from += TILE_WIDTH) {
    yield await writePiece(db, sources, from, Math.min(from + TILE_WIDTH, size))
  }
  for (const source of sources) {
    for await (const refs of listAll(db, source)) {
      const entered = await listEntered(db, source.kind, refs)
      for (const { id, version } of refs.filter((ref) => !entered.has(`${ref.id} ${ref.version}`))) {
        const line: Unregistered = { unregistered: { kind: source.kind, id, version } }
        yield `${JSON.stringify(line)}\n`
      }
    }
  }
}

/** The lines of one tile, with a gap where the entry is gone. */
async function writePiece(
  db: Db,
  sources: readonly LedgerSource[],
  from: number,
  until: number,
): Promise<string> {
  const number = from / TILE_WIDTH
  const hashes = (await readTiles(db, [{ level: 0, number }])).get(`0/${number}`)
  const entries = await disclose(db, sources, await readEntries(db, from, until))
  const found = new Map(entries.map((each) => [each.entry.index, each]))
  const checkpoints = await readCheckpoints(db, from, until)
  const lines: string[] = []
  for (let index = from; index < until; index += 1) {
    const at = (index - from) * HASH_BYTES
    const leaf = hashes?.subarray(at, at + HASH_BYTES)
    const checkpoint = checkpoints.get(index + 1)
    const line: ExportLine = {
      index,
      ...(leaf?.length === HASH_BYTES && { leaf: writeBase64(leaf) }),
      ...(await describe(found.get(index))),
      ...(checkpoint !== undefined && { checkpoint }),
    }
    lines.push(`${JSON.stringify(line)}\n`)
  }
  return lines.join('')
}

async function describe(found: Disclosed | undefined): Promise<Omit<ExportLine, 'index'>> {
  if (!found) return { state: 'lost' }
  const { entry, state, published } = found
  const { kind, subjectId: id, version, commitment, payload, salt } = entry
  const named = { kind, id, version, commitment: writeBase64(commitment), state }
  // Also of what was erased: when something is published all the same, nothing can be compared, and that is a fault.
  const hash = published && (await CRYPTOGRAPHY.sha256(Buffer.from(writeCanonical(published))))
  const ofNow = hash && { published: writeBase64(hash) }
  if (state !== 'shown' || payload === null || salt === null) return { ...named, ...ofNow }
  return { ...named, payload, salt: writeBase64(salt), ...ofNow }
}
