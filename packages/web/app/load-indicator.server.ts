import { type FetchApi, getIndicatorValues, type Indicator, type IndicatorValue } from './api.ts'
import { describeIndicator, findLatest, worstOf } from './indicator-view.ts'
import type { Language } from './language.ts'

/** What a page shows of an indicator: one area over time, and the newest value of all areas. */
export type IndicatorView = {
  area: { code: string; name: string } | null
  /** Values of the area, oldest first. */
  values: IndicatorValue[]
  /** The newest value of each area, by name. */
  latest: IndicatorValue[]
}

const DAY = 86_400_000

/** How much time a chart shows, and how far back the newest value is looked for, in days. */
const SPANS = {
  hour: { shown: 10, newest: 1 },
  day: { shown: 365, newest: 5 },
  month: { shown: 366 * 5, newest: 75 },
  year: { shown: 366 * 30, newest: 800 },
} as const

/**
 * Loads an indicator for one area.
 * @param asked code of the area; without it, the area where it goes worst
 */
export async function loadIndicator(
  indicator: Indicator,
  asked: string | undefined,
  api: FetchApi,
  now: number,
): Promise<IndicatorView> {
  const { shown, newest } = SPANS[indicator.period]
  const since = (moment: number, days: number) => new Date(moment - days * DAY).toISOString()
  const recent = await getIndicatorValues(api, indicator.id, { from: since(now, newest) })
  // Data that stopped long ago are shown up to where they stop.
  const all = recent.items.some(({ value }) => value !== null)
    ? recent.items
    : (await getIndicatorValues(api, indicator.id, {})).items
  const latest = newestPerArea(all)
  const chosen = asked
    ? latest.find(({ areaCode }) => areaCode === asked)
    : worstOf(latest, indicator.goodDirection)
  const code = asked ?? chosen?.areaCode
  if (!code) return { area: null, values: [], latest }

  const end = Math.max(...latest.map(({ periodEnd }) => Date.parse(periodEnd)), 0) || now
  const from = since(end, shown)
  const { items } = await getIndicatorValues(api, indicator.id, { area: code, from })
  const values = items.toSorted((a, b) => a.periodStart.localeCompare(b.periodStart))
  const name = findLatest(values)?.areaName ?? chosen?.areaName ?? code
  return { area: { code, name }, values, latest }
}

/** What a page sends along of an indicator: the sentence and the newest rows, not every point of the chart. */
export type IndicatorSummary = {
  area: { code: string; name: string } | null
  /** What the chart says. */
  sentence: string
  /** The newest values of the area, newest first. */
  rows: IndicatorValue[]
  newest: IndicatorValue | null
}

const MOST_ROWS = 60

/** Shortens a view to what can be read. */
export function summariseView(
  indicator: Indicator,
  { area, values }: IndicatorView,
  language: Language,
): IndicatorSummary {
  return {
    area,
    sentence: area ? describeIndicator(indicator, area, values, language) : '',
    rows: values.toReversed().slice(0, MOST_ROWS),
    newest: findLatest(values) ?? null,
  }
}

function newestPerArea(items: IndicatorValue[]): IndicatorValue[] {
  const newest = new Map<string, IndicatorValue>()
  for (const item of items) {
    const known = newest.get(item.areaCode)
    const better =
      !known || (item.value !== null && (known.value === null || item.periodStart > known.periodStart))
    if (better) newest.set(item.areaCode, item)
  }
  return [...newest.values()].sort((a, b) => a.areaName.localeCompare(b.areaName, 'nl'))
}
