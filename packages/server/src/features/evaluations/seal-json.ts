import { createHash } from 'node:crypto'
import { writeCanonical } from '@samenspel/standards/json'

/** A value as one canonical text (RFC 8785), with the SHA-256 of its UTF-8, as `sha256sum` tells it of the file. */
export function sealJson(value: object): { text: string; sha256: string } {
  // Through JSON first: what cannot be said in JSON is not in it.
  const text = writeCanonical(JSON.parse(JSON.stringify(value)))
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}
