import { isUsable } from '@samenspel/standards/quality'
import type { Station } from './api.ts'

/** The newest value of one datastream of a station. */
export type Latest = Station['latest'][number]

/**
 * The value that tells most about a property at a station: one of now before one of long ago, one that can be before one that
 * cannot, then a calibrated one before the raw one that it was made of.
 * @param unit only in this unit; in any when not given
 */
export function pickLatest<Of extends Pick<Latest, 'property' | 'unit' | 'stale' | 'quality' | 'calibrated'>>(
  latest: readonly Of[],
  property: string,
  unit?: string,
): Of | undefined {
  return latest
    .filter((one) => one.property === property && (unit === undefined || one.unit === unit))
    .toSorted(
      (a, b) =>
        Number(a.stale) - Number(b.stale) ||
        Number(isUsable(b.quality)) - Number(isUsable(a.quality)) ||
        Number(b.calibrated) - Number(a.calibrated),
    )[0]
}

/** Whether a station sends nothing: one silent series among others is told of that series alone. */
export function isSilent(latest: readonly Pick<Latest, 'stale'>[]): boolean {
  return latest.length > 0 && latest.every(({ stale }) => stale)
}

/** Whether means of a station are told only, and there are none yet: whether it sends anything cannot be known then. */
export function isBeforeFirstMean(
  { precision }: Pick<Station, 'precision'>,
  latest: readonly Pick<Latest, 'value'>[],
): boolean {
  return precision.time !== 'raw' && latest.length > 0 && latest.every(({ value }) => value === null)
}
