import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { nl } from './nl.ts'

/** The names of all texts, with the number of values that each takes. */
function listTexts(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [`${path}: text`]
  if (typeof value === 'function') return [`${path}: takes ${value.length}`]
  if (value && typeof value === 'object') {
    return Object.entries(value).flatMap(([name, inner]) => listTexts(inner, `${path}/${name}`))
  }
  return [`${path}: ${typeof value}`]
}

const withoutParagraphs = (texts: string[]) => texts.filter((text) => !/\/text\/\d+: text$/.test(text))

describe('the catalogue', () => {
  it('has the same texts in both languages', () => {
    expect(withoutParagraphs(listTexts(en))).toEqual(withoutParagraphs(listTexts(nl)))
  })

  it('has no empty text', () => {
    const empty = (value: unknown): boolean =>
      typeof value === 'string'
        ? value.trim() === ''
        : typeof value === 'object' && value !== null && Object.values(value).some(empty)
    expect([empty(nl), empty(en)]).toEqual([false, false])
  })
})

it.each([
  [
    nl,
    1,
    'dag',
    'als de waarde één dag boven 10 cm is. Het signaal is voorbij zodra de waarde 2 cm of lager is.',
  ],
  [nl, 3, 'dagen', 'als de waarde 3 dagen achter elkaar boven 10 cm is.'],
  [en, 1, 'day', 'above 10 cm for one day. It is over as soon as the value is 2 cm or lower.'],
])('tells the rule of a signal as it works: %#', (words, periods, period, text) => {
  const rule = { above: true, line: '10 cm', periods, period, clear: '2 cm' }
  expect(words.indicators.signalRule(rule)).toContain(text)
})
