import { type Bilingual, Problem } from '../../../platform/errors.ts'
import { FetchError, type Fetcher } from '../../../platform/http-client/fetcher.ts'
import type { Platform } from '../../../platform/slice.ts'
import { storeStatistics } from '../import-areas.ts'
import type { AreaFigure } from '../read-statistics.ts'
import type { ImportReport } from '../schema.ts'
import { fetchTable, SERVICE_ROOTS, type ServiceRoots, StatLineError } from './fetch-table.ts'
import { type Due, noteError, noteSuccess, takeDue } from './store.ts'

/** What running needs besides the platform. */
export type Surroundings = { fetcher: Fetcher; roots?: ServiceRoots }

const LEASE_MINUTES = 30
const HOUR = 3_600_000
/** The longest wait after failures, in hours. */
const LONGEST = 24 * 7

/** Fetches the tables that are due, one after another. */
export async function runTables(
  platform: Platform,
  surroundings: Surroundings,
  stopping?: AbortSignal,
): Promise<void> {
  while (!stopping?.aborted) {
    const due = await takeDue(platform.db, platform.clock(), LEASE_MINUTES)
    if (!due) return
    await runTable(platform, surroundings, due)
  }
}

async function runTable(
  platform: Platform,
  { fetcher, roots = SERVICE_ROOTS }: Surroundings,
  due: Due,
): Promise<void> {
  const { db, clock, report } = platform
  try {
    const { id } = await importTable(platform, fetcher, roots, due)
    await noteSuccess(db, due, id, clock())
  } catch (error) {
    const at = clock()
    const retryAfter = error instanceof FetchError ? (error.retryAfter ?? 0) * 1000 : 0
    const wait = Math.max(Math.min(2 ** due.failures, LONGEST) * HOUR, retryAfter)
    await noteError(db, due, { error: explain(error), at, nextRunAt: new Date(at.getTime() + wait) })
    if (!isTheirs(error)) report({ kind: 'job-failed', job: 'areas.fetch-statline', error })
  }
}

/** Stores what a table gives, all years in one transaction. */
async function importTable(
  platform: Platform,
  fetcher: Fetcher,
  roots: ServiceRoots,
  { ownerId, settings }: Due,
): Promise<ImportReport> {
  const { measures, absent, figures } = await fetchTable(fetcher, settings, roots)
  const lines = new Map<string, number>()
  for (const { areaCode } of figures) if (!lines.has(areaCode)) lines.set(areaCode, lines.size + 1)
  const editions = [...Map.groupBy(figures, ({ year }) => year)].map(([year, ofYear]) => ({
    year,
    edition: settings.table,
    figures: ofYear.map(
      ({ areaCode, key, value, reason }): AreaFigure => ({
        line: lines.get(areaCode) ?? 0,
        areaCode,
        measure: key,
        value,
        reason,
      }),
    ),
  }))
  return storeStatistics(
    platform,
    {
      rows: lines.size,
      editions,
      refusals: [],
      measures: measures.map(({ key, title, unit }) => ({ key, title, unit })),
      absent,
    },
    { own: new Set(settings.municipalities), organisationIds: [ownerId] },
  )
}

/** Whether something is wrong at StatLine or with the settings, and not with us. */
const isTheirs = (error: unknown): error is FetchError | StatLineError | Problem =>
  error instanceof FetchError || error instanceof StatLineError || error instanceof Problem

/** What went wrong, for people. */
function explain(error: unknown): Bilingual {
  if (error instanceof Problem) {
    const [first] = error.mistakes
    return first
      ? { nl: `${error.detail.nl} ${first.detail.nl}`, en: `${error.detail.en} ${first.detail.en}` }
      : error.detail
  }
  if (isTheirs(error)) return error.detail
  return {
    nl: 'Er ging bij ons iets mis. We proberen het later opnieuw.',
    en: 'Something went wrong on our side. We will try again later.',
  }
}
