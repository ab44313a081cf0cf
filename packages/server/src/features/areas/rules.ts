import { readAreaCode } from '@samenspel/standards/cbs'
import { DUTCH_TERRITORY, isWithinAny } from '@samenspel/standards/geo'
import type { Bilingual } from '../../platform/errors.ts'

/** The levels of areas, largest first. */
export const AREA_LEVELS = ['municipality', 'district', 'neighbourhood'] as const

export type AreaLevel = (typeof AREA_LEVELS)[number]

/** A level as a sentence names it. */
export const LEVEL_NAMES: Record<AreaLevel | 'country', Bilingual> = {
  country: { nl: 'land', en: 'country' },
  municipality: { nl: 'gemeente', en: 'municipality' },
  district: { nl: 'wijk', en: 'district' },
  neighbourhood: { nl: 'buurt', en: 'neighbourhood' },
}

/** Why a row or feature of an import was not stored, with the heading of its line in the report. */
export const REFUSAL_REASONS = {
  // Boundaries.
  'bad-geometry': { nl: 'Geometrie is niet te lezen', en: 'Geometry cannot be read' },
  'not-an-area': { nl: 'Geen vlak', en: 'Not an area' },
  'invalid-geometry': { nl: 'Grens kan niet kloppen', en: 'Border cannot be right' },
  'swapped-position': { nl: 'Lengte en breedte verwisseld?', en: 'Longitude and latitude swapped?' },
  'outside-netherlands': { nl: 'Buiten Nederland', en: 'Outside the Netherlands' },
  'bad-code': { nl: 'Geen goede code', en: 'Not a good code' },
  'bad-name': { nl: 'Geen goede naam', en: 'Not a good name' },
  'bad-parent': { nl: 'Geen goede code van het gebied erboven', en: 'Not a good code of the parent' },
  'duplicate-code': { nl: 'Code staat er dubbel in', en: 'Code occurs twice' },
  'other-level': { nl: 'Van een ander niveau', en: 'Of another level' },
  // Figures.
  'missing-column': { nl: 'Te weinig kolommen', en: 'Too few columns' },
  'too-many-columns': { nl: 'Te veel kolommen', en: 'Too many columns' },
  'not-a-number': { nl: 'Geen getal', en: 'Not a number' },
  'bad-measure': { nl: 'Geen goede maat', en: 'Not a good measure' },
  'duplicate-figure': { nl: 'Staat er dubbel in', en: 'Occurs twice' },
  'unknown-area': { nl: 'Gebied is hier niet', en: 'Area is not here' },
} as const satisfies Record<string, Bilingual>

export type RefusalReason = keyof typeof REFUSAL_REASONS

/** The municipalities, by CBS code, whose areas someone may change. */
export type OwnMunicipalities = ReadonlySet<string> | 'all'

/**
 * The first of these areas that is not of one's own municipalities. An area without a CBS code says nothing about where
 * it belongs, so only who may change all areas changes those.
 */
export function findForeignArea(codes: Iterable<string>, own: OwnMunicipalities): string | undefined {
  if (own === 'all') return undefined
  for (const code of codes) if (!readAreaCode(code) || !own.has(`GM${code.slice(2, 6)}`)) return code
  return undefined
}

/** One row or feature that was not stored: where it is, why, and what to do. */
export type Refusal = {
  /** Number of the feature in the list, or of the line in the file; both from 1. */
  position: number
  code: string | null
  reason: RefusalReason
  message: Bilingual
}

/** How often each reason occurred, with the first examples. */
export type RefusalCount = {
  reason: RefusalReason
  title: { nl: string; en: string }
  count: number
  examples: { position: number; code: string | null; message: { nl: string; en: string } }[]
}

const EXAMPLES = 5

/** Counts refusals per reason, the most frequent first, with the first five examples of each. */
export function countRefusals(refusals: readonly Refusal[]): RefusalCount[] {
  const byReason = Map.groupBy(refusals, ({ reason }) => reason)
  return [...byReason]
    .map(([reason, all]) => ({
      reason,
      title: REFUSAL_REASONS[reason],
      count: all.length,
      examples: all.slice(0, EXAMPLES).map(({ position, code, message }) => ({ position, code, message })),
    }))
    .sort((a, b) => b.count - a.count)
}

/** A name as people type it in a search field: lower case, no accents, one space between words. */
export function toSearchName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Reads `longitude,latitude` in degrees. Null when it is no such pair, or lies far outside the Netherlands, which
 * usually means that the two were exchanged.
 */
export function readPoint(text: string): [number, number] | null {
  const [, longitude, latitude] = /^(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,2}(?:\.\d{1,15})?)$/.exec(text) ?? []
  if (longitude === undefined || latitude === undefined) return null
  const point: [number, number] = [Number(longitude), Number(latitude)]
  return liesInNetherlands(point) ? point : null
}

/** Can this position be meant? The Netherlands in Europe and the Caribbean, with a margin. */
export function liesInNetherlands(point: readonly [number, number]): boolean {
  return isWithinAny([...point], DUTCH_TERRITORY)
}
