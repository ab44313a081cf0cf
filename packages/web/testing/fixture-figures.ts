import { rankEstimates } from '@samenspel/standards/indicators'
import type { IndicatorRanking, OpenedFigure } from '../app/api.ts'
import { indicators, indicatorValues, stations } from './fixture-data.ts'

const HOUR = 3_600_000

/** What a figure is made of: two stations, of which the first left something out; one alone comes with its hours. */
export function openedFigure(
  key: string,
  asked: { area: string; periodStart: string; datastream?: string | undefined },
): OpenedFigure | undefined {
  const indicator = indicators.find(({ id, slug }) => id === key || slug === key)
  const figure =
    indicator &&
    indicatorValues(indicator).find(
      ({ areaCode, periodStart }) =>
        areaCode === asked.area && Date.parse(periodStart) === Date.parse(asked.periodStart),
    )
  if (!indicator || !figure) return undefined
  const start = Date.parse(figure.periodStart)
  const items = stations.slice(0, 2).map(({ thingId, name }, index) => ({
    datastreamId: thingId * 2 - 1,
    name: 'Temperatuur',
    thingId,
    thingName: name,
    value: (figure.value ?? 10) + index - 0.5,
    resolution: 'hour' as const,
    hours: 24 - index,
    days: null,
    leftOut: { values: index, days: 0 },
    ...(asked.datastream === undefined
      ? {}
      : {
          pieces: Array.from({ length: 24 }, (_, hour) => ({
            start: new Date(start + hour * HOUR).toISOString(),
            value: 14 + hour / 4,
          })),
        }),
  }))
  const alone = items.filter(({ datastreamId }) => String(datastreamId) === asked.datastream)
  return {
    figure,
    unit: indicator.unit,
    parts: [],
    items: asked.datastream === undefined ? items : alone,
    next: null,
  }
}

/** The order of the areas of an indicator in the newest period, as the API gives it. */
export function rankingOf(key: string): IndicatorRanking | undefined {
  const indicator = indicators.find(({ id, slug }) => id === key || slug === key)
  if (!indicator) return undefined
  const values = indicatorValues(indicator)
  const start = values.at(-1)?.periodStart ?? ''
  const figures = values
    .filter(({ periodStart }) => periodStart === start)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const positions = rankEstimates(figures)
  return {
    period: indicator.period,
    periodStart: start,
    periodEnd: figures[0]?.periodEnd ?? null,
    provisional: false,
    previous: new Date(Date.parse(start) - 86_400_000).toISOString(),
    next: null,
    ranked: figures.length,
    items: figures.map(({ areaCode, areaName, value, low, high, coverage, stations, reason }, index) => ({
      areaCode,
      areaName,
      value,
      low,
      high,
      coverage,
      stations,
      reason,
      position: positions[index] ?? null,
      yearBefore: null,
    })),
  }
}
