import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTooiUri, isTooiMunicipality, parseTooiMunicipality, toTooiMunicipality } from './tooi.ts'

test('Zwolle', () => {
  const zwolle = {
    id: 'gm0193',
    cbsCode: 'GM0193',
    uri: 'https://identifier.overheid.nl/tooi/id/gemeente/gm0193',
  }
  expect(toTooiMunicipality('GM0193')).toEqual(zwolle)
  expect(parseTooiMunicipality(zwolle.uri)).toEqual({ ok: true, municipality: zwolle })
})

test.each([
  '',
  'GM0193',
  'https://identifier.overheid.nl/tooi/id/gemeente/GM0193',
  'http://identifier.overheid.nl/tooi/id/gemeente/gm0193',
  'https://identifier.overheid.nl/tooi/id/gemeente/gm193',
  'https://identifier.overheid.nl/tooi/id/waterschap/ws0636',
  'https://identifier.overheid.nl/tooi/id/gemeente/gm0193/',
  'https://identifier.overheid.nl.evil.example/tooi/id/gemeente/gm0193',
])('%j is not the identifier of a municipality', (uri) => {
  expect(isTooiMunicipality(uri)).toBe(false)
  expect(parseTooiMunicipality(uri)).toMatchObject({ ok: false, message: expect.stringContaining('TOOI') })
})

test('a code that is not of a municipality is refused', () => {
  expect(() => toTooiMunicipality('WK019310')).toThrow(RangeError)
  expect(isTooiMunicipality(193)).toBe(false)
})

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), (number) => {
      const code = `GM${String(number).padStart(4, '0')}`
      const parsed = parseTooiMunicipality(formatTooiUri(code))
      expect(parsed.ok && parsed.municipality.cbsCode).toBe(code)
    }),
  )
})
