/** What the chart of a signal shows of that on which it rests. */
import type { IndicatorValue, Signal } from './api.ts'
import type { Rule } from './charts/line-chart.server.ts'
import type { Mark } from './charts/marks.ts'
import { endOfPeriod } from './clock-time.ts'
import { type Language, messagesOf } from './language.ts'

type Timed = Pick<Signal, 'kind' | 'state' | 'since' | 'lastAt' | 'clearedAt' | 'period'>

/**
 * The time that a signal is about, within the values of the chart: as long as figures were past a line, stay away until now, or are otherwise
 * than before. A goal that will be missed is of what is still to come, what was withdrawn is about no time, and of what is about all that is
 * shown there is nothing to point at.
 * @param now in milliseconds
 */
export function markSignal(
  signal: Timed,
  values: readonly Pick<IndicatorValue, 'periodStart' | 'periodEnd'>[],
  now: number,
): Mark[] {
  const [first, last] = [values.at(0), values.at(-1)]
  const from = Date.parse(signal.since)
  const end = endOf(signal, now)
  if (!first || !last || end === undefined) return []
  if (signal.kind === 'absence') return [{ number: null, from, to: end }]
  // A figure stands where its period begins: only beside short ones is there room for the rest of the newest.
  const newest = Date.parse(signal.period === 'year' ? last.periodStart : last.periodEnd)
  const to = Math.min(end, newest)
  const isAll = from <= Date.parse(first.periodStart) && to >= Date.parse(last.periodStart)
  return from < to && !isAll ? [{ number: null, from, to }] : []
}

/** The whole time that a signal is about; `to` is null while it goes on. */
export function timeOfSignal({ since, clearedAt, lastAt, state, period }: Timed): {
  from: string
  to: string | null
} {
  if (state === 'open') return { from: since, to: null }
  return { from: since, to: clearedAt ?? new Date(endOfPeriod(lastAt, period)).toISOString() }
}

function endOf({ kind, state, lastAt, clearedAt, period }: Timed, now: number): number | undefined {
  if (state === 'withdrawn' || kind === 'goal-missed') return undefined
  if (kind === 'threshold') return endOfPeriod(lastAt, period)
  return clearedAt === null ? now : Date.parse(clearedAt)
}

/** The target of the goal that will be missed, unless the indicator has a line there. Its name is too long for a chart, and stands below it. */
export function ruleOfGoal(
  { evidence }: Pick<Signal, 'evidence'>,
  lines: readonly Rule[],
  language: Language,
): Rule[] {
  const { goal } = evidence
  if (!goal || lines.some(({ value }) => value === goal.target)) return []
  return [{ title: messagesOf(language).indicators.lineKinds.target, value: goal.target, kind: 'target' }]
}
