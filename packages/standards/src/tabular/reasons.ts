import type { Bilingual } from '../language/index.ts'

/** Why a row or a cell is not imported, with the heading of its line in the report. */
export const REFUSAL_REASONS = {
  'empty-row': { nl: 'Lege regel', en: 'Empty row' },
  'missing-column': { nl: 'Te weinig kolommen', en: 'Too few columns' },
  'too-many-columns': { nl: 'Te veel kolommen', en: 'Too many columns' },
  'error-row': { nl: 'Foutmelding in plaats van meting', en: 'Error report instead of a measurement' },
  'no-station': { nl: 'Geen meetpunt', en: 'No station' },
  'no-time': { nl: 'Geen datum en tijd', en: 'No date and time' },
  'bad-time': { nl: 'Datum of tijd klopt niet', en: 'Date or time is wrong' },
  'no-position': { nl: 'Geen plaats', en: 'No position' },
  'bad-position': { nl: 'Plaats kan niet kloppen', en: 'Position cannot be right' },
  'swapped-position': { nl: 'Lengte en breedte verwisseld?', en: 'Longitude and latitude swapped?' },
  duplicate: { nl: 'Staat er dubbel in', en: 'Occurs twice' },
  'no-parameter': { nl: 'Niet gezegd wat er is gemeten', en: 'Does not say what was measured' },
  'unknown-parameter': { nl: 'Onbekend wat er is gemeten', en: 'Unknown what was measured' },
  'not-a-number': { nl: 'Geen getal', en: 'Not a number' },
  'out-of-range': { nl: 'Onmogelijke waarde', en: 'Impossible value' },
} as const satisfies Record<string, Bilingual>

export type RefusalReason = keyof typeof REFUSAL_REASONS

/** One reason why a row, or one cell of it, was not imported. */
export interface Refusal {
  reason: RefusalReason
  /** Line in the file, counted from 1, header and preamble included. */
  line: number
  /** Column the reason is about; null when it is about the row. */
  column: string | null
  /** The text found there, at most 80 characters; null when there was none. */
  value: string | null
  message: Bilingual
}
