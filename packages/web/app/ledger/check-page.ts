/** Checks an entry of the ledger in the browser, from its proof alone, and compares it with what the page shows. */
import { writeCanonical } from '@samenspel/standards/json'
import {
  asPublished,
  type Cryptography,
  fromSubtle,
  type NoteKey,
  type Publication,
  readBase64,
  readCheckpoint,
  readVerifierKey,
  saysErased,
  verifyProof,
} from '@samenspel/standards/transparency'
import type { EntryName, LedgerKeys, LedgerProof } from './api.ts'
import { neededFor, readFields } from './entered-fields.ts'

/** What was checked: whether it is so; undefined when it could not be checked. */
export type Check = {
  name: 'text' | 'place' | 'signature' | 'page' | 'redaction'
  isGood: boolean | undefined
  /** What to tell besides: an index, a size, a name, a field that differs. */
  about: { index?: number; size?: number; names?: string[] }
}

/** What a page shows: the fields of which it is made, and all words on it. */
export type Shown = { fields: Readonly<Record<string, unknown>>; words: string }

/** What was found, and who cosigned by the keys that the site itself gives: that says something once these are compared with theirs. */
export type PageReport = { checks: Check[]; cosignedBy: string[] }

/** Fields that stand on the page word for word. */
const WORD_FOR_WORD = ['title', 'question', 'reasons', 'why', 'conclusion']

/**
 * @param name of which entry the page says it is; `erased` is the proof of that one, when a later one has what is left of it
 * @throws RangeError when the proof cannot be read
 */
export async function checkPage(
  proof: LedgerProof,
  keys: LedgerKeys,
  { name, shown, erased }: { name: EntryName; shown: Shown; erased?: LedgerProof | undefined },
  subtle: SubtleCrypto,
): Promise<PageReport> {
  const cryptography = fromSubtle(subtle)
  const trusted = await readKeys(cryptography, [...proof.keys, ...keys.witnesses.map(({ key }) => key)])
  const found = await checkProof(cryptography, proof, trusted)
  const { report, index, checkpoint } = found
  const publication = report.publication && asPublished(report.publication)
  const isNamed =
    publication?.kind === name.kind && publication.id === name.id && publication.version === name.version
  const differing = publication ? listDiffering(publication, shown) : []
  const signed = { names: [checkpoint.origin] }
  const gone = erased && (await checkProof(cryptography, erased, trusted))
  const isReplaced =
    gone?.report.isIncluded === true && gone.report.signedBy.length > 0 && saysErased(found, gone)
  return {
    checks: [
      { name: 'text', isGood: report.isText && isNamed, about: {} },
      { name: 'place', isGood: report.isIncluded, about: { index, size: checkpoint.size } },
      { name: 'signature', isGood: report.signedBy.length > 0, about: signed },
      { name: 'page', isGood: publication && isNamed && differing.length === 0, about: { names: differing } },
      ...(gone === undefined
        ? []
        : [{ name: 'redaction' as const, isGood: isReplaced, about: { index: gone.index } }]),
    ],
    cosignedBy: report.cosignedBy.map(({ key }) => key.name),
  }
}

/** Checks a proof as the API gives it. */
async function checkProof(cryptography: Cryptography, proof: LedgerProof, trusted: readonly NoteKey[]) {
  const { index, payload, salt, kind } = proof
  const checkpoint = readCheckpoint(proof.proof?.checkpoint ?? '')
  const commitment = readBase64(proof.commitment)
  if (index === null || !proof.proof || !checkpoint || !commitment) throw new RangeError('This is no proof.')
  const bytes = salt === null ? undefined : readBase64(salt)
  const disclosure = payload !== null && bytes ? { payload, salt: bytes } : undefined
  const hashes = proof.proof.hashes.map((text) => readBase64(text) ?? new Uint8Array())
  const entry = { kind, commitment }
  const report = await verifyProof(
    cryptography,
    { index, proof: hashes, checkpoint },
    { entry, disclosure },
    trusted,
  )
  return { report, index, checkpoint, entry }
}

async function readKeys({ sha256 }: Cryptography, texts: readonly string[]): Promise<NoteKey[]> {
  const keys = await Promise.all(texts.map((text) => readVerifierKey(sha256, text)))
  return keys.filter((key) => key !== undefined)
}

/**
 * The fields of what was entered that the page has otherwise, in what it is made of or in its words, or that it must have and has not. When
 * nothing is left to compare, all of them.
 */
export function listDiffering(publication: Publication, { fields, words }: Shown): string[] {
  const seen = flatten(words)
  const entered = Object.entries(readFields(publication)).filter(([, value]) => value !== undefined)
  const has = (name: string) => Object.hasOwn(fields, name) && fields[name] !== undefined
  if (!entered.some(([name]) => has(name))) return entered.map(([name]) => name)
  return entered.flatMap(([name, value]) => {
    if (!has(name)) return neededFor(publication.kind).includes(name) ? [name] : []
    const isSame = writeCanonical(fields[name]) === writeCanonical(value)
    const isThere =
      !WORD_FOR_WORD.includes(name) || typeof value !== 'string' || seen.includes(flatten(value))
    return isSame && isThere ? [] : [name]
  })
}

/** Words without spaces and ends of lines, which a page has otherwise. */
const flatten = (text: string) => text.replaceAll(/\s+/g, '')
