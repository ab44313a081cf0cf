import { type FetchApi, getIndicatorValues, type Indicator, type IndicatorValue } from './api.ts'
import { isWithin } from './area-codes.ts'
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

/** How much time a chart shows, in milliseconds. */
export const SHOWN = { hour: 10 * DAY, day: 365 * DAY, month: 366 * 5 * DAY, year: 366 * 30 * DAY } as const

/** From when to when, until now when `to` is null. */
type Time = { from: string; to: string | null }

/** Which area to show: this one, with this time in sight, or of those in these areas (of all when there are none) the one where it goes worst. */
type Choice = { area: string; during?: Time } | { within: readonly string[] }

/** Loads an indicator for one area. */
export async function loadIndicator(
  indicator: Indicator,
  choice: Choice,
  api: FetchApi,
  now: number,
): Promise<IndicatorView> {
  const newest = await getIndicatorValues(api, indicator.id, { latest: true })
  const latest = newest.items.toSorted((a, b) => a.areaName.localeCompare(b.areaName, 'nl'))
  const chosen =
    'area' in choice
      ? latest.find(({ areaCode }) => areaCode === choice.area)
      : worstOf(
          latest.filter(({ areaCode }) => isWithin(areaCode, choice.within)),
          indicator.goodDirection,
        )
  const code = 'area' in choice ? choice.area : chosen?.areaCode
  if (!code) return { area: null, values: [], latest }

  // Data that stopped long ago are shown up to where they stop.
  const end = Math.max(...latest.map(({ periodEnd }) => Date.parse(periodEnd)), 0) || now
  const stretch = stretchWith('area' in choice ? choice.during : undefined, end, SHOWN[indicator.period])
  const { items } = await getIndicatorValues(api, indicator.id, { area: code, ...stretch })
  const values = items.toSorted((a, b) => a.periodStart.localeCompare(b.periodStart))
  const name = findLatest(values)?.areaName ?? chosen?.areaName ?? code
  return { area: { code, name }, values, latest }
}

/** The newest time; or a time with what was before and after it, until the newest when that is near. */
function stretchWith(during: Time | undefined, end: number, length: number) {
  const write = (time: number) => new Date(time).toISOString()
  const margin = length / 4
  const from = Math.min(end - length, during ? Date.parse(during.from) - margin : end)
  const to = during?.to ? Date.parse(during.to) + margin : end
  return to < end - margin ? { from: write(from), to: write(to) } : { from: write(from) }
}

/** What a page sends along of an indicator: the sentence and the newest rows, not every point of the chart. */
export type IndicatorSummary = {
  area: { code: string; name: string } | null
  /** What the chart says. */
  sentence: string
  /** The newest values of the area, newest first. */
  rows: IndicatorValue[]
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
  }
}
