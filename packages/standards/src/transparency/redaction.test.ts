import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asPublished,
  BLACKED_OUT,
  blackOut,
  countBlackedOut,
  isBlackedOut,
  readRedaction,
} from './redaction.ts'

const before = {
  title: 'Bomen',
  kind: 'decision',
  id: '00000000-0000-4000-8000-000000000001',
  at: '2026-03-02T10:00:00.000Z',
  amount: 5,
  dissent: [{ who: 'Jan de Vries', ground: 'Jan de Vries en Jan de Vries-Post wonen hier.' }],
}

describe('blacking out', () => {
  it('takes a passage out everywhere, the longer one first', () => {
    const after = blackOut(before, ['Jan de Vries', 'Jan de Vries-Post'])
    expect(after.dissent).toEqual([
      { who: BLACKED_OUT, ground: `${BLACKED_OUT} en ${BLACKED_OUT} wonen hier.` },
    ])
    expect(countBlackedOut(after)).toBe(3)
    expect(isBlackedOut(before, after)).toBe(true)
  })

  it('leaves words of machines and numbers alone', () => {
    expect(blackOut(before, ['decision', '2026', '5', '0000'])).toEqual(before)
  })

  it('does not black out its own marker', () => {
    const once = blackOut(before, ['Jan de Vries'])
    expect(blackOut(once, ['persoonsgegeven', 'weg'])).toEqual(once)
  })

  it.each([
    ['a word put otherwise', { ...before, title: `Struiken ${BLACKED_OUT}` }],
    ['a word added', { ...before, title: `${BLACKED_OUT} Bomen` }],
    ['a marker where nothing stood', { ...before, title: `Bomen${BLACKED_OUT}` }],
    ['another number', { ...before, amount: 6 }],
    ['a field added', { ...before, more: '' }],
    ['a field gone', { title: 'Bomen' }],
    ['an item gone', { ...before, dissent: [] }],
    ['a name of a list blacked out', { ...before, kind: BLACKED_OUT }],
  ])('is not %s', (_what, after) => {
    expect(isBlackedOut(before, after)).toBe(false)
  })

  it('only takes away, whatever the text and the passages are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '[', ']'), maxLength: 30 })
    fc.assert(
      fc.property(fc.array(text), fc.array(text, { minLength: 1, maxLength: 4 }), (value, passages) => {
        const after = blackOut(value, passages)
        expect(isBlackedOut(value, after)).toBe(true)
        // What comes of more than one time is the same.
        expect(blackOut(after, passages)).toEqual(after)
        if (countBlackedOut(after) > 0) expect(isBlackedOut(after, value)).toBe(false)
      }),
    )
  })
})

describe('an entry with what is left', () => {
  const of = { kind: 'decision', id: before.id, version: 2 } as const
  const text = blackOut(before, ['Jan de Vries'])
  const said = { of, commitment: 'a', ground: 'gdpr-17', reason: 'Gevraagd.', passages: 3, text }
  const entry = { kind: 'redaction', id: 'x', version: 1, moment: before.at, text: said } as const

  it('stands for what was published', () => {
    expect(asPublished(entry)).toEqual({ ...of, moment: before.at, text })
  })

  it.each([
    ['that says another number of passages', { ...said, passages: 1 }],
    ['in which nothing is blacked out', { ...said, passages: 0, text: before }],
    ['on no known ground', { ...said, ground: 'because' }],
    ['of nothing', { ...said, of: { kind: 'other', id: 'x', version: 1 } }],
  ])('is none %s', (_what, otherwise) => {
    expect(readRedaction({ kind: 'redaction', text: otherwise })).toBeUndefined()
  })
})
