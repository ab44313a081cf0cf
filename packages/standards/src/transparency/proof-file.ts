/** A proof that something is in a log, as a file to check without a network: C2SP tlog-proof. */
import { readBase64, readSize, writeBase64 } from './bytes.ts'
import { readCheckpoint, type SignedCheckpoint } from './checkpoint.ts'
import { readHashes } from './witness.ts'

/** How these files end. */
export const PROOF_EXTENSION = '.tlog-proof'

const HEADER = 'c2sp.org/tlog-proof@v1'

/** Most characters of a file that are read. */
const MOST_CHARACTERS = 20_000_000

/** What is in the file. `extra` is what the application adds; nothing vouches for it but what it hashes to. */
export type ProofFile = {
  extra: Uint8Array | undefined
  index: number
  proof: Uint8Array[]
  checkpoint: SignedCheckpoint
}

/** @param checkpoint the signed checkpoint, as the log gives it */
export function writeProofFile({
  extra,
  index,
  proof,
  checkpoint,
}: Omit<ProofFile, 'checkpoint'> & { checkpoint: string }): string {
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${writeBase64(extra)}`]),
    `index ${index}`,
    ...proof.map(writeBase64),
    '',
  ]
  return `${lines.join('\n')}\n${checkpoint}`
}

/** @returns undefined when it is no such file */
export function readProofFile(text: string): ProofFile | undefined {
  if (text.length > MOST_CHARACTERS) return undefined
  const blank = text.indexOf('\n\n')
  if (blank < 0) return undefined
  const [header, ...rest] = text.slice(0, blank).split('\n')
  if (header !== HEADER) return undefined
  const hasExtra = rest[0]?.startsWith('extra ') === true
  const extra = hasExtra ? readBase64(rest.shift()?.slice(6) ?? '') : undefined
  const written = rest.shift()
  const index = written?.startsWith('index ') ? readSize(written.slice(6)) : undefined
  const proof = readHashes(rest)
  const checkpoint = readCheckpoint(text.slice(blank + 2))
  if ((hasExtra && !extra) || index === undefined || !proof || !checkpoint) return undefined
  return { extra, index, proof, checkpoint }
}
