/** PNG (W3C PNG specification, third edition): a signature, then chunks of length, type, data and checksum. */
import { ascii, big32, join } from './bytes.ts'
import { isDrawable, type Stripped } from './picture.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** What drawing needs: header, palette, picture, end; and transparency, gamma, colours, and how large a pixel is. */
const KEPT = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'pHYs', 'bKGD']

/** A PNG with only these chunks: text, time, Exif and what programs add are gone. */
export function stripPng(bytes: Uint8Array): Stripped | undefined {
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte)) return undefined
  const kept = [bytes.subarray(0, SIGNATURE.length)]
  let size: { width: number; height: number } | undefined
  let hasPicture = false
  let at = SIGNATURE.length
  while (at + 12 <= bytes.length) {
    const length = big32(bytes, at)
    const type = ascii(bytes, at + 4, 4)
    const end = at + 12 + length
    if (end > bytes.length || (size === undefined) !== (type === 'IHDR')) return undefined
    if (type === 'IHDR') size = { width: big32(bytes, at + 8), height: big32(bytes, at + 12) }
    if (type === 'IDAT') hasPicture = true
    if (KEPT.includes(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') {
      if (!size || !hasPicture || !isDrawable(size.width, size.height)) return undefined
      return { type: 'image/png', bytes: join(kept), ...size }
    }
    at = end
  }
  return undefined
}
