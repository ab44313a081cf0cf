import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** A data subject: a code, and of what kind it is. */
export type Subject = { type: string; id: string }

/**
 * Makes pseudonyms of data subjects. Each begins with the name of the key that made it, so that keys can be replaced: new ones are made
 * with the first, and who looks for someone looks for the pseudonyms of all keys. Whoever has no key cannot find out whose one is.
 */
export type Pseudonyms = {
  /** 20 bytes: the name of the key (4), and the code (16). */
  make(subject: Subject): Buffer
  /** The pseudonyms of someone under every key. */
  listAll(subject: Subject): Buffer[]
}

const KEY_NAME = 4
const CODE = 16
const SIZE = KEY_NAME + CODE

/** @param secrets outside the database when the operator set them; the newest first */
export function createPseudonyms(secrets: readonly string[]): Pseudonyms {
  const keys = secrets.map((secret) => {
    const bytes = hkdfSync('sha256', secret, '', 'samenspel: pseudonyms in the processing log', 32)
    // A key that is prepared once: with its bytes, each pseudonym takes six times as long.
    const key = createSecretKey(Buffer.from(bytes))
    return { key, name: hash(key, 'name').subarray(0, KEY_NAME) }
  })
  const [first] = keys
  if (!first) throw new Error('Pseudonyms need a secret.')
  const makeWith = ({ key, name }: typeof first, { type, id }: Subject) =>
    Buffer.concat([name, hash(key, `${type.length}:${type}${id}`).subarray(0, CODE)])
  return {
    make: (subject) => makeWith(first, subject),
    listAll: (subject) => keys.map((key) => makeWith(key, subject)),
  }
}

/** A pseudonym as text: the key in hexadecimal digits, a dot, and the code. */
export function writePseudonym(pseudonym: Buffer): string {
  const code = pseudonym.subarray(KEY_NAME).toString('base64url')
  return `${pseudonym.subarray(0, KEY_NAME).toString('hex')}.${code}`
}

/** @returns undefined when this is no pseudonym, and then it is a code that one can be made of */
export function readPseudonym(text: string): Buffer | undefined {
  const [, name, code = ''] = /^([0-9a-f]{8})\.([A-Za-z0-9_-]{22})$/.exec(text) ?? []
  if (name === undefined) return undefined
  const pseudonym = Buffer.concat([Buffer.from(name, 'hex'), Buffer.from(code, 'base64url')])
  return pseudonym.length === SIZE ? pseudonym : undefined
}

function hash(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
