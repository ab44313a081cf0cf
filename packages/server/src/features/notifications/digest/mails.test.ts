import { expect, it } from 'vitest'
import type { Signal } from '../../indicators/index.ts'
import { listNamed, writeDigest } from './mails.ts'
import { PARTS, type Part } from './rules.ts'

const signals = (count: number): Signal[] =>
  Array.from({ length: count }, (_, index) => {
    const sentence = { nl: `Nummer ${index}.`, en: `Number ${index}.` }
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
    return { id, sentence, owner: { isMine: false } } as unknown as Signal
  })

const outcome = (name: string, ...reasons: ('follows' | 'wrote-remark')[]) => ({
  sentence: { nl: `${name}.`, en: `${name}.` },
  path: '/besluiten/x',
  reasons,
})

const write = (parts: Partial<Record<Part, Signal[]>>, items: ReturnType<typeof outcome>[] = []) =>
  writeDigest({
    language: 'nl',
    rhythm: 'week',
    parts: new Map(PARTS.map((part) => [part, parts[part] ?? []])),
    notes: [],
    outcomes: items.length === 0 ? [] : [{ challenge: { id: 'c', title: 'Hitte' }, items }],
    from: 'Gemeente Waterrijk',
    publicUrl: 'https://samen.example.nl',
    key: 'k',
  })

it('begins with who writes it, how often and why', () => {
  expect(write({ new: signals(1) }).text).toMatch(
    /^Dit is een overzicht van Gemeente Waterrijk\. U krijgt het op maandag, als er nieuws is over iets wat u volgt of waaraan u meedoet\.\n/,
  )
})

it('says once of a challenge why someone hears it, and by each piece of news only when that differs', () => {
  const why = 'U krijgt dit omdat u deze opgave volgt.'
  const { text } = write({}, [outcome('Eén', 'follows'), outcome('Twee', 'follows')])
  expect(text.split(why)).toHaveLength(2)
  expect(text.indexOf(why)).toBeLessThan(text.indexOf('Eén'))
  const { text: other } = write({}, [outcome('Eén', 'follows'), outcome('Twee', 'follows', 'wrote-remark')])
  expect(other.indexOf(why)).toBeGreaterThan(other.indexOf('Eén'))
  expect(other).toContain('U krijgt dit omdat u deze opgave volgt en uw opmerking is gebruikt.')
})

it('has in its subject what it has, in the same order', () => {
  expect(write({ new: signals(2) }, [outcome('Eén', 'follows')]).subject).toBe(
    'Nieuws over een opgave, 2 signalen met nieuws',
  )
})

it('names few signals for which nothing has to be done, and where the rest is', () => {
  const { text } = write({ new: signals(7), withdrawn: signals(7) })
  expect(listNamed(text)).toHaveLength(7 + 5)
  expect(text).toContain('En nog 2. Bekijk ze op de site: https://samen.example.nl/signalen')
})
