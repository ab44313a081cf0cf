/** Small pictures that are right, with what cameras write beside them. */
import { crc32, deflateSync } from 'node:zlib'
import { join } from '../photos/bytes.ts'

const text = (words: string) => new TextEncoder().encode(words)
const big = (value: number, bytes: number) =>
  Uint8Array.from({ length: bytes }, (_, index) => (value >>> (8 * (bytes - 1 - index))) & 0xff)
const little = (value: number, bytes: number) => big(value, bytes).reverse()

/** What must never be left in a photo. */
export const SECRET = 'GPS 52.3702 4.8952 J. Jansen'

/** An Exif block with a direction in which the picture is to be turned, and the secret behind it. */
export function exif(orientation: number): Uint8Array {
  const entry = join([big(0x0112, 2), big(3, 2), big(1, 4), big(orientation, 2), big(0, 2)])
  return join([text('MM'), big(42, 2), big(8, 4), big(1, 2), entry, big(0, 4), text(SECRET)])
}

const segment = (marker: number, body: Uint8Array) =>
  join([Uint8Array.of(0xff, marker), big(body.length + 2, 2), body])

/** A JPEG of one component; `extra` are segments after its beginning, `trailer` is what comes after its end. */
export function jpeg({
  orientation = 1,
  extra = [],
  trailer = new Uint8Array(),
}: {
  orientation?: number
  extra?: { marker: number; body: Uint8Array }[]
  trailer?: Uint8Array
} = {}): Uint8Array {
  const scan = Uint8Array.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56)
  return join([
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, join([text('JFIF\0'), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0)])),
    segment(0xe1, join([text('Exif\0\0'), exif(orientation)])),
    ...extra.map(({ marker, body }) => segment(marker, body)),
    segment(0xdb, new Uint8Array(65)),
    segment(0xc0, join([Uint8Array.of(8), big(30, 2), big(40, 2), Uint8Array.of(1, 1, 0x11, 0)])),
    segment(0xc4, new Uint8Array(20)),
    segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
    scan,
    Uint8Array.of(0xff, 0xd9),
    trailer,
  ])
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const named = join([text(type), body])
  return join([big(body.length, 4), named, big(crc32(named), 4)])
}

/** A PNG that any program draws: one colour, of this size. */
export function png({
  width = 8,
  height = 6,
  colour = [60, 140, 80],
  extra = [],
}: {
  width?: number
  height?: number
  colour?: readonly [number, number, number]
  extra?: { type: string; body: Uint8Array }[]
} = {}): Uint8Array {
  const row = join([Uint8Array.of(0), ...Array.from({ length: width }, () => Uint8Array.from(colour))])
  const pixels = deflateSync(join(Array.from({ length: height }, () => row)))
  return join([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', join([big(width, 4), big(height, 4), Uint8Array.of(8, 2, 0, 0, 0)])),
    ...extra.map(({ type, body }) => chunk(type, body)),
    chunk('IDAT', pixels),
    chunk('IEND', new Uint8Array()),
  ])
}

const riffChunk = (name: string, body: Uint8Array) =>
  join([text(name), little(body.length, 4), body, new Uint8Array(body.length % 2)])

/** A WebP in the extended form, without loss, with these chunks besides. */
export function webp({ extra = [] }: { extra?: { name: string; body: Uint8Array }[] } = {}): Uint8Array {
  const flags = 0x2c
  const canvas = join([Uint8Array.of(flags, 0, 0, 0), little(39, 3), little(29, 3)])
  const picture = join([Uint8Array.of(0x2f), little(39 + 29 * 0x4000, 4), new Uint8Array(7)])
  const content = join([
    riffChunk('VP8X', canvas),
    riffChunk('VP8L', picture),
    ...extra.map(({ name, body }) => riffChunk(name, body)),
  ])
  return join([text('RIFF'), little(content.length + 4, 4), text('WEBP'), content])
}
