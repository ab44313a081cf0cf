/** What a log asks a witness: C2SP tlog-witness, `add-checkpoint`. */
import { readBase64, readSize, writeBase64 } from './bytes.ts'
import { readCheckpoint, type SignedCheckpoint } from './checkpoint.ts'
import { HASH_BYTES, MOST_PROOF_HASHES } from './merkle.ts'

/** A checkpoint to cosign, with the proof that it goes on from the one of `oldSize`. */
export type AddCheckpoint = { oldSize: number; proof: Uint8Array[]; checkpoint: SignedCheckpoint }

/** The media type of the size that a witness answers when it has another one than was thought. */
export const SIZE_MEDIA_TYPE = 'text/x.tlog.size'

/** The body of the request. @param note the signed checkpoint */
export function writeAddCheckpoint(oldSize: number, proof: readonly Uint8Array[], note: string): string {
  return `old ${oldSize}\n${proof.map((hash) => `${writeBase64(hash)}\n`).join('')}\n${note}`
}

/** @returns undefined when the body is of another form */
export function readAddCheckpoint(body: string): AddCheckpoint | undefined {
  const blank = body.indexOf('\n\n')
  if (blank < 0) return undefined
  const [first = '', ...lines] = body.slice(0, blank).split('\n')
  const oldSize = first.startsWith('old ') ? readSize(first.slice(4)) : undefined
  const proof = readHashes(lines)
  const checkpoint = readCheckpoint(body.slice(blank + 2))
  if (oldSize === undefined || !proof || !checkpoint) return undefined
  return { oldSize, proof, checkpoint }
}

/** Lines with a hash each. @returns undefined when one is something else, or there are more than a proof has */
export function readHashes(lines: readonly string[]): Uint8Array[] | undefined {
  if (lines.length > MOST_PROOF_HASHES) return undefined
  const hashes: Uint8Array[] = []
  for (const line of lines) {
    const hash = readBase64(line)
    if (hash?.length !== HASH_BYTES) return undefined
    hashes.push(hash)
  }
  return hashes
}
