/** What became, since a proof was downloaded, of the entry that it is of. */
import {
  type Cryptography,
  countCharacters,
  type ExportLine,
  isBlackedOut,
  type NoteKey,
  type ProofExtra,
  type ProofFile,
  type Publication,
  type Redaction,
  readPayload,
  readRedaction,
  writeBase64,
} from '@samenspel/standards/transparency'
import type { Output } from '../output.ts'
import { VerifyError } from './error.ts'
import { checkWhole, describeWhole, type WholeLedger } from './whole.ts'

/** The proof with its checkpoint as it was signed, and what was published; undefined when the file does not have that any more. */
type Kept = ProofFile & ProofExtra & { publication: Publication | undefined; signed: string }

/** An entry that says what is left, of what and since when. */
type Later = { index: number; moment: string; redaction: Redaction }

/**
 * Checks the whole ledger of now, that it goes on from the checkpoint of the proof, and what it has of the entry: the same text, or that with passages
 * blacked out. Who keeps a proof of before is the only one who can check that nothing else was changed in it.
 * @throws VerifyError when the ledger does not hold, or more was changed than taken out
 */
export async function lookSince(
  cryptography: Cryptography,
  output: Output,
  kept: Kept,
  { now, keys }: { now: WholeLedger; keys: readonly NoteKey[] },
): Promise<{ now: object; lines: string[]; keys: NoteKey[] }> {
  const commitment = writeBase64(kept.entry.commitment)
  // Of a proof of what was left then: what is left now of the same entry.
  const own = kept.publication && readRedaction(kept.publication)
  const of = { kind: own?.of.kind ?? kept.entry.kind, commitment: own?.commitment ?? commitment }
  const found: { line?: ExportLine; later?: Later } = {}
  const report = await checkWhole(cryptography, output, now, {
    keys,
    earlier: kept.signed,
    look(part) {
      if (!('line' in part)) return
      if (part.line.index === kept.index) found.line = part.line
      const publication = readPayload(part.line.payload ?? '')
      const redaction = publication && readRedaction(publication)
      if (redaction?.commitment === of.commitment && redaction.of.kind === of.kind)
        found.later = { index: part.line.index, moment: publication?.moment ?? '', redaction }
    },
  })
  const { line, later } = found
  if (line?.commitment !== commitment) throw new VerifyError(`Entry ${kept.index} of now is another one.`)
  const isReplaced = own && later && later.index > kept.index
  const state = isReplaced ? 'redacted' : (line.state ?? 'lost')
  // A key that came after the one that is known signs the proof, when it is of after that.
  const inTime = report.keys.filter(
    ({ from, until }) => from <= kept.checkpoint.size && kept.checkpoint.size <= until,
  )
  const known = inTime.map(({ key }) => key)
  const lines = ['', 'Now:', ...describeWhole(report, { keys, earlier: kept.signed })]
  if (state !== 'redacted') {
    return {
      keys: known,
      now: { state },
      lines: [...lines, `✓ entry ${kept.index} is still in it. ${SENTENCES[state]}`],
    }
  }
  if (!later) throw new VerifyError(`No entry has what is left of entry ${kept.index}.`)
  const { redaction, index } = later
  refuseOther(kept, redaction)
  const sentence = `✓ entry ${kept.index} is still in it. Its text was blacked out since: entry ${index} has what is left.`
  const compared = kept.publication
    ? '✓ what is left is your text without those passages, and nothing else was changed'
    : '- your file has no text to compare it with'
  return {
    keys: known,
    now: { state, index, moment: later.moment, ...withoutText(redaction) },
    lines: [...lines, sentence, ...describeRedaction(redaction, later.moment), compared],
  }
}

const SENTENCES: Record<string, string> = {
  shown: 'Its text is the same.',
  hidden: 'Its text is not public now: you have it, and the site does not show it.',
  erased: 'Its text was erased since: you have it, and the site does not any more.',
  lost: 'Its text is no longer there, and nobody erased it.',
}

/** What is left is the text of then without passages, and the entry says how much that was. */
function refuseOther({ publication, index }: Kept, { text, characters }: Redaction): void {
  if (!publication) return
  const before = readRedaction(publication)?.text ?? publication.text
  if (!isBlackedOut(before, text)) {
    throw new VerifyError(
      `What is left of entry ${index} is not your text with passages taken out: something else was changed. Keep your file, it is proof.`,
    )
  }
  const taken = countCharacters(before) - countCharacters(text)
  if (characters !== undefined && taken > characters) {
    throw new VerifyError(
      `Of entry ${index} ${taken} characters were taken out, and the register says that it were ${characters}. Keep your file, it is proof.`,
    )
  }
}

const withoutText = ({ text: _, ...rest }: Redaction) => rest

/** What an entry says of passages that were blacked out. @param moment since when */
export function describeRedaction(redaction: Redaction, moment: string): string[] {
  const { of, ground, reason, passages, characters, by } = redaction
  const much = characters === undefined ? '' : `, ${characters} characters,`
  const count = `${passages} passage${passages === 1 ? '' : 's'}${much} ${passages === 1 ? 'is' : 'are'}`
  return [
    `  Of ${of.kind} ${of.id}, version ${of.version}, ${count} blacked out since ${moment} (${ground}: ${reason})`,
    ...(by ? [`  by a ${by.role} of organisation ${by.organisationId}`] : []),
  ]
}
