/** What signals of absence and change the figures of the areas give, decided from values alone. */
import { type Change, findAbsences, WATCHES, YEARS_PER_FALSE_ALARM } from '@samenspel/standards/signals'
import { AMSTERDAM, listPeriods, type Period, startOfPeriod } from '@samenspel/standards/times'
import type { ChangeEvidence, RuleOf, StoredEvidence } from './schema.ts'

/** A signal that the figures of one area give; moments in ms since 1970. */
export type Found = {
  areaCode: string
  since: number
  openedAt: number
  lastAt: number
  clearedAt: number | null
  evidence: StoredEvidence
}

/** A stretch without figures in an area; `to` is null when it has not ended. */
export type Gap = { areaCode: string; from: number; to: number | null }

/** The signals of gaps of enough whole periods. @param now in ms since 1970 */
export function absencesIn(
  gaps: readonly Gap[],
  { rule, period, now }: { rule: RuleOf<'absence'>; period: Period; now: number },
): Found[] {
  return gaps.flatMap(({ areaCode, from, to }) => {
    const missing = [...listPeriods(from, to ?? now, period, AMSTERDAM)].filter(({ end }) => end <= now)
    const before = { start: from - 1, present: true }
    const after = to === null ? [] : [{ start: to, present: true }]
    const periods = [before, ...missing.map(({ start }) => ({ start, present: false })), ...after]
    return findAbsences(periods, rule.periods).map(
      ({ since, openedAt, lastAt, periods: count, clearedAt }) => ({
        areaCode,
        since,
        openedAt,
        lastAt,
        clearedAt: clearedAt ?? null,
        evidence: { rule, periods: count },
      }),
    )
  })
}

/** The values of the weeks or months of one area, by their start in ms since 1970. */
export type AreaSteps = { areaCode: string; values: ReadonlyMap<number, number | null> }

/** Values at equal steps, as they are looked at; `starts` in ms since 1970, null for a step before the first. */
export type Steps = { areaCode: string; starts: (number | null)[]; values: (number | null)[] }

/** Other areas without which there is no middle of them. */
const LEAST_OTHERS = 5

const DAY = 86_400_000
const WEEK = 7 * DAY

/** Lays values at equal steps, and brings those that are compared with other areas to how they differ from the middle of these. */
export function toSteps(all: readonly AreaSteps[], against: 'itself' | 'others', period: Period): Steps[] {
  const sorted = against === 'others' ? sortByStep(all) : undefined
  return all.map(({ areaCode, values }) => {
    const starts = stepsOf(values, period)
    const shown = starts.map((start) => {
      const value = values.get(start) ?? null
      return value === null || !sorted ? value : differenceFromOthers(value, sorted.get(start) ?? [])
    })
    // Looks are at the same weeks or months whenever the series begins.
    const padding = starts[0] === undefined ? 0 : placeOf(starts[0], period) % everyOf(period)
    const empty = Array.from({ length: padding }, () => null)
    return { areaCode, starts: [...empty, ...starts], values: [...empty, ...shown] }
  })
}

/** The values of all areas by step, the lowest first. */
function sortByStep(all: readonly AreaSteps[]): Map<number, number[]> {
  const byStep = new Map<number, number[]>()
  for (const { values } of all) {
    for (const [start, value] of values) {
      if (value === null) continue
      const others = byStep.get(start)
      if (others) others.push(value)
      else byStep.set(start, [value])
    }
  }
  for (const values of byStep.values()) values.sort((a, b) => a - b)
  return byStep
}

/** How far a value lies from the middle of the others; it is one of the sorted ones itself. */
function differenceFromOthers(value: number, sorted: readonly number[]): number | null {
  const count = sorted.length - 1
  if (count < LEAST_OTHERS) return null
  // Without its own, all from its place on are one further.
  const own = sorted.indexOf(value)
  const at = (place: number) => sorted[place < own ? place : place + 1] ?? 0
  return value - (at((count - 1) >> 1) + at(count >> 1)) / 2
}

/** The starts of all steps from the first with a value to the last. */
function stepsOf(values: ReadonlyMap<number, number | null>, period: Period): number[] {
  const known = [...values].flatMap(([start, value]) => (value === null ? [] : [start]))
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return []
  if (period === 'month') {
    return [...listPeriods(first, last + 1, 'month', AMSTERDAM)].map(({ start }) => start)
  }
  const starts = [first]
  // Noon, a week on, is in the day that begins the next week, also when the clock changed.
  for (let start = first; start < last; starts.push(start)) {
    start = startOfPeriod(start + WEEK + DAY / 2, 'day', AMSTERDAM)
  }
  return starts
}

/** The number of the last look at or before a moment, and when it was. */
export function lookAt(period: Period, now: number): { look: number; at: number } {
  const every = everyOf(period)
  if (period === 'month') {
    const start = startOfPeriod(now, 'month', AMSTERDAM)
    return { look: Math.floor(placeOf(start, period) / every), at: start }
  }
  const look = Math.floor(placeOf(now - WEEK / 2, period) / every)
  return { look, at: look * every * WEEK }
}

/** How steps of a period are looked at. */
export function watchOf(against: 'itself' | 'others', period: Period): keyof typeof YEARS_PER_FALSE_ALARM {
  if (period === 'month') return 'month'
  return against === 'others' ? 'difference' : 'week'
}

/** The signals of changes that were found in the steps of one area. */
export function signalsOf(
  { areaCode, starts }: Steps,
  changes: readonly Change[],
  { rule, period }: { rule: RuleOf<'change'>; period: Period },
): Found[] {
  return changes.flatMap(({ of, since, seen, size, low, high, p, ended }) => {
    const at = (step: number) => starts[step] ?? null
    const [begin, opened] = [at(since), at(seen)]
    if (begin === null || opened === null) return []
    const { against } = rule
    const change: ChangeEvidence = {
      of,
      against,
      step: period === 'month' ? 'month' : 'week',
      size,
      low,
      high,
      p,
      yearsPerFalseAlarm: YEARS_PER_FALSE_ALARM[watchOf(against, period)],
    }
    return [
      {
        areaCode,
        since: begin,
        openedAt: opened,
        lastAt: opened,
        clearedAt: ended === undefined ? null : at(ended),
        evidence: { rule, change },
      },
    ]
  })
}

function everyOf(period: Period): number {
  return (period === 'month' ? WATCHES.month : WATCHES.week).every
}

/** The number of a week or month, counted from a fixed one. */
function placeOf(start: number, period: Period): number {
  if (period !== 'month') return Math.round(start / WEEK)
  const day = new Date(start + WEEK)
  return day.getUTCFullYear() * 12 + day.getUTCMonth()
}
