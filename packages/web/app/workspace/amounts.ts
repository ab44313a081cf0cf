import type { Mistake } from '../api.ts'
import { type Language, messagesOf } from '../language.ts'
import { MARKS, writeNumber } from './numbers.ts'
import { type FormValues, fieldOf, textAt } from './values.ts'

/** Most euros that the API takes. */
const MOST = 1e12

/**
 * The amount in euro that someone typed, as people write it: `300.000`, `€ 300.000,-`, `1.250,50`; in English `300,000`.
 * @returns null for an empty text; what is no amount, or may be read in two ways, comes back as the text, so that the API can
 * refuse it at its place and `explainAmount` can say what to do
 */
export function readAmount(text: string, language: Language): number | string | null {
  const amount = text
    .trim()
    .replace(/^€\s*|\s*€$/, '')
    .replace(/[.,](-{1,2}|[–—])$/, '')
  if (amount === '') return text.trim() === '' ? null : text
  // A blank parts thousands; anywhere else it may part two amounts.
  const bare = /^[1-9]\d{0,2}(\s\d{3})+(?=$|[.,])/.test(amount) ? amount.replaceAll(/\s/g, '') : amount
  const [group, mark] = MARKS[language]
  const grouped = new RegExp(`^[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${mark}\\d{1,2})?$`)
  // No amount has three decimals: with those it is a thousand in the other language, so nobody can tell.
  const plain = (grouped.test(bare) ? bare.replaceAll(group, '') : bare).replace(',', '.')
  return /^\d+(\.\d{1,2})?$/.test(plain) ? Number(plain) : text
}

/** An amount as it stands in a field: whole, or with cents. What the API stores of less than a cent is rounded here. */
export const writeAmount = (value: number | null | undefined, language: Language): string =>
  value === null || value === undefined || Number.isInteger(value)
    ? writeNumber(value, language)
    : value.toFixed(2).replace('.', MARKS[language][1])

/** Says at an amount that was refused how to write one; the API says only that it wants a number. */
export function explainAmount(values: FormValues, language: Language): (mistake: Mistake) => Mistake {
  return (mistake) => {
    const text = textAt(values, fieldOf(mistake.pointer))
    if (!/\/(amount|cost|maximumAmount)$/.test(mistake.pointer) || text === '') return mistake
    const amount = readAmount(text, language)
    const words = messagesOf(language).forms
    if (typeof amount === 'number') {
      return amount > MOST ? { ...mistake, detail: words.amountTooLarge } : mistake
    }
    const [group, mark] = MARKS[language]
    const [, whole, part] = new RegExp(`^€?\\s*([1-9]\\d{0,2})\\${mark}(\\d{3})$`).exec(text.trim()) ?? []
    const example = whole && part ? `${whole}${group}${part}` : undefined
    return { ...mistake, detail: example ? words.unclearAmount(text.trim(), example) : words.writeAmount }
  }
}
