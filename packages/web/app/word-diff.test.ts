import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareWords } from './word-diff.ts'

it('tells which words came and went', () => {
  expect(compareWords('Drie bomen in de straat', 'Vijf bomen in onze straat')).toEqual([
    { kind: 'removed', text: 'Drie ' },
    { kind: 'added', text: 'Vijf ' },
    { kind: 'same', text: 'bomen in ' },
    { kind: 'removed', text: 'de ' },
    { kind: 'added', text: 'onze ' },
    { kind: 'same', text: 'straat' },
  ])
})

it('keeps both texts whole', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b ', '\n', 'c d'), { maxLength: 12 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = compareWords(before, after)
      const without = (kind: string) =>
        parts.flatMap((part) => (part.kind === kind ? [] : [part.text])).join('')
      expect(without('added')).toBe(before)
      expect(without('removed')).toBe(after)
    }),
  )
})
