import type { Indicator, IndicatorValue } from '../api.ts'

/** The figures of an indicator in one area: one for each moment that is shown, or only the newest. */
export type AreaFigures = {
  code: string
  name: string
  values: (number | null)[]
  /** Share of the hours that were measured, of each. */
  coverage: number[]
  stations: number[]
  /** Ends of the 95 % interval; null when it is not known. */
  low: (number | null)[]
  high: (number | null)[]
  /** When the newest one begins; null when moments are shown. */
  periodStart: string | null
}

/** What is told of an indicator on a map. */
export type MappedIndicator = Pick<Indicator, 'slug' | 'title' | 'unit' | 'period' | 'property'> & {
  level: Exclude<Indicator['level'], 'group'>
}

/**
 * Figures by area, in the order of their names; every area of the level is there.
 * @param frames when the moments begin; none for the newest figure of each area
 */
export function figuresByArea(
  areas: readonly { code: string; name: string }[],
  items: readonly IndicatorValue[],
  frames: readonly string[],
): AreaFigures[] {
  const byArea = Map.groupBy(items, ({ areaCode }) => areaCode)
  const places = new Map(frames.map((start, index) => [Date.parse(start), index]))
  const size = Math.max(1, frames.length)
  return areas.map(({ code, name }) => {
    const own = byArea.get(code) ?? []
    const found: AreaFigures = {
      code,
      name,
      values: Array.from({ length: size }, () => null),
      coverage: Array.from({ length: size }, () => 0),
      stations: Array.from({ length: size }, () => 0),
      low: Array.from({ length: size }, () => null),
      high: Array.from({ length: size }, () => null),
      periodStart: frames.length === 0 ? (own[0]?.periodStart ?? null) : null,
    }
    for (const { periodStart, value, coverage, stations, low, high } of own) {
      const at = frames.length === 0 ? 0 : places.get(Date.parse(periodStart))
      if (at === undefined) continue
      found.values[at] = value
      found.coverage[at] = coverage
      found.stations[at] = stations
      found.low[at] = low
      found.high[at] = high
    }
    return found
  })
}
