import { compareEstimates, rankEstimates } from '@samenspel/standards/indicators'
import { AMSTERDAM, endOfPeriod, type Period, startOfPeriod } from '@samenspel/standards/times'
import type { Value } from '../schema.ts'
import type { PlaceFigure } from '../store/figures.ts'
import type { RankedArea } from './schema.ts'

/** Of a period this part of the areas that the best measured one has must have a figure, for it to be the one that is shown first. */
const ENOUGH = 0.5

/** How many periods are looked at for that. */
export const LOOK_BACK = 10

/** The period that is shown first (its start, in ms); undefined without a figure. */
export function choosePeriod(figures: readonly Pick<Value, 'periodStart' | 'provisional' | 'value'>[]) {
  const measured = figures.filter(({ value }) => value !== null)
  const over = measured.filter(({ provisional }) => !provisional)
  const byStart = Map.groupBy(over.length > 0 ? over : measured, ({ periodStart }) => Date.parse(periodStart))
  const most = Math.max(0, ...[...byStart.values()].map(({ length }) => length))
  const good = [...byStart].filter(([, { length }]) => length >= most * ENOUGH)
  return good.length > 0 ? Math.max(...good.map(([start]) => start)) : undefined
}

/** The periods around one, by the calendar of Europe/Amsterdam, as starts in ms. */
export function periodsAround(at: number, period: Period) {
  const start = startOfPeriod(at, period, AMSTERDAM)
  const end = endOfPeriod(at, period, AMSTERDAM)
  return { start, end, previous: startOfPeriod(start - 1, period, AMSTERDAM) }
}

/** The start of so many periods before the one that holds this instant. */
export function goBack(at: number, period: Period, count: number): number {
  let start = startOfPeriod(at, period, AMSTERDAM)
  for (let step = 0; step < count; step += 1) start = startOfPeriod(start - 1, period, AMSTERDAM)
  return start
}

/** The same month or year one year earlier; undefined of what is shorter. */
export function yearBefore(start: number, period: Period): number | undefined {
  if (period !== 'month' && period !== 'year') return undefined
  return goBack(start, period, period === 'month' ? 12 : 1)
}

/** Every area with its position, those with the highest figure first and those without one last. */
export function rankAreas(now: readonly PlaceFigure[], before: readonly PlaceFigure[]): RankedArea[] {
  const earlier = new Map(before.map((one) => [one.areaCode, estimateOf(one)]))
  const positions = rankEstimates(now.map(estimateOf))
  return now
    .map((one, index): RankedArea => {
      const { areaCode, areaName } = one
      return {
        areaCode,
        areaName,
        ...estimateOf(one),
        coverage: one.known ? one.coverage : 0,
        stations: one.known ? one.stations : 0,
        reason: one.known ? one.reason : null,
        position: positions[index] ?? null,
        yearBefore: changeSince(estimateOf(one), earlier.get(areaCode)),
      }
    })
    .toSorted((a, b) => {
      const byValue = (b.value ?? -Infinity) - (a.value ?? -Infinity)
      return a.value === b.value || byValue === 0 ? a.areaName.localeCompare(b.areaName, 'nl') : byValue
    })
}

function estimateOf(figure: PlaceFigure) {
  if (!figure.known) return { value: null, low: null, high: null }
  const { value, low, high } = figure
  return { value, low, high }
}

function changeSince(
  now: ReturnType<typeof estimateOf>,
  before: ReturnType<typeof estimateOf> | undefined,
): RankedArea['yearBefore'] {
  if (now.value === null || !before || before.value === null) return null
  const change = compareEstimates({ ...now, value: now.value }, { ...before, value: before.value })
  return { value: before.value, change }
}
