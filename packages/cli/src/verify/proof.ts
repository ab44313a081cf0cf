import {
  type Cryptography,
  ERASABLE_KINDS,
  holds,
  listSilent,
  type NoteKey,
  type ProofExtra,
  type ProofFile,
  type ProofReport,
  readProofExtra,
  readProofFile,
  readRedaction,
  readVerifierKey,
  saysErased,
  verifyProof,
  writeVerifierKey,
} from '@samenspel/standards/transparency'
import { type Output, UsageError } from '../output.ts'
import { VerifyError } from './error.ts'
import { describeRedaction, lookSince } from './since.ts'
import type { WholeLedger } from './whole.ts'

/**
 * Checks one proof file. Who gives keys trusts those and no other: one of them must have signed, and each witness among them. Without any, those in
 * the file are taken at their word, and that is said.
 * @param now the ledger of now, to be told what became of the entry since
 */
export async function verifyFile(
  cryptography: Cryptography,
  output: Output,
  {
    name,
    text,
    keys,
    now,
  }: { name: string; text: string; keys: readonly NoteKey[]; now: WholeLedger | undefined },
): Promise<void> {
  const file = readProofFile(text)
  const extra = file?.extra && readProofExtra(file.extra)
  if (!file || !extra) throw new UsageError(`${name} is no proof of a ledger of Samenspel (C2SP tlog-proof).`)
  const own = await Promise.all(extra.keys.map((key) => readVerifierKey(cryptography.sha256, key)))
  const isTold = keys.length === 0
  const given = isTold ? own.filter((key) => key !== undefined) : keys
  const read = await verifyProof(cryptography, file, extra, given)
  const kept = {
    ...file,
    ...extra,
    publication: read.publication,
    signed: text.slice(text.indexOf('\n\n') + 2),
  }
  const since =
    now && read.isText !== false ? await lookSince(cryptography, output, kept, { now, keys }) : undefined
  const trusted = [...given, ...(since?.keys ?? [])]
  const report = await verifyProof(cryptography, file, extra, trusted)
  const later = await readLater(cryptography, { ...file, ...extra }, trusted)
  const mayGo = ERASABLE_KINDS.some((kind) => kind === extra.entry.kind) || extra.entry.kind === 'redaction'
  const isUndue = report.isText === undefined && !later && !mayGo
  const lines = [...describe(report, { ...file, isTold, trusted }), ...tellRedaction(later ?? report)]
  const silent = listSilent(report.cosignedBy, keys)
  if (!holds(report) || silent.length > 0 || isUndue) {
    for (const line of lines) output.line(line)
    const isOwn = extra.keys.some((key) => keys.some((each) => writeVerifierKey(each) === key))
    if (report.signedBy.length === 0 && isOwn && !now) {
      output.line(
        '  Your key is one of this log, and another came after it. With --url or --export it is known whether yours vouches for that.',
      )
    }
    const why =
      holds(report) && silent.length === 0
        ? 'its text was erased, and no later entry has what is left of it.'
        : reasonOf(report, silent)
    throw new VerifyError(`This proof does not hold: ${why}`)
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
      ...(since && { now: since.now }),
    },
    [...lines, ...(since?.lines ?? [])],
  )
}

/** The later entry that says why the text was erased, when the file has its proof and that holds. */
async function readLater(
  cryptography: Cryptography,
  own: ProofFile & ProofExtra,
  trusted: readonly NoteKey[],
): Promise<ProofReport | undefined> {
  const file = readProofFile(own.redactedBy ?? '')
  const extra = file?.extra && readProofExtra(file.extra)
  if (!file || !extra) return undefined
  const report = await verifyProof(cryptography, file, extra, trusted)
  return saysErased({ ...file, report }, own) ? report : undefined
}

function tellRedaction({ publication }: ProofReport): string[] {
  const redaction = publication && readRedaction(publication)
  return redaction ? describeRedaction(redaction, publication.moment) : []
}

function describe(
  { publication, isText, isIncluded, signedBy, cosignedBy }: ProofReport,
  {
    index,
    checkpoint,
    isTold,
    trusted,
  }: {
    index: number
    checkpoint: { origin: string; size: number }
    isTold: boolean
    trusted: readonly NoteKey[]
  },
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
    ...listSilent(cosignedBy, trusted).map(({ name }) => `${mark(false)} witness   ${name} did not cosign`),
    ...(isTold && key
      ? ['  The key comes from the file itself. Compare it with the one you know, or give that with --key.']
      : []),
  ]
}

function reasonOf({ isText, isIncluded, signedBy }: ProofReport, [silent]: readonly NoteKey[]): string {
  if (isText === false) return 'its text is not the one that entered the ledger.'
  if (!isIncluded) return 'the log of the checkpoint does not have this entry at this number.'
  if (signedBy.length === 0) return 'the checkpoint is not signed by a key that is trusted.'
  return `the witness ${silent?.name ?? ''} did not cosign the checkpoint.`
}

const mark = (isGood: boolean) => (isGood ? '✓' : '✗')
