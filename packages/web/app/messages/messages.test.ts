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
