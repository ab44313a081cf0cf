const DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
/** How Multicodec marks a public key of Ed25519. */
const ED25519 = [0xed, 0x01]

/** Bytes in base58btc as Multibase has it: after a `z`. */
export function writeBase58(bytes: Uint8Array): string {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let text = ''
  for (; number > 0n; number /= 58n) text = DIGITS.charAt(Number(number % 58n)) + text
  const first = bytes.findIndex((byte) => byte !== 0)
  return `z${'1'.repeat(first === -1 ? bytes.length : first)}${text}`
}

/** The bytes of such a text; undefined when it is not one. */
export function readBase58(text: string): Uint8Array | undefined {
  const zeros = /^z(1*)[1-9A-HJ-NP-Za-km-z]*$/.exec(text)?.[1]?.length
  if (zeros === undefined) return undefined
  let number = 0n
  for (const digit of text.slice(1 + zeros)) number = number * 58n + BigInt(DIGITS.indexOf(digit))
  const bytes: number[] = []
  for (; number > 0n; number /= 256n) bytes.unshift(Number(number % 256n))
  return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytes])
}

/** A public key of Ed25519, 32 bytes, as a Multikey. */
export function writeMultikey(publicKey: Uint8Array): string {
  return writeBase58(Uint8Array.from([...ED25519, ...publicKey]))
}
