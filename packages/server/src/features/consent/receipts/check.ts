import { verify } from 'node:crypto'
import {
  type ConsentReceipt,
  consentTermsAt,
  FORMER_TERMS,
  readProof,
  readReceipt,
  textsToSign,
} from '@samenspel/standards/consent'
import { type Mistake, writeCanonical } from '@samenspel/standards/json'
import { publicKeyFrom } from '../../../platform/signing-key.ts'
import type { ReceiptKey } from '../store/keys.ts'
import { hashTexts } from './keys.ts'
import { addressesAt } from './make.ts'

/** A receipt that this installation signed and nobody changed since, or everything that is wrong with it. */
export type ReceiptCheck =
  | { genuine: true; receipt: ConsentReceipt; mistakes: readonly Mistake[] }
  | { genuine: false; mistakes: readonly Mistake[] }

/** Checks the signature under a receipt with the keys of this installation, those of before among them. */
export function checkReceipt(
  signed: Readonly<Record<string, unknown>>,
  keys: readonly ReceiptKey[],
  publicUrl: string,
): ReceiptCheck {
  const { proof, ...document } = signed
  const reading = readReceipt(document, [consentTermsAt(publicUrl), FORMER_TERMS])
  const mistakes: Mistake[] = reading.ok ? [] : [...reading.mistakes]
  const read = readProof(proof, mistakes)
  if (!reading.ok || !read) return { genuine: false, mistakes }
  const { options, signature } = read
  const key = keys.find(({ id }) => `${addressesAt(publicUrl).keys}#${id}` === options.verificationMethod)
  if (!key) return { genuine: false, mistakes: [FOREIGN] }
  const isOurs =
    isSame(options['@context'], document['@context']) &&
    verify(null, hashTexts(textsToSign(document, options)), publicKeyFrom(key.publicKey), signature)
  return isOurs
    ? { genuine: true, receipt: reading.receipt, mistakes: [] }
    : { genuine: false, mistakes: [CHANGED] }
}

/** The proof is of the context that the document has, which is one of ours. */
function isSame(context: unknown, other: unknown): boolean {
  try {
    return writeCanonical(context) === writeCanonical(other)
  } catch {
    return false
  }
}

const FOREIGN: Mistake = {
  pointer: '/proof/verificationMethod',
  message: {
    nl: 'Dit bewijs is niet door ons getekend. Controleer het bij de organisatie waar het vandaan komt.',
    en: 'This receipt was not signed by us. Check it with the organisation that it came from.',
  },
}

const CHANGED: Mistake = {
  pointer: '/proof/proofValue',
  message: {
    nl: 'De handtekening past niet bij de inhoud: er is iets veranderd nadat wij tekenden. Haal het bewijs opnieuw op.',
    en: 'The signature does not fit the content: something was changed after we signed. Get the receipt again.',
  },
}
