/** JPEG (ITU-T T.81, annex B): markers with a length, then picture data until the next marker. */
import { ascii, big16, big32, join, little16, little32 } from './bytes.ts'
import { isDrawable, type Stripped } from './picture.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP14 = 0xee

/** Tables that decoding needs: Huffman, arithmetic, quantisation, restart interval, number of lines. */
const TABLES = [0xc4, 0xcc, 0xdb, 0xdc, 0xdd]
/** Starts of a frame, that tell the size. 0xc4, 0xc8 and 0xcc between them are no frames. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7

/** A JPEG with its frames, tables and scans; of what programs add only JFIF without thumbnail and the colour transform of Adobe. */
export function stripJpeg(bytes: Uint8Array): Stripped | undefined {
  const kept: Uint8Array[] = [Uint8Array.of(0xff, SOI)]
  let size: { width: number; height: number } | undefined
  let orientation = 1
  let hasScan = false
  let at = 2
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    while (bytes[at] === 0xff) at += 1
    const marker = bytes[at] ?? 0
    at += 1
    if (marker === EOI) return size && hasScan ? finish(kept, size, orientation) : undefined
    const length = big16(bytes, at)
    if (length < 2 || at + length > bytes.length) return undefined
    const body = bytes.subarray(at + 2, at + length)
    const whole = join([Uint8Array.of(0xff, marker), bytes.subarray(at, at + length)])
    at += length
    if (isFrame(marker)) {
      if (size || body.length < 6) return undefined
      size = { height: big16(body, 1), width: big16(body, 3) }
      kept.push(whole)
    } else if (TABLES.includes(marker)) {
      kept.push(whole)
    } else if (marker === SOS) {
      if (!size) return undefined
      const end = endOfScan(bytes, at)
      kept.push(whole, bytes.subarray(at, end))
      hasScan = true
      at = end
    } else if (marker === APP0 && ascii(body, 0, 5) === 'JFIF\0' && body.length >= 12) {
      // Version, unit and density; a thumbnail can show more than the picture does.
      kept.push(join([Uint8Array.of(0xff, APP0, 0, 16), body.subarray(0, 12), Uint8Array.of(0, 0)]))
    } else if (marker === APP1 && ascii(body, 0, 6) === 'Exif\0\0') {
      orientation = readOrientation(body.subarray(6))
    } else if (marker === APP14 && ascii(body, 0, 5) === 'Adobe' && body.length >= 12) {
      kept.push(join([Uint8Array.of(0xff, APP14, 0, 14), body.subarray(0, 12)]))
    }
  }
  return undefined
}

/** Where the picture data of a scan ends: at the first marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length - 1) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !isRestart(next)) return at
    at += bytes[at] === 0xff && next !== 0xff ? 2 : 1
  }
  return bytes.length
}

function finish(
  kept: Uint8Array[],
  { width, height }: { width: number; height: number },
  orientation: number,
): Stripped | undefined {
  if (!isDrawable(width, height)) return undefined
  const [start, ...rest] = kept as [Uint8Array, ...Uint8Array[]]
  const turn = orientation === 1 ? [] : [writeOrientation(orientation)]
  const bytes = join([start, ...turn, ...rest, Uint8Array.of(0xff, EOI)])
  // From 5 on it lies on its side (Exif 2.32, table 6).
  return orientation >= 5
    ? { type: 'image/jpeg', bytes, width: height, height: width }
    : { type: 'image/jpeg', bytes, width, height }
}

/** How the picture is to be turned, 1 to 8; 1 when it does not say. Exif 2.32, tag 0x0112 of the first directory. */
export function readOrientation(tiff: Uint8Array): number {
  const order = ascii(tiff, 0, 2)
  if (order !== 'II' && order !== 'MM') return 1
  const [read16, read32] = order === 'II' ? [little16, little32] : [big16, big32]
  const directory = read32(tiff, 4)
  const count = Math.min(read16(tiff, directory), 200)
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.length) return 1
    if (read16(tiff, at) !== 0x0112) continue
    const value = read16(tiff, at + 8)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** An Exif block that says only how the picture is to be turned. */
function writeOrientation(orientation: number): Uint8Array {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ]
  const body = [...'Exif\0\0'].map((letter) => letter.charCodeAt(0)).concat(tiff)
  return Uint8Array.of(0xff, APP1, 0, body.length + 2, ...body)
}
