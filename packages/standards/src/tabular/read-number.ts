import { type Bilingual, cutText } from '../language/index.ts'
import type { DecimalMark, Measure } from './mapping.ts'

const WITH_POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/
const WITH_COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d{1,3})?$/

/** Reads a number written with this decimal mark and no thousands mark. Null when it is not one, or not finite. */
export function readNumber(cell: string, mark: DecimalMark): number | null {
  if (!(mark === '.' ? WITH_POINT : WITH_COMMA).test(cell)) return null
  const number = Number(mark === ',' ? cell.replace(',', '.') : cell)
  return Number.isFinite(number) ? number : null
}

export type ReadMeasure =
  | { kind: 'value'; value: number }
  | { kind: 'missing' }
  | { kind: 'refused'; reason: 'not-a-number' | 'out-of-range'; message: Bilingual }

/** Reads a cell as a value in the unit of the measure: missing texts, substitutes, sentinels, factor, range. */
export function readMeasure(
  cell: string,
  measure: Measure,
  mark: DecimalMark,
  missing: ReadonlySet<string>,
): ReadMeasure {
  if (missing.has(cell) || measure.missing?.includes(cell)) return { kind: 'missing' }
  if (measure.substitutes && Object.hasOwn(measure.substitutes, cell)) {
    return { kind: 'value', value: measure.substitutes[cell] ?? 0 }
  }
  const number = readNumber(cell, mark)
  if (number === null) {
    const shown =
      cell === ''
        ? {
            nl: 'De cel is leeg, en de kolomindeling zegt niet dat dat “geen waarde” betekent.',
            en: 'The cell is empty, and the mapping does not say that this means “no value”.',
          }
        : {
            nl: `“${cutText(cell, 40)}” is geen getal met decimaalteken “${mark}”.`,
            en: `“${cutText(cell, 40)}” is not a number with decimal mark “${mark}”.`,
          }
    return { kind: 'refused', reason: 'not-a-number', message: shown }
  }
  if (measure.sentinels?.includes(number)) return { kind: 'missing' }
  const value = number * (measure.factor ?? 1)
  if (measure.range && !(value >= measure.range[0] && value <= measure.range[1])) {
    const [low, high] = measure.range
    return {
      kind: 'refused',
      reason: 'out-of-range',
      message: {
        nl: `${value} ${measure.unit} kan niet voor ${measure.property} (${low} tot ${high}).`,
        en: `${value} ${measure.unit} is not plausible for ${measure.property} (${low} to ${high}).`,
      },
    }
  }
  return { kind: 'value', value }
}
