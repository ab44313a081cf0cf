import { isUtf8 } from 'node:buffer'
import { Problem } from './errors.ts'
import { findMistake } from './json-mistake.ts'

/**
 * The text of what was sent, which must be UTF-8.
 * @throws Problem invalid-json that says which byte is not
 */
export function readUtf8(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (!isUtf8(bytes)) throw refuseByte(bytes, text)
  return text
}

/** Reads a JSON text in UTF-8. @throws Problem invalid-json that says where the mistake is */
export function readJson(bytes: Buffer): unknown {
  const text = readUtf8(bytes)
  try {
    return JSON.parse(text)
  } catch {
    throw refuseJson(text)
  }
}

/** The problem of a text that is no JSON: where it goes wrong, and on what. */
export function refuseJson(text: string): Problem {
  if (text.trim() === '') {
    return new Problem('invalid-json', {
      nl: 'Het verzoek heeft geen inhoud. Stuur JSON mee.',
      en: 'The request has no body. Send JSON with it.',
    })
  }
  const at = findMistake(text)
  if (at === undefined) {
    return new Problem('invalid-json', {
      nl: 'De namen “__proto__” en “constructor.prototype” kunnen niet in JSON die u hier stuurt. Laat ze weg.',
      en: 'The names “__proto__” and “constructor.prototype” cannot be in JSON that you send here. Leave them out.',
    })
  }
  const place = placeOf(text, at)
  if (at >= text.length) {
    return new Problem('invalid-json', {
      nl: `Dit is geen geldige JSON: het houdt te vroeg op, op ${place.nl}. Misschien ontbreekt een haakje of aanhalingsteken.`,
      en: `This is not valid JSON: it ends too early, at ${place.en}. A bracket or quote may be missing.`,
    })
  }
  const number = /-?(?:NaN|Infinity)\b/y
  number.lastIndex = at
  const [named] = number.exec(text) ?? []
  if (named !== undefined) {
    return new Problem('invalid-json', {
      nl: `JSON kent geen getal ${named} (${place.nl}). Laat de waarde weg, of stuur null.`,
      en: `JSON has no number ${named} (${place.en}). Leave the value out, or send null.`,
    })
  }
  // Only what can be seen: no control character, and no half of a pair.
  const [found = ''] = /^(?:[\p{L}\p{N}_.+-]{1,20}|[\p{P}\p{S}])/u.exec(text.slice(at, at + 20)) ?? []
  const shown = found === '' || found === '"' ? { nl: 'de tekst', en: 'the text' } : quote(found)
  return new Problem('invalid-json', {
    nl: `Dit is geen geldige JSON: op ${place.nl} klopt ${shown.nl} niet. Kijk naar haakjes, komma’s en aanhalingstekens.`,
    en: `This is not valid JSON: ${shown.en} at ${place.en} is not right. Look at brackets, commas and quotes.`,
  })
}

function quote(text: string): { nl: string; en: string } {
  return { nl: `“${text}”`, en: `“${text}”` }
}

function placeOf(text: string, at: number): { nl: string; en: string } {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = at - before.lastIndexOf('\n')
  return { nl: `regel ${line}, teken ${column}`, en: `line ${line}, column ${column}` }
}

const REPLACED = '\uFFFD'
const REPLACEMENT = Buffer.from(REPLACED)

/** A byte that is no UTF-8 was read as U+FFFD; the text may also have had such a character itself. */
function refuseByte(bytes: Buffer, text: string): Problem {
  let at = text.indexOf(REPLACED)
  let byte = Buffer.byteLength(text.slice(0, at))
  while (bytes.subarray(byte, byte + REPLACEMENT.length).equals(REPLACEMENT)) {
    const next = text.indexOf(REPLACED, at + 1)
    byte += Buffer.byteLength(text.slice(at, next))
    at = next
  }
  const place = placeOf(text, at)
  const shown = `0x${(bytes[byte] ?? 0).toString(16).padStart(2, '0').toUpperCase()}`
  return new Problem('invalid-json', {
    nl: `Dit is geen UTF-8: byte ${byte + 1} (${shown}), op ${place.nl}. Sla de tekst op als UTF-8 en stuur die opnieuw.`,
    en: `This is not UTF-8: byte ${byte + 1} (${shown}), at ${place.en}. Save the text as UTF-8 and send it again.`,
  })
}
