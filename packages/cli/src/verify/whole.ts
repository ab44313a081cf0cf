import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import {
  type Cryptography,
  type ExportPart,
  type Fault,
  type LogReport,
  type NoteKey,
  readCheckpoint,
  readExportLine,
  verifyLog,
  writeVerifierKey,
} from '@samenspel/standards/transparency'
import { type Output, UsageError } from '../output.ts'
import { VerifyError } from './error.ts'

/** A whole ledger: from a file, or as a server gives it now. */
export type WholeLedger = { export?: string; url?: string }

/** Checks a whole ledger, and tells what was found. */
export async function verifyWhole(
  cryptography: Cryptography,
  output: Output,
  { keys, earlier, ...from }: WholeLedger & { keys: readonly NoteKey[]; earlier: string | undefined },
): Promise<void> {
  const report = await checkWhole(cryptography, output, from, { keys, earlier })
  output.result({ holds: true, ...tellReport(report) }, describeWhole(report, { keys, earlier }))
}

/**
 * Checks a whole ledger.
 * @param look is given each part of it, on the way
 * @throws VerifyError when something does not hold, after it was told what
 */
export async function checkWhole(
  cryptography: Cryptography,
  output: Output,
  { export: file, url }: WholeLedger,
  {
    keys,
    earlier,
    look = () => {},
  }: { keys: readonly NoteKey[]; earlier: string | undefined; look?: (part: ExportPart) => void },
): Promise<LogReport> {
  const source = file === undefined ? await openAddress(output, url ?? '', earlier) : createReadStream(file)
  const against = { keys, ...(earlier !== undefined && { checkpoint: earlier }) }
  const report = await verifyLog(cryptography, readParts(source, output, look), against)
  const { origin, faults } = report
  if (faults.length === 0) return report
  for (const fault of faults) output.line(`✗ ${describeFault(fault)}`)
  const advice = adviceOf(faults)
  if (advice) output.line(`  ${advice}`)
  output.result({ holds: false, ...tellReport(report) }, [])
  throw new VerifyError(
    `${origin || 'This'} does not hold: ${faults.length} fault${faults.length === 1 ? '' : 's'}.`,
  )
}

const tellReport = ({ keys, cosignedBy, ...report }: LogReport) => ({
  ...report,
  cosignedBy: cosignedBy.map(({ key, at }) => ({ name: key.name, at: momentOf(at) })),
  keys: keys.map(({ key }) => writeVerifierKey(key)),
})

const momentOf = (seconds: number) => new Date(seconds * 1000).toISOString()

/** What was found of a whole ledger that holds. */
export function describeWhole(
  { origin, size, shown, hidden, erased, redacted, keys: own, cosignedBy }: LogReport,
  { keys, earlier }: { keys: readonly NoteKey[]; earlier: string | undefined },
): string[] {
  const newest = own.at(-1)
  const was = earlier === undefined ? undefined : readCheckpoint(earlier)
  return [
    `✓ ${origin}: ${size} entries, each as it was entered (${shown} shown, ${hidden} not public, ${erased} erased, ${redacted} with passages blacked out)`,
    '✓ the tree of their hashes is the one that was signed',
    ...cosignedBy.map(({ key, at }) => `✓ cosigned by ${key.name} at ${momentOf(at)}`),
    ...(was === undefined
      ? []
      : [
          `✓ the log still contains the history of your checkpoint: ${was.size === 1 ? 'its entry is' : `its ${was.size} entries are`} the first of the ${size} of now`,
        ]),
    ...(newest && own.length > 1
      ? [`✓ its key of now is vouched for by the one before it: ${writeVerifierKey(newest.key)}`]
      : []),
    ...(keys.length > 0 ? [] : ['  The key comes from the log itself. Give the one you know with --key.']),
  ]
}

const KEEP_IT =
  'Your checkpoint bears the signature of this log: keep it, and what the log says now, as proof that it told two things.'

/** What to do when the log is not the one of a checkpoint. */
function adviceOf(faults: readonly Fault[]): string | undefined {
  const isOther = faults.some(({ what }) => what === 'rolled-back' || what === 'other-history')
  return isOther ? KEEP_IT : undefined
}

async function* readParts(
  source: Readable,
  output: Output,
  look: (part: ExportPart) => void,
): AsyncGenerator<ExportPart | undefined, void, undefined> {
  let count = 0
  try {
    for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
      count += 1
      if (count % 10_000 === 0) output.progress(`${count} entries read`)
      const part = readExportLine(line)
      if (part) look(part)
      yield part
    }
  } catch (error) {
    throw new UsageError(
      `The export cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** @param earlier the checkpoint of who looks: what it has is gone when there is no log */
async function openAddress(output: Output, url: string, earlier: string | undefined): Promise<Readable> {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new UsageError(`--url ${url}: give the http or https address of a Samenspel server.`)
  }
  const answer = await fetch(new URL('/log/export', url))
  const was = earlier === undefined ? undefined : readCheckpoint(earlier)
  if (answer.status === 404 && was && was.size > 0) {
    const which = was.size === 1 ? 'entry 0' : `entries 0–${was.size - 1}`
    output.line(`✗ ${which}: your checkpoint has these, and there is no log any more`)
    output.line(`  ${KEEP_IT}`)
    throw new VerifyError(`${was.origin} is gone from ${url}.`)
  }
  if (!answer.ok || !answer.body)
    throw new VerifyError(`${url} answered ${answer.status}: it has no ledger, or an empty one.`)
  return Readable.from(answer.body)
}

/** What is wrong, in a sentence that names the entry. */
export function describeFault({ what, index = 0, until, of, witness }: Fault): string {
  const named = of ? ` (${of.kind} ${of.id}, version ${of.version})` : ''
  const range = until === undefined || until === index ? `entry ${index}` : `entries ${index}–${until}`
  return SENTENCES[what](witness ?? `${range}${named}`)
}

const SENTENCES: Record<Fault['what'], (entry: string) => string> = {
  'no-export': () => 'this is no export of a ledger, or its checkpoint cannot be read',
  missing: (entry) => `${entry} is gone from the database`,
  moved: (entry) => `${entry} was moved to another place`,
  changed: (entry) => `${entry} was changed: it is not the one in the log`,
  'text-changed': (entry) => `${entry}: the text that is kept is not the one that was entered`,
  'published-changed': (entry) => `${entry}: what is published now is not what was entered`,
  'published-lost': (entry) => `${entry}: what was published is no longer there, and nobody erased it`,
  'erased-while-published': (entry) =>
    `${entry}: its text was erased, and a text is published all the same: that can be compared with nothing`,
  'erased-unduly': (entry) => `${entry}: its text was erased, and no later entry has what is left of it`,
  'moment-backwards': (entry) => `${entry} says that it entered before the entry before it`,
  'moment-too-late': (entry) => `${entry} says that it entered after a witness had seen it in the log`,
  'moment-too-early': (entry) => `${entry} says that it entered before a witness saw the log without it`,
  'tree-changed': (entry) => `${entry}: the hashes are not those that were signed`,
  'not-signed': () => 'the checkpoint is not signed by a key of the log that is trusted',
  'not-cosigned': (witness) => `the checkpoint is not cosigned by ${witness}`,
  'key-not-vouched': (entry) => `${entry} brings a key that the key before it did not sign for`,
  'rolled-back': (entry) =>
    `${entry}: your checkpoint has this, and the log no longer does: it was rolled back`,
  'other-history': (entry) =>
    `${entry}: the log has another history than your checkpoint. At least one of these is not what it was`,
  'other-log': () => 'your checkpoint is of another log, or not signed by a key of this one',
  // It has no place in the log: only what it is.
  unregistered: (entry) => `published, and not in the ledger: ${entry.replace(/^entry 0 \(|\)$/g, '')}`,
}
