import { readAreaCode } from '@samenspel/standards/cbs'
import { NETHERLANDS } from '@samenspel/standards/geo'

/** The levels of areas, largest first. */
export const AREA_LEVELS = ['municipality', 'district', 'neighbourhood'] as const

export type AreaLevel = (typeof AREA_LEVELS)[number]

/** Why a row or feature of an import was not stored. */
export const REFUSAL_REASONS = [
  // Boundaries.
  'bad-geometry',
  'not-an-area',
  'invalid-geometry',
  'outside-netherlands',
  'bad-code',
  'bad-name',
  'bad-parent',
  'duplicate-code',
  'other-level',
  // Figures.
  'missing-column',
  'too-many-columns',
  'not-a-number',
  'bad-measure',
  'duplicate-figure',
  'unknown-area',
] as const

export type RefusalReason = (typeof REFUSAL_REASONS)[number]

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
  /** Index of the feature (from 0), or number of the line (from 1). */
  position: number
  code: string | null
  reason: RefusalReason
  message: string
}

/** How often each reason occurred, with the first examples. */
export type RefusalCount = {
  reason: RefusalReason
  count: number
  examples: { position: number; message: string }[]
}

const EXAMPLES = 5

/** Counts refusals per reason, the most frequent first, with the first five examples of each. */
export function countRefusals(refusals: readonly Refusal[]): RefusalCount[] {
  const byReason = Map.groupBy(refusals, ({ reason }) => reason)
  return [...byReason]
    .map(([reason, all]) => ({
      reason,
      count: all.length,
      examples: all.slice(0, EXAMPLES).map(({ position, message }) => ({ position, message })),
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

/** Can this position be meant? The European Netherlands with a margin. */
export function liesInNetherlands([longitude, latitude]: readonly [number, number]): boolean {
  const [west, south, east, north] = NETHERLANDS
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north
}
