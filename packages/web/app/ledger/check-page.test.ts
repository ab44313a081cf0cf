import { expect, it } from 'vitest'
import { listDiffering } from './check-page.ts'

const text = { title: 'Bomen', amount: 5, reasons: 'Eerst dit.\n\nDan dat.', slug: 'bomen', extra: 1 }
const words = 'Besluiten Bomen Eerst dit. Dan dat. 5 euro'

it.each([
  ['nothing when the page is what was entered', { ...text }, words, []],
  ['nothing that the page is not made of', { title: 'Bomen' }, words, []],
  ['a field of another value', { ...text, amount: 6 }, words, ['amount']],
  ['a text that is not on the page', { ...text }, words.replace('Dan', 'Toen'), ['reasons']],
])('finds %s', (_what, fields, shown, found) => {
  expect(listDiffering(text, { fields, words: shown })).toEqual(found)
})
