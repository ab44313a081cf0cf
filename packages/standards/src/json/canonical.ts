/**
 * Writes a JSON value in the one form of the JSON Canonicalization Scheme (RFC 8785), so that a signature over the text can be
 * checked whatever order or spaces the value came in.
 * @throws RangeError for what I-JSON does not have: half a character, and numbers that are not finite
 */
export function writeCanonical(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError('A number that is not finite has no canonical form.')
  }
  if (typeof value === 'string') return writeText(value)
  if (Array.isArray(value)) return `[${value.map(writeCanonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    // RFC 8785, 3.2.3: by UTF-16 code units, which is how JavaScript compares texts.
    const members = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
    return `{${members.map(([name, part]) => `${writeText(name)}:${writeCanonical(part)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

function writeText(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('Half a character has no canonical form.')
  return JSON.stringify(text)
}
