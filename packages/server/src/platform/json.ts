import { isUtf8 } from 'node:buffer'
import { describeMistake, describePlace } from '@samenspel/standards/json'
import { Problem } from './errors.ts'

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
  return new Problem(
    'invalid-json',
    describeMistake(text) ?? {
      nl: 'De namen “__proto__” en “constructor.prototype” kunnen niet in JSON die u hier stuurt. Laat ze weg.',
      en: 'The names “__proto__” and “constructor.prototype” cannot be in JSON that you send here. Leave them out.',
    },
  )
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
  const place = describePlace(text, at)
  const shown = `0x${(bytes[byte] ?? 0).toString(16).padStart(2, '0').toUpperCase()}`
  return new Problem('invalid-json', {
    nl: `Dit is geen UTF-8: byte ${byte + 1} (${shown}), op ${place.nl}. Sla de tekst op als UTF-8 en stuur die opnieuw.`,
    en: `This is not UTF-8: byte ${byte + 1} (${shown}), at ${place.en}. Save the text as UTF-8 and send it again.`,
  })
}
