/** Reading numbers in pictures: big-endian in JPEG and PNG, little-endian in WebP. */
export const big16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
export const big32 = (bytes: Uint8Array, at: number): number =>
  big16(bytes, at) * 65_536 + big16(bytes, at + 2)
export const little16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
export const little24 = (bytes: Uint8Array, at: number): number =>
  little16(bytes, at) | ((bytes[at + 2] ?? 0) << 16)
export const little32 = (bytes: Uint8Array, at: number): number =>
  little16(bytes, at) + little16(bytes, at + 2) * 65_536
export const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

/** Pieces of a picture after each other. */
export function join(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}
