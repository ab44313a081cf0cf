/** Whether the log still has the history of a checkpoint that somebody kept. */
import {
  fromSubtle,
  type NoteKey,
  readBase64,
  readCheckpoint,
  readVerifierKey,
  verifyConsistency,
  verifyNote,
} from '@samenspel/standards/transparency'
import type { FetchApi } from '../api.ts'
import { getConsistency, getLedgerKeys } from './api.ts'

/** What became of a history, with the sizes of then and now. */
export type HistoryCheck = {
  outcome: 'holds' | 'rolled-back' | 'other-history' | 'not-signed' | 'other-log'
  from: number
  to: number
}

/** @returns undefined when the text is no checkpoint */
export async function checkHistory(
  api: FetchApi,
  text: string,
  subtle: SubtleCrypto,
): Promise<HistoryCheck | undefined> {
  const cryptography = fromSubtle(subtle)
  const earlier = readCheckpoint(tidy(text))
  if (!earlier) return undefined
  const { origin, size: to, keys } = await getLedgerKeys(api)
  const from = earlier.size
  if (earlier.origin !== origin) return { outcome: 'other-log', from, to }
  const known = await Promise.all(keys.map(({ key }) => readVerifierKey(cryptography.sha256, key)))
  const own = known.filter((key): key is NoteKey => key !== undefined)
  if ((await verifyNote(cryptography, earlier.note, own)).length === 0)
    return { outcome: 'not-signed', from, to }
  if (from > to) return { outcome: 'rolled-back', from, to }
  const { hashes, checkpoint } = await getConsistency(api, from)
  const newest = readCheckpoint(checkpoint)
  const proof = hashes.map((hash) => readBase64(hash) ?? new Uint8Array())
  const holds =
    newest?.origin === origin &&
    (await verifyNote(cryptography, newest.note, own)).length > 0 &&
    (await verifyConsistency(cryptography.sha256, earlier, newest, proof))
  return { outcome: holds ? 'holds' : 'other-history', from, to: newest?.size ?? to }
}

/** A checkpoint as people paste it: with the line ends of a form, and perhaps without the last one. */
function tidy(text: string): string {
  return `${text.replaceAll('\r\n', '\n').trim()}\n`
}
