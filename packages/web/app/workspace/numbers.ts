import type { Mistake } from '../api.ts'
import { type Language, messagesOf } from '../language.ts'
import { type FormValues, fieldOf, textAt } from './values.ts'

/** The marks between thousands and before the decimals. */
export const MARKS = { nl: ['.', ','], en: [',', '.'] } as const satisfies Record<
  Language,
  readonly [string, string]
>

/**
 * The number that someone typed: `1.234,5` in Dutch, `1,234.5` in English, also with a space or the euro sign.
 * @returns null for an empty text; what is no number comes back as the text, so that the API can refuse it at its place
 */
export function readNumber(text: string, language: Language): number | string | null {
  const bare = bareOf(text)
  if (bare === '') return null
  const [group, mark] = MARKS[language]
  const grouped = new RegExp(`^-?[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${mark}\\d+)?$`)
  const plain = (grouped.test(bare) ? bare.replaceAll(group, '') : bare).replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text
}

/**
 * The number that someone typed where it may have decimals: as `readNumber`, but what may be a thousand as well as a few
 * decimals, such as `52.156` in Dutch, comes back as the text; `explainUnclear` says what to do about it.
 */
export function readDecimal(text: string, language: Language): number | string | null {
  return isUnclear(text, language) ? text : readNumber(text, language)
}

/** True for a number of which nobody can tell whether its mark is for thousands or for decimals. */
export function isUnclear(text: string, language: Language): boolean {
  return new RegExp(`^-?[1-9]\\d{0,2}\\${MARKS[language][0]}\\d{3}$`).test(bareOf(text))
}

/**
 * Says at a field with an unclear number how to write it; the API says only that it wants a number.
 * @param isDecimal tells of a field whether it was read with `readDecimal`
 */
export function explainUnclear(
  values: FormValues,
  language: Language,
  isDecimal: (field: string) => boolean = () => true,
): (mistake: Mistake) => Mistake {
  return (mistake) => {
    const field = fieldOf(mistake.pointer)
    const text = textAt(values, field)
    if (!isDecimal(field) || !isUnclear(text, language)) return mistake
    return { ...mistake, detail: sayUnclear(text, language) }
  }
}

/** How to write a number that is unclear. */
export function sayUnclear(text: string, language: Language): string {
  const bare = bareOf(text)
  const [group, mark] = MARKS[language]
  return messagesOf(language).forms.unclearNumber(bare.replace(group, mark), bare.replace(group, ''))
}

const bareOf = (text: string) => text.replaceAll(/[\s\u00a0€]/g, '').replace('\u2212', '-')

/** A number as it stands in a field: all its digits, with the decimal mark of the language. */
export function writeNumber(value: number | null | undefined, language: Language): string {
  if (value === null || value === undefined) return ''
  return language === 'nl' ? String(value).replace('.', ',') : String(value)
}

/** A text, or null when it is empty. */
export const orNull = (text: string): string | null => (text === '' ? null : text)
