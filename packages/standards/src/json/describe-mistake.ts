import type { Bilingual } from '../language/index.ts'
import { findMistake } from './find-mistake.ts'

/**
 * Says where a text that is not JSON goes wrong, and on what; undefined when it is JSON.
 * @param isOneLine whether the text is a line of which the number is told elsewhere
 */
export function describeMistake(text: string, isOneLine = false): Bilingual | undefined {
  const at = findMistake(text)
  if (at === undefined) return undefined
  const place = describePlace(text, at, isOneLine)
  if (at >= text.length) {
    return {
      nl: `Dit is geen geldige JSON: het houdt te vroeg op, op ${place.nl}. Misschien ontbreekt een haakje of aanhalingsteken.`,
      en: `This is not valid JSON: it ends too early, at ${place.en}. A bracket or quote may be missing.`,
    }
  }
  const number = /-?(?:NaN|Infinity)\b/y
  number.lastIndex = at
  const [named] = number.exec(text) ?? []
  if (named !== undefined) {
    return {
      nl: `JSON kent geen getal ${named} (${place.nl}). Laat de waarde weg, of stuur null.`,
      en: `JSON has no number ${named} (${place.en}). Leave the value out, or send null.`,
    }
  }
  // Only what can be seen: no control character, and no half of a pair.
  const [found = ''] = /^(?:[\p{L}\p{N}_.+-]{1,20}|[\p{P}\p{S}])/u.exec(text.slice(at, at + 20)) ?? []
  const shown =
    found === '' || found === '"'
      ? { nl: 'de tekst', en: 'the text' }
      : { nl: `“${found}”`, en: `“${found}”` }
  return {
    nl: `Dit is geen geldige JSON: op ${place.nl} klopt ${shown.nl} niet. Kijk naar haakjes, komma’s en aanhalingstekens.`,
    en: `This is not valid JSON: ${shown.en} at ${place.en} is not right. Look at brackets, commas and quotes.`,
  }
}

/** A place in a text: its line and column, both from 1. */
export function describePlace(text: string, at: number, isOneLine = false): Bilingual {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = at - before.lastIndexOf('\n')
  if (isOneLine) return { nl: `teken ${column}`, en: `column ${column}` }
  return { nl: `regel ${line}, teken ${column}`, en: `line ${line}, column ${column}` }
}
