import fc from 'fast-check'
import { expect, it } from 'vitest'
import { agreements } from '../../testing/fixture-agreements.ts'
import type { Agreement } from '../api.ts'
import { compareSentences, compareVersions, countChanged } from './agreement-changes.ts'

const [accepted] = agreements as [Agreement]

it('tells what is gone before what came in its place', () => {
  expect(compareSentences(['A.', 'B.', 'D.'], ['A.', 'C.', 'D.', 'E.'])).toEqual([
    { kind: 'same', sentence: 'A.' },
    { kind: 'removed', sentence: 'B.' },
    { kind: 'added', sentence: 'C.' },
    { kind: 'same', sentence: 'D.' },
    { kind: 'added', sentence: 'E.' },
  ])
})

it('has all sentences of both, in their order', () => {
  const sentences = fc.array(fc.constantFrom('A.', 'B.', 'C.', 'D.'), { maxLength: 12 })
  fc.assert(
    fc.property(sentences, sentences, (before, after) => {
      const lines = compareSentences(before, after)
      const without = (kind: string) =>
        lines.filter((line) => line.kind !== kind).map(({ sentence }) => sentence)
      expect(without('added')).toEqual(before)
      expect(without('removed')).toEqual(after)
    }),
  )
})

it('does not take it for a change that a draft is a proposal', () => {
  const nl = ['Dit is een voorstel.', ...accepted.sentences.nl]
  const draft: Agreement = {
    ...accepted,
    version: 3,
    versionState: 'draft',
    title: 'Anders',
    sentences: { nl, en: nl },
  }
  const changes = compareVersions(accepted, draft, 'nl')
  expect(countChanged(changes.lines)).toBe(0)
  expect(changes).toMatchObject({ version: 3, titleBefore: accepted.title, whyChanged: false })
})
