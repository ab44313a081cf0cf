import { type Connection, dataOf } from '@samenspel/client'

/** The time the files are about. */
const WINDOW = { from: '2019-12-22T00:00:00Z', to: '2020-01-10T00:00:00Z' }
const NEW_YEAR = Date.parse('2020-01-01T00:00:00+01:00')

/** Highest day value of a municipality. */
export type DayFigure = { areaCode: string; areaName: string; day: string; value: number; stations: number }

/** What was found. */
export type Figures = {
  /** Per municipality its highest day, the highest first. */
  municipalities: DayFigure[]
  highest: DayFigure
  /** Signals that were open on New Year's Day. */
  newYearSignals: {
    id: string
    areaName: string
    peakValue: number | null
    sentence: { nl: string; en: string }
  }[]
}

/**
 * Has the figures computed, and reads them with the signals of New Year.
 * @throws Error when no municipality has a figure
 */
export async function findFigures({ api }: Connection, indicatorId: string): Promise<Figures> {
  const { items } = await dataOf(
    api.POST('/indicators/{key}/computations', { params: { path: { key: indicatorId } }, body: WINDOW }),
  )
  const highest = new Map<string, DayFigure>()
  for (const { areaCode, areaName, periodStart: day, value, stations } of items) {
    const before = highest.get(areaCode)
    if (value !== null && (!before || value > before.value))
      highest.set(areaCode, { areaCode, areaName, day, value, stations })
  }
  const municipalities = [...highest.values()].sort((a, b) => b.value - a.value)
  const [first] = municipalities
  if (!first) throw new Error('No municipality has enough measurements for a figure.')
  const signals = await dataOf(api.GET('/signals', { params: { query: { indicatorId, pageSize: 200 } } }))
  const newYearSignals = signals.items.filter(
    ({ openedAt, clearedAt }) =>
      Date.parse(openedAt) <= NEW_YEAR && (clearedAt === null || Date.parse(clearedAt) > NEW_YEAR),
  )
  return { municipalities, highest: first, newYearSignals }
}

/** A day in words, as it is called in the Netherlands: `1 januari 2020`. */
export function nameDay(moment: string): string {
  return new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(
    new Date(moment),
  )
}

/** A day as the API names it: `2020-01-01`. */
export function dayOf(moment: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date(moment))
}
