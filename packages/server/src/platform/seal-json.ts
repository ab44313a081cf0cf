/** What is frozen: one canonical text with its hash. */
import { createHash } from 'node:crypto'
import { writeCanonical } from '@samenspel/standards/json'

/** A text with the SHA-256 of its UTF-8, as `sha256sum` tells it of the file, and how long that is. */
export type Sealed = { body: string; sha256: string; bytes: number }

/** Writes a value in the one form of RFC 8785, with its hash. */
export function sealJson(value: unknown): Sealed {
  // Through JSON first: what cannot be said in JSON is not in it.
  const body = writeCanonical(JSON.parse(JSON.stringify(value)))
  return { body, sha256: createHash('sha256').update(body).digest('hex'), bytes: Buffer.byteLength(body) }
}
