/** Bytes as the texts of transparency logs write them. */

/** The bytes of several parts, one after the other. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** UTF-8. */
export function textToBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter.charCodeAt(0), value]))

/** The value of each letter by its code; 64 for what is no letter. */
const VALUE_OF = Uint8Array.from({ length: 128 }, (_, code) => VALUES.get(code) ?? 64)

/** Base 64 of RFC 4648, clause 4, with padding. */
export function writeBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  // As many as can be arguments of one call.
  for (let at = 0; at < bytes.length; at += 0x6000)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000))))
  return parts.join('')
}

/** @returns undefined when it is not the one way in which base 64 writes some bytes */
export function readBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const { length } = text
  if (length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((length / 4) * 3 - padding)
  let bits = 0
  let held = 0
  let at = 0
  for (let place = 0; place < length - padding; place += 1) {
    const value = VALUE_OF[text.charCodeAt(place)] ?? 64
    if (value === 64) return undefined
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (held >> bits) & 0xff
    at += 1
  }
  // What is left over of the last letter is zero: else another letter would say the same.
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined
}

/** Lower-case base 16. */
export function writeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}

/** A number as these texts write it: decimal, without zeroes in front. @returns undefined for anything else, and past 2^53 */
export function readSize(text: string): number | undefined {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return undefined
  const size = Number(text)
  return Number.isSafeInteger(size) ? size : undefined
}
