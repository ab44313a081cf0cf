import { describe, expect, it } from 'vitest'
import { KEPT, sayJe, sayJeInAll } from './informal.ts'
import { nl } from './nl.ts'

describe('a text to a pupil', () => {
  it.each([
    [
      'Wat wilt u zien? U kunt hierboven iets anders kiezen.',
      'Wat wil je zien? Je kunt hierboven iets anders kiezen.',
    ],
    ['Hebt u uw naam erbij gezet?', 'Heb je je naam erbij gezet?'],
    [
      'Alleen u ziet het concept, tot u het publiceert.',
      'Alleen jij ziet het concept, tot je het publiceert.',
    ],
    ['Preciezer is dit voor u niet te zien.', 'Preciezer is dit voor jou niet te zien.'],
    [
      'Uw browser vraagt de kaart op, welk stuk u bekijkt.',
      'Je browser vraagt de kaart op, welk stuk je bekijkt.',
    ],
    ['Weet u wat u zelf zag? Zet u dat erbij?', 'Weet je wat je zelf zag? Zet je dat erbij?'],
    ['Slaat u op, dan ziet u het.', 'Sla je op, dan zie je het.'],
    ['Het uur van nu, in de buurt.', 'Het uur van nu, in de buurt.'],
  ])('%s', (formal, informal) => {
    expect(sayJe(formal)).toBe(informal)
  })
})

it('leaves what people wrote as they wrote it', () => {
  const texts = sayJeInAll(nl)
  expect(texts.analyses.rerun.title('Wat vindt u ervan?')).toBe('Herhaald: Wat vindt u ervan?')
  expect(texts.analyses.my.addTo('Wat ziet u')).toBe('Zet in “Wat ziet u”')
  expect(texts.analyses.rerun.conclusionText).toContain('beoordeel je zelf')
})

/** Every text of the catalogue; of one that takes arguments, its source. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  if (typeof part === 'function') return [String(part)]
  return part === null || typeof part !== 'object' ? [] : Object.values(part).flatMap(textsIn)
}

const texts = textsIn(nl)

it('knows the form of every verb before "u"', () => {
  const known = texts.flatMap((text) =>
    [...text.matchAll(/\b(\p{L}+t) u\b/gu)].map(([, verb = '']) => verb.toLowerCase()),
  )
  expect(known.length).toBeGreaterThan(50)
  const lost = known.filter((verb) => sayJe(`${verb} u`) === `${verb} je` && !KEPT.includes(verb))
  expect(lost).toEqual([])
})

it('leaves no "u" in any text', () => {
  expect(texts.filter((text) => /\b([Uu]|[Uu]we?|uzelf)\b/.test(sayJe(text)))).toEqual([])
})
