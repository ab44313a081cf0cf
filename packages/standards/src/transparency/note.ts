/** Signed notes and the keys that check them: C2SP signed-note. */
import { joinBytes, readBase64, sameBytes, textToBytes, writeBase64, writeHex } from './bytes.ts'
import type { Cryptography, Sha256, SignEd25519 } from './cryptography.ts'

/** The kinds of signature that are spoken here, with the byte by which they are known. */
export const SIGNATURE_TYPES = { ed25519: 1, cosignature: 4 } as const

export type SignatureType = keyof typeof SIGNATURE_TYPES

/** A key that checks signatures, with the name that it has in them. */
export type NoteKey = { name: string; id: Uint8Array; type: SignatureType; publicKey: Uint8Array }

/** A line below a note. `bytes` come after the key id. */
export type NoteSignature = { name: string; keyId: Uint8Array; bytes: Uint8Array }

/** A note: its text with the newline at the end, and the signatures below it. */
export type Note = { text: string; signatures: NoteSignature[] }

/** Most signatures that are read: a note has at least room for 16. */
const MOST_SIGNATURES = 100

const MOST_BYTES = 64 * 1024

/** The name of a key: no spaces, no plus. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s+\p{Z}\p{Cc}]/u.test(name)
}

/** A key of Ed25519 with its id: the first four bytes of the SHA-256 of name, newline, type and key. */
export async function makeNoteKey(
  sha256: Sha256,
  { name, type, publicKey }: Omit<NoteKey, 'id'>,
): Promise<NoteKey> {
  const named = textToBytes(`${name}\n`)
  const hash = await sha256(joinBytes(named, Uint8Array.of(SIGNATURE_TYPES[type]), publicKey))
  return { name, type, publicKey, id: hash.slice(0, 4) }
}

/** The key as text (vkey). */
export function writeVerifierKey({ name, id, type, publicKey }: NoteKey): string {
  const material = joinBytes(Uint8Array.of(SIGNATURE_TYPES[type]), publicKey)
  return `${name}+${writeHex(id)}+${writeBase64(material)}`
}

/** @returns undefined when it is no key of these types, or its id is of another */
export async function readVerifierKey(sha256: Sha256, text: string): Promise<NoteKey | undefined> {
  const [, name, id, material] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? []
  const bytes = material === undefined ? undefined : readBase64(material)
  if (name === undefined || !isKeyName(name) || bytes?.length !== 33) return undefined
  const type = typeOf(bytes[0])
  if (type === undefined) return undefined
  const key = await makeNoteKey(sha256, { name, type, publicKey: bytes.slice(1) })
  return writeHex(key.id) === id ? key : undefined
}

function typeOf(byte: number | undefined): SignatureType | undefined {
  if (byte === SIGNATURE_TYPES.ed25519) return 'ed25519'
  return byte === SIGNATURE_TYPES.cosignature ? 'cosignature' : undefined
}

/** A line below a note, with its newline. */
export function writeSignature({ name, keyId, bytes }: NoteSignature): string {
  return `— ${name} ${writeBase64(joinBytes(keyId, bytes))}\n`
}

/** Signs a text, which ends in a newline. @returns the line to write below it */
export async function signText(key: NoteKey, sign: SignEd25519, text: string): Promise<string> {
  const bytes = await sign(textToBytes(text))
  return writeSignature({ name: key.name, keyId: key.id, bytes })
}

/** The note with these lines below it. */
export function writeNote(text: string, lines: readonly string[]): string {
  return `${text}\n${lines.join('')}`
}

/** @returns undefined when it is no signed note */
export function readNote(note: string): Note | undefined {
  if (note.length > MOST_BYTES || !note.isWellFormed() || hasControl(note)) return undefined
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0) return undefined
  const signatures = readSignatures(note.slice(blank + 2))
  return signatures && { text: note.slice(0, blank + 1), signatures }
}

/** Reads lines of signatures, at least one. @returns undefined when a line is something else */
export function readSignatures(text: string): NoteSignature[] | undefined {
  if (!text.endsWith('\n')) return undefined
  const lines = text.slice(0, -1).split('\n')
  if (lines.length > MOST_SIGNATURES) return undefined
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const [, name, written] = /^— (\S+) (\S+)$/u.exec(line) ?? []
    const bytes = written === undefined ? undefined : readBase64(written)
    if (name === undefined || !isKeyName(name) || !bytes || bytes.length < 5) return undefined
    signatures.push({ name, keyId: bytes.slice(0, 4), bytes: bytes.slice(4) })
  }
  return signatures
}

/** The signatures of a note that have the name and id of a key. */
export function signaturesOf(note: Note, key: NoteKey): NoteSignature[] {
  return note.signatures.filter(({ name, keyId }) => name === key.name && sameBytes(keyId, key.id))
}

/**
 * Which of these keys signed the note. A signature that has the name and id of one of them and is not of it makes the whole
 * note worthless, as the specification advises: then none did.
 */
export async function verifyNote(
  { verify }: Cryptography,
  note: Note,
  keys: readonly NoteKey[],
): Promise<NoteKey[]> {
  const message = textToBytes(note.text)
  const signed: NoteKey[] = []
  for (const key of keys.filter(({ type }) => type === 'ed25519')) {
    const own = signaturesOf(note, key)
    for (const { bytes } of own) if (!(await verify(key.publicKey, message, bytes))) return []
    if (own.length > 0) signed.push(key)
  }
  return signed
}

/** Whether a text has control characters other than the end of a line. */
function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x20 && code !== 0x0a) return true
  }
  return false
}
