import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asPublished,
  BLACKED_OUT,
  blackOut,
  blackOutSlug,
  countBlackedOut,
  countCharacters,
  isBlackedOut,
  listAlike,
  readRedaction,
  replaceHashes,
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

describe('a name in small letters only', () => {
  const id = '00000000-0000-4000-8000-000000000001'
  const text = { byline: 'jansen', tags: ['groen', 'jansen'], kind: 'jansen', by: id }
  const left = blackOut(text, ['jansen'])

  it('goes from fields with words of people, and from no others', () => {
    expect(left).toEqual({ byline: BLACKED_OUT, tags: ['groen', BLACKED_OUT], kind: 'jansen', by: id })
    expect(blackOut({ by: id }, ['0000'])).toEqual({ by: id })
  })

  it('is seen to be blacked out, and is counted', () => {
    expect(isBlackedOut(text, left)).toBe(true)
    expect(isBlackedOut(text, { ...left, kind: BLACKED_OUT })).toBe(false)
    expect(countCharacters(text) - countCharacters(left)).toBe(12)
  })
})

describe('the spelling of a passage', () => {
  const name = 'Zoë de Vries-Post'

  it.each([
    ['in other capitals', 'ZOË DE VRIES-POST was er.', `${BLACKED_OUT} was er.`],
    ['with other spaces and hyphens', 'Zoë\u00a0de\nVries – Post', BLACKED_OUT],
    ['with marks written apart', 'Zoe\u0308 de Vries-Post', BLACKED_OUT],
    ['in a genitive', 'Zoë de Vries-Post’s tuin', `${BLACKED_OUT} tuin`],
    ['in an address', 'Zie /besluiten/bomen-van-zoe-de-vries-post.', 'Zie /besluiten/bomen-van-weggelakt.'],
  ])('makes no difference %s', (_how, text, left) => {
    expect(blackOut({ text }, [name])).toEqual({ text: left })
    expect(isBlackedOut({ text }, { text: left })).toBe(true)
    expect(countBlackedOut({ text: left })).toBe(1)
  })

  it('matters of a single word, which can be one that is no name; what looks like it is listed', () => {
    const text = 'A. de Groot vindt de boom groot. GROOT is goed, Grootveld ook; Groots plan.'
    const left = blackOut({ text }, ['Groot'])
    expect(left.text).toBe(
      `A. de ${BLACKED_OUT} vindt de boom groot. ${BLACKED_OUT} is goed, Grootveld ook; ${BLACKED_OUT} plan.`,
    )
    expect(listAlike(left, ['Groot'])).toEqual([
      { text: 'groot', times: 1 },
      { text: 'Grootveld', times: 1 },
    ])
  })

  it.each([
    ["O'Neill", 'O’Neill kwam.'],
    ['’t Hart', "Maria 't Hart kwam."],
  ])('is the same with another apostrophe: %s', (passage, text) => {
    expect(blackOut(text, [passage])).not.toMatch(/Neill|Hart/)
  })

  it('is listed where it stands in an address of mail, or as a word of machines', () => {
    const text = { byline: 'wilhelmina jansen', tag: 'jansen', mail: 'Jan.Jansen@x.nl', at: '2026-03-02' }
    expect(listAlike({ tag: 'jansen', at: '2026-03-02' }, ['Jansen'])).toEqual([{ text: 'jansen', times: 1 }])
    expect(listAlike(text, ['Jan Jansen'])).toEqual([{ text: 'Jan.Jansen', times: 1 }])
  })

  it('is not the beginning of a word with a mark on its last letter, however that is written', () => {
    for (const form of ['NFC', 'NFD'] as const)
      expect(blackOut('José kwam.'.normalize(form), ['Jose'])).toBe('José kwam.'.normalize(form))
  })

  it('is in the address of a page, also when that was cut off in the middle of it or has a number', () => {
    expect(blackOutSlug('bomen-van-zoe-de-vries-post-2', [name])).toBe('bomen-van-weggelakt-2')
    const cut = `${'a'.repeat(65)}-zoe-de-vries-p`
    expect(blackOutSlug(cut, [name])).toBe(`${'a'.repeat(65)}-weggelakt`)
    expect(isBlackedOut({ slug: cut }, { slug: `${'a'.repeat(65)}-weggelakt-3` })).toBe(true)
    expect(isBlackedOut({ slug: 'bomen' }, { slug: 'struiken' })).toBe(false)
    expect(isBlackedOut({ slug: 'bomen' }, { slug: 'bomen-3' })).toBe(false)
  })

  it('leaves what is measured, and in which function was signed, alone', () => {
    const rule = { properties: ['PM2.5 Zoë'], property: 'PM2.5 Zoë', unit: 'Zoë', function: 'Wethouder Zoë' }
    expect(blackOut(rule, ['PM2.5', 'Zoë', 'Wethouder'])).toEqual(rule)
    expect(isBlackedOut(rule, { ...rule, property: BLACKED_OUT })).toBe(false)
  })
})

describe('hashes of texts that were blacked out', () => {
  const [old, fresh] = ['a'.repeat(64), 'b'.repeat(64)]

  it('take the place of those of before, in fields for hashes only', () => {
    const value = { plan: { sha256: old }, studySha256: old, text: old }
    const left = replaceHashes(value, new Map([[old, fresh]]))
    expect(left).toEqual({ plan: { sha256: fresh }, studySha256: fresh, text: old })
    expect(isBlackedOut(value, left)).toBe(true)
    const gone = replaceHashes(value, new Map([[old, BLACKED_OUT]]))
    expect(isBlackedOut(value, gone)).toBe(true)
    expect(countBlackedOut(gone)).toBe(2)
    expect(isBlackedOut(value, { ...value, studySha256: 'other' })).toBe(false)
  })
})

describe('how much was taken out', () => {
  it('is counted in characters without what takes its place in a path', () => {
    const before = { text: 'Zie /besluiten/bomen-bij-jan.' }
    expect(countCharacters(before) - countCharacters(blackOut(before, ['Jan']))).toBe(3)
  })

  it('is counted in characters, without codes, days and markers', () => {
    const value = { kind: 'decision', at: '2026-03-02', title: 'Boom Jan', list: ['Jan én Jan'] }
    expect(countCharacters(value)).toBe(18)
    expect(countCharacters(blackOut(value, ['Jan']))).toBe(9)
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
