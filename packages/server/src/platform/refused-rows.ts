import { Type } from 'typebox'
import { type Bilingual, Problem } from './errors.ts'

/**
 * Days for which the rows that an import refused are kept, to be corrected and sent again. They are copies of what somebody sent, of which
 * some may be personal, and can be as many as the file had; the report with its counts and examples stays.
 */
export const REFUSED_ROWS_DAYS = 90

const DAY = 86_400_000

/** The moment before which imports have no refused rows any more. */
export function refusedRowsKeptFrom(now: Date): Date {
  return new Date(now.getTime() - REFUSED_ROWS_DAYS * DAY)
}

/** How long, for the description of an address. */
export const KEPT_FOR = `Kept for ${REFUSED_ROWS_DAYS} days; the report stays.`

/** The address of refused rows in a report. */
export const RefusedRowsUrl = Type.Union([Type.String(), Type.Null()], {
  description: `The refused rows as CSV; null when nothing was refused, and after ${REFUSED_ROWS_DAYS} days: then they are gone`,
})

/**
 * Where the refused rows of an import are: null when there are none, or none any more.
 * @param path of the import
 */
export function locateRefusedRows(
  path: string,
  { refused, importedAt }: { refused: number; importedAt: string },
  now: Date,
): string | null {
  return refused > 0 && areKept(new Date(importedAt), now) ? `${path}/refused-rows` : null
}

function areKept(importedAt: Date, now: Date): boolean {
  return importedAt >= refusedRowsKeptFrom(now)
}

const GONE: Bilingual = {
  nl: `De geweigerde regels van deze import zijn na ${REFUSED_ROWS_DAYS} dagen verwijderd. Het rapport is er nog.`,
  en: `The refused rows of this import were removed after ${REFUSED_ROWS_DAYS} days. The report is still there.`,
}

/** @throws Problem not-found when the refused rows of an import of this moment are not kept any more */
export function requireKeptRows(importedAt: Date, now: Date): void {
  if (!areKept(importedAt, now)) throw new Problem('not-found', GONE)
}
