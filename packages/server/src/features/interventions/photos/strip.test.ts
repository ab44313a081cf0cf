import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exif, jpeg, png, SECRET, webp } from '../testing/pictures.ts'
import { join } from './bytes.ts'
import { stripPhoto } from './strip.ts'

const has = (bytes: Uint8Array, words: string) => Buffer.from(bytes).includes(words)
const secret = new TextEncoder().encode(SECRET)
/** Anything with the secret in it. */
const hiding = fc
  .tuple(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 60 }))
  .map(([before, after]) => join([before, secret, after]))
const isDirectoryOf = (orientation: number) => Buffer.of(0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation)

describe('a JPEG', () => {
  it('keeps nothing of what programs write in it, nor after its end', () => {
    const marker = fc.oneof(fc.integer({ min: 0xe0, max: 0xef }), fc.constant(0xfe))
    fc.assert(
      fc.property(
        fc.array(fc.record({ marker, body: hiding }), { maxLength: 5 }),
        hiding,
        fc.integer({ min: 1, max: 8 }),
        (extra, trailer, orientation) => {
          const stripped = stripPhoto(jpeg({ extra, trailer, orientation }))
          expect(stripped).toBeDefined()
          expect(has(stripped?.bytes ?? secret, SECRET)).toBe(false)
          expect([stripped?.width, stripped?.height]).toEqual(orientation >= 5 ? [30, 40] : [40, 30])
          const again = stripPhoto(stripped?.bytes ?? secret)
          expect(again?.bytes).toEqual(stripped?.bytes)
        },
      ),
    )
  })

  it('keeps how it is to be turned, and its picture to the byte', () => {
    const { bytes } = stripPhoto(jpeg({ orientation: 6 })) ?? { bytes: new Uint8Array() }
    expect(Buffer.from(bytes).includes(isDirectoryOf(6))).toBe(true)
    expect(Buffer.from(bytes).includes(Buffer.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9))).toBe(
      true,
    )
    expect(has(stripPhoto(jpeg())?.bytes ?? secret, 'Exif')).toBe(false)
  })
})

describe('a PNG', () => {
  it('keeps only what draws it', () => {
    const type = fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'iCCP', 'caBX', 'prVt')
    fc.assert(
      fc.property(fc.array(fc.record({ type, body: hiding }), { maxLength: 5 }), hiding, (extra, trailer) => {
        const stripped = stripPhoto(join([png({ extra }), trailer]))
        expect(stripped).toMatchObject({ type: 'image/png', width: 8, height: 6 })
        expect(Buffer.from(stripped?.bytes ?? secret)).toEqual(Buffer.from(png()))
      }),
    )
  })
})

describe('a WebP', () => {
  it('keeps only its picture, and no longer says that there is more', () => {
    const name = fc.constantFrom('EXIF', 'XMP ', 'ICCP', 'JUNK', 'abcd')
    fc.assert(
      fc.property(fc.array(fc.record({ name, body: hiding }), { maxLength: 5 }), hiding, (extra, trailer) => {
        const stripped = stripPhoto(join([webp({ extra }), trailer]))
        expect(stripped).toMatchObject({ type: 'image/webp', width: 40, height: 30 })
        expect(has(stripped?.bytes ?? secret, SECRET)).toBe(false)
        expect(stripped?.bytes[20]).toBe(0)
        expect(stripPhoto(stripped?.bytes ?? secret)?.bytes).toEqual(stripped?.bytes)
      }),
    )
  })

  it('is not taken when it moves', () => {
    const moving = webp()
    moving[20] = 0x02
    expect(stripPhoto(moving)).toBeUndefined()
  })
})

it('never breaks off on bytes that are no picture, and takes no half one', () => {
  const whole = fc.constantFrom(jpeg(), png(), webp({ extra: [{ name: 'EXIF', body: exif(1) }] }))
  const place = fc.nat(400)
  fc.assert(
    fc.property(whole, fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 6 }), (bytes, changes) => {
      const broken = bytes.slice()
      for (const [at, value] of changes) if (at < broken.length) broken[at] = value
      const stripped = stripPhoto(broken)
      expect(stripped === undefined || stripped.bytes.length <= broken.length + 40).toBe(true)
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => stripPhoto(bytes) === undefined || true),
  )
  for (const picture of [jpeg(), png(), webp()]) {
    for (let length = 0; length < picture.length; length += 1) {
      expect(stripPhoto(picture.subarray(0, length))).toBeUndefined()
    }
  }
})

it('refuses a picture that unpacks to more than programs can draw', () => {
  const large = png()
  large.set([0x7f, 0xff, 0xff, 0xff], 16)
  expect(stripPhoto(large)).toBeUndefined()
})
