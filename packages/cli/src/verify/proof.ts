import {
  type Cryptography,
  holds,
  type NoteKey,
  type ProofReport,
  readProofExtra,
  readProofFile,
  readVerifierKey,
  verifyProof,
  writeVerifierKey,
} from '@samenspel/standards/transparency'
import { type Output, UsageError } from '../output.ts'
import { VerifyError } from './error.ts'

/** Checks one proof file. Without a key, those in the file are taken at their word, and that is said. */
export async function verifyFile(
  cryptography: Cryptography,
  output: Output,
  { name, text, keys }: { name: string; text: string; keys: readonly NoteKey[] },
): Promise<void> {
  const file = readProofFile(text)
  const extra = file?.extra && readProofExtra(file.extra)
  if (!file || !extra) throw new UsageError(`${name} is no proof of a ledger of Samenspel (C2SP tlog-proof).`)
  const ofLog = keys.filter(({ name: key }) => key === file.checkpoint.origin)
  const own = await Promise.all(extra.keys.map((key) => readVerifierKey(cryptography.sha256, key)))
  const carried = own.filter((key) => key !== undefined)
  const trusted = ofLog.length > 0 ? keys : [...keys, ...carried]
  const report = await verifyProof(cryptography, file, extra, trusted)
  const lines = describe(report, { ...file, isTold: ofLog.length === 0 })
  if (!holds(report)) {
    for (const line of lines) output.line(line)
    throw new VerifyError(`This proof does not hold: ${reasonOf(report)}`)
  }
  const { publication, isText, cosignedBy } = report
  output.result(
    {
      holds: true,
      log: file.checkpoint.origin,
      index: file.index,
      size: file.checkpoint.size,
      erased: isText === undefined,
      publication: publication ?? null,
      cosignedBy: cosignedBy.map(({ key }) => key.name),
    },
    lines,
  )
}

function describe(
  { publication, isText, isIncluded, signedBy, cosignedBy }: ProofReport,
  {
    index,
    checkpoint,
    isTold,
  }: { index: number; checkpoint: { origin: string; size: number }; isTold: boolean },
): string[] {
  const [key] = signedBy
  return [
    publication
      ? `${mark(isText !== false)} text      ${publication.kind} ${publication.id}, version ${publication.version}, entered ${publication.moment}`
      : '- text      was erased; only that there was an entry can be checked',
    `${mark(isIncluded)} entry     number ${index} in ${checkpoint.origin}, which has ${checkpoint.size} entries`,
    `${mark(key !== undefined)} signature ${key ? writeVerifierKey(key) : 'by no key that is trusted'}`,
    ...cosignedBy.map(
      ({ key: witness, at }) =>
        `${mark(true)} witness   ${witness.name}, ${new Date(at * 1000).toISOString()}`,
    ),
    ...(isTold && key
      ? ['  The key comes from the file itself. Compare it with the one you know, or give that with --key.']
      : []),
  ]
}

function reasonOf({ isText, isIncluded, signedBy }: ProofReport): string {
  if (isText === false) return 'its text is not the one that entered the ledger.'
  if (!isIncluded) return 'the log of the checkpoint does not have this entry at this number.'
  return signedBy.length === 0 ? 'the checkpoint is not signed by a key that is trusted.' : 'it is not whole.'
}

const mark = (isGood: boolean) => (isGood ? '✓' : '✗')
