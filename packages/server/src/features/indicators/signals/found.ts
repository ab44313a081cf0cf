/** What signals of absence and change the figures of the areas give, decided from values alone. */
import {
  type Change,
  findAbsences,
  toWeeks,
  WATCHES,
  YEARS_PER_FALSE_ALARM,
} from '@samenspel/standards/signals'
import { AMSTERDAM, listPeriods, type Period } from '@samenspel/standards/times'
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

/** The figures of one area in the order of time, of periods that are over. */
export type AreaFigures = { areaCode: string; figures: { start: number; value: number | null }[] }

/** Values at equal steps, as they are looked at; `starts` in ms since 1970, null for a step before the first. */
export type Steps = { areaCode: string; starts: (number | null)[]; values: (number | null)[] }

/** Other areas without which there is no middle of them. */
const LEAST_OTHERS = 5

const WEEK = 7 * 86_400_000

/** Brings figures to weeks or months, and those that are compared with other areas to how they differ from the middle of these. */
export function toSteps(all: readonly AreaFigures[], against: 'itself' | 'others', period: Period): Steps[] {
  const stepped = all.map(({ areaCode, figures }) => ({
    areaCode,
    steps: period === 'month' ? toMonths(figures) : toWeeks(figures),
  }))
  const byArea = stepped.map(({ areaCode, steps }) => ({
    areaCode,
    values: new Map(steps.map(({ start, value }) => [start, value])),
  }))
  return stepped.map(({ areaCode, steps }) => {
    const values = steps.map(({ start, value }) => {
      if (against === 'itself' || value === null) return value
      const others = byArea
        .filter((other) => other.areaCode !== areaCode)
        .flatMap((other) => other.values.get(start) ?? [])
      return others.length < LEAST_OTHERS ? null : value - middleOf(others)
    })
    // Looks are at the same weeks or months whenever the series begins.
    const padding = steps[0] ? placeOf(steps[0].start, period) % everyOf(period) : 0
    const empty = Array.from({ length: padding }, () => null)
    return { areaCode, starts: [...empty, ...steps.map(({ start }) => start)], values: [...empty, ...values] }
  })
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

function toMonths(figures: AreaFigures['figures']): { start: number; value: number | null }[] {
  const [first, last] = [figures[0], figures.at(-1)]
  if (!first || !last) return []
  const known = new Map(figures.map(({ start, value }) => [start, value]))
  return [...listPeriods(first.start, last.start + 1, 'month', AMSTERDAM)].map(({ start }) => ({
    start,
    value: known.get(start) ?? null,
  }))
}

function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]]
  return (low + high) / 2
}
