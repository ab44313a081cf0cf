/** WebP (RFC 9649): a RIFF file of chunks, each a name, a length and data, padded to an even length. */
import { ascii, join, little16, little24, little32 } from './bytes.ts'
import { isDrawable, type Stripped } from './picture.ts'

/** In the header of the extended form: there is transparency. All other flags tell of what is taken out. */
const ALPHA = 0x10
const ANIMATION = 0x02

/** A WebP with only its picture and transparency: colour profile, Exif and XMP are gone, and so are unknown chunks. */
export function stripWebp(bytes: Uint8Array): Stripped | undefined {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return undefined
  const end = Math.min(bytes.length, 8 + little32(bytes, 4))
  if (end < 8 + little32(bytes, 4)) return undefined
  const chunks: Uint8Array[] = []
  let header: Uint8Array | undefined
  let size: { width: number; height: number } | undefined
  let hasAlpha = false
  for (let at = 12; at + 8 <= end; ) {
    const name = ascii(bytes, at, 4)
    const length = little32(bytes, at + 4)
    if (at + 8 + length > end) return undefined
    const body = bytes.subarray(at + 8, at + 8 + length)
    const whole = bytes.subarray(at, at + 8 + length)
    if (name === 'VP8X') {
      if (header || length < 10 || ((body[0] ?? 0) & ANIMATION) !== 0) return undefined
      header = body
    } else if (name === 'ALPH' && header) {
      hasAlpha = true
      chunks.push(pad(whole))
    } else if (name === 'VP8 ' || name === 'VP8L') {
      if (size) return undefined
      size = name === 'VP8 ' ? sizeOfLossy(body) : sizeOfLossless(body)
      if (!size) return undefined
      chunks.push(pad(whole))
    }
    at += 8 + length + (length % 2)
  }
  if (!size || !isDrawable(size.width, size.height)) return undefined
  const pieces = header ? [extendedHeader(header, hasAlpha), ...chunks] : chunks
  const content = join(pieces)
  return { type: 'image/webp', bytes: join([riff(content.length), content]), ...size }
}

/** RFC 6386, section 9.1: a key frame has a start code and its size. */
function sizeOfLossy(body: Uint8Array) {
  const isKey = ((body[0] ?? 1) & 1) === 0 && body[3] === 0x9d && body[4] === 0x01 && body[5] === 0x2a
  if (!isKey || body.length < 10) return undefined
  return { width: little16(body, 6) & 0x3fff, height: little16(body, 8) & 0x3fff }
}

/** RFC 9649, section 3.4: a signature, then width and height less one in 14 bits each. */
function sizeOfLossless(body: Uint8Array) {
  if (body[0] !== 0x2f || body.length < 5) return undefined
  const bits = little32(body, 1)
  return { width: (bits & 0x3fff) + 1, height: (Math.floor(bits / 0x4000) & 0x3fff) + 1 }
}

/** The header of the extended form with no other flag than that of transparency, and the size of the canvas. */
function extendedHeader(body: Uint8Array, hasAlpha: boolean): Uint8Array {
  const flags = hasAlpha ? ALPHA : (body[0] ?? 0) & ALPHA
  const [width, height] = [little24(body, 4), little24(body, 7)]
  const canvas = [width, height].flatMap((side) => [side & 0xff, (side >> 8) & 0xff, (side >> 16) & 0xff])
  return Uint8Array.of(0x56, 0x50, 0x38, 0x58, 10, 0, 0, 0, flags, 0, 0, 0, ...canvas)
}

/** The byte that makes a length even is written by us: nothing is hidden in it. */
const pad = (chunk: Uint8Array) => (chunk.length % 2 === 0 ? chunk : join([chunk, Uint8Array.of(0)]))

function riff(length: number): Uint8Array {
  const size = length + 4
  return Uint8Array.of(
    ...[0x52, 0x49, 0x46, 0x46],
    ...[size & 0xff, (size >> 8) & 0xff, (size >> 16) & 0xff, (size >> 24) & 0xff],
    ...[0x57, 0x45, 0x42, 0x50],
  )
}
