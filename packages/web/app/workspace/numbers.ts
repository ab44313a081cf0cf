import type { Language } from '../language.ts'

/**
 * The number that someone typed: `1.234,5` in Dutch, `1,234.5` in English, also with a space or the euro sign.
 * @returns null for an empty text; what is no number comes back as the text, so that the API can refuse it at its place
 */
export function readNumber(text: string, language: Language): number | string | null {
  const bare = text.replaceAll(/[\s\u00a0€]/g, '').replace('\u2212', '-')
  if (bare === '') return null
  const [group, mark] = language === 'nl' ? ['.', ','] : [',', '.']
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${mark}\\d+)?$`)
  const plain = (grouped.test(bare) ? bare.replaceAll(group, '') : bare).replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text
}

/** A number as it stands in a field: all its digits, with the decimal mark of the language. */
export function writeNumber(value: number | null | undefined, language: Language): string {
  if (value === null || value === undefined) return ''
  return language === 'nl' ? String(value).replace('.', ',') : String(value)
}

/** A text, or null when it is empty. */
export const orNull = (text: string): string | null => (text === '' ? null : text)
