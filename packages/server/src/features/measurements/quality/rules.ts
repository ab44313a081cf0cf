import type { InputMistake } from '../../../platform/errors.ts'

/** A mistake in what was asked, in both languages. */
export type Mistake = InputMistake & { nl: string; en: string }

function mistakeAt(pointer: string, nl: string, en: string): Mistake {
  return { in: 'body', pointer, detail: { nl, en }, nl, en }
}

/** A range whose lowest value is not below its highest. */
export function findRangeMistake(limits: Readonly<Record<string, object | null>>): Mistake | undefined {
  for (const [property, change] of Object.entries(limits)) {
    const range =
      change && 'range' in change ? (change.range as { minimum: number; maximum: number } | null) : null
    if (range && !(range.minimum < range.maximum)) {
      return mistakeAt(
        `/limits/${property.replaceAll('~', '~0').replaceAll('/', '~1')}/range`,
        'Het minimum moet lager zijn dan het maximum.',
        'The minimum must be below the maximum.',
      )
    }
  }
  return undefined
}

const LONGEST_DAYS = 366

/** A period of a ruling that ends before it begins, or is so long that it cannot be done at once. */
export function findPeriodMistake({ from, to }: { from: string; to: string }): Mistake | undefined {
  const length = Date.parse(to) - Date.parse(from)
  if (length < 0) {
    return mistakeAt('/to', 'Het einde ligt voor het begin.', 'The end is before the start.')
  }
  if (length > LONGEST_DAYS * 86_400_000) {
    return mistakeAt(
      '/to',
      'De periode is langer dan een jaar. Maak er meer oordelen van.',
      'The period is longer than a year. Make several rulings of it.',
    )
  }
  return undefined
}
