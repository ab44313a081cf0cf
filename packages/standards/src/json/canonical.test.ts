import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeCanonical } from './index.ts'

it('sorts names by UTF-16 code units, as in RFC 8785, 3.2.3', () => {
  const names = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  }
  expect(Object.values(JSON.parse(writeCanonical(names)))).toHaveLength(7)
  expect(writeCanonical(names)).toBe(
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",' +
      '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  )
})

it('writes numbers, texts and literals as RFC 8785, 3.2.2, has them', () => {
  const value = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
    string: '\u20ac$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  }
  expect(writeCanonical(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

it('reads back as the same value, and is the same for every order', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value)
      if (!text.isWellFormed()) return
      const read: unknown = JSON.parse(text)
      expect(JSON.parse(writeCanonical(read))).toEqual(read)
      expect(writeCanonical(turnRound(read))).toBe(writeCanonical(read))
    }),
  )
})

it.each([
  ['half a character', '\ud800'],
  ['infinity', Number.POSITIVE_INFINITY],
  ['half a name', { '\udc00': 1 }],
])('refuses %s', (_what, value) => {
  expect(() => writeCanonical(value)).toThrow(RangeError)
})

function turnRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnRound)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, part]) => [name, turnRound(part)]),
  )
}
