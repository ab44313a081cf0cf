import type { EffectPoint } from '../charts/effect-chart.server.ts'
import { formatFixed, formatNumber, formatPeriod, formatShare, formatValue } from '../format.ts'
import type { Language } from '../language.ts'
import type { Messages } from '../messages/nl.ts'
import type { Effect, EffectCheck, Evaluation, Outcome, Step, Study } from './api.ts'

/** The answers, the surest first. */
export const ANSWERS = ['strong-indication', 'indication', 'no-evidence', 'not-assessable'] as const
export type Answer = (typeof ANSWERS)[number]

/** In which tone an answer is shown. An answer is no mark: that there is no effect is as much worth knowing. */
export const ANSWER_TONES = {
  'strong-indication': 'success',
  indication: 'success',
  'no-evidence': 'neutral',
  'not-assessable': 'neutral',
} as const satisfies Record<Answer, string>

export const OUTCOME_TONES = {
  sound: 'success',
  untried: 'neutral',
  doubtful: 'warning',
  contradicts: 'danger',
  prevents: 'danger',
} as const satisfies Record<EffectCheck['outcome'], string>

type Scale = Effect['scale']

/** A difference in the unit of the figures, or in percents when it is a ratio; with a plus when it is more. */
export function formatDifference(
  value: number | null,
  scale: Scale,
  unit: string,
  language: Language,
): string {
  if (value === null) return '–'
  const sign = value > 0 ? '+' : ''
  // Two digits that count: an effect is never more precise.
  const rounded = value === 0 ? 0 : Number(value.toPrecision(Math.abs(value) >= 100 ? 3 : 2))
  return `${sign}${scale === 'ratio' ? formatShare(value, language) : formatValue(rounded, unit, language)}`
}

/** Digits after the comma that a size of two digits that count has. */
const decimalsOf = (size: number): number =>
  size > 0 ? Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(size)))) : 1

/**
 * How differences that stand below each other are written: all with as many digits as the interval is sure of; without one as the largest of them.
 * @param values the column, what is not known left out
 */
export function differenceColumn(
  { scale, low, high }: Pick<Effect, 'scale'> & Partial<Pick<Effect, 'low' | 'high'>>,
  values: readonly number[],
  unit: string,
  language: Language,
): (value: number | null) => string {
  const times = scale === 'ratio' ? 100 : 1
  const isKnown = typeof low === 'number' && typeof high === 'number'
  const size = isKnown ? (high - low) / 2 : Math.max(0, ...values.map(Math.abs))
  const decimals = decimalsOf(times * size)
  return (value) => {
    if (value === null) return '–'
    const text = formatFixed(times * value, scale === 'ratio' ? '%' : unit, language, decimals)
    return Number((times * value).toFixed(decimals)) > 0 ? `+${text}` : text
  }
}

/** Parts that the range of a column can be told in. */
const PARTS = 100

/** How figures that stand below each other are written: all with as many digits, enough to tell a hundredth of their range apart. */
export function valueColumn(
  values: readonly (number | null)[],
  unit: string,
  language: Language,
): (value: number | null) => string {
  const known = values.flatMap((value) => value ?? [])
  const range = known.length === 0 ? 0 : Math.max(...known) - Math.min(...known)
  const decimals = range > 0 ? Math.min(4, Math.max(0, -Math.floor(Math.log10((5 * range) / PARTS)))) : 1
  return (value) => formatFixed(value, unit, language, decimals)
}

/** The interval in words; also when it has an end on one side only, or none. */
export function formatInterval(
  { low, high, scale }: Pick<Effect, 'low' | 'high' | 'scale'>,
  unit: string,
  { evaluations: words }: Messages,
  language: Language,
): string {
  const show = (value: number) => formatDifference(value, scale, unit, language)
  if (low !== null && high !== null) return words.range(show(low), show(high))
  if (low !== null) return words.atLeast(show(low))
  return high === null ? words.noInterval : words.atMost(show(high))
}

/** How probable it is by chance, as people say it: 2 %, or less than 0,1 %. */
export function formatChance(p: number, language: Language): string {
  if (p < 0.001) return `<${formatPercent(0.1, language)}`
  return formatPercent(Number((100 * p).toPrecision(2)), language)
}

const formatPercent = (percents: number, language: Language) =>
  `${formatNumber(percents, language)}${language === 'nl' ? '\u00a0' : ''}%`

/** The checks, those that say most about the answer first. */
const CHECK_ORDER = ['prevents', 'contradicts', 'doubtful', 'sound', 'untried'] as const

export const inOrder = (checks: readonly EffectCheck[]): EffectCheck[] =>
  checks.toSorted((one, other) => CHECK_ORDER.indexOf(one.outcome) - CHECK_ORDER.indexOf(other.outcome))

/** How many of the pretended effects are as large as the real one, whichever way. */
export const countLarger = (real: number, pretended: readonly number[]): number =>
  pretended.filter((value) => Math.abs(value) >= Math.abs(real)).length

/** What is drawn and written of each step. */
export function pointsOf({ picture }: Outcome, { periods }: Study): EffectPoint[] {
  const { measured, expected, low, high } = picture
  return periods.map((time, index) => ({
    time,
    measured: measured[index] ?? null,
    expected: expected?.[index] ?? null,
    low: low?.[index] ?? null,
    high: high?.[index] ?? null,
  }))
}

/** Whether it can be shown by how much the figures differ from what was to be expected: not of counts, which differ by a factor. */
export const hasDifference = ({ effect, picture }: Outcome): boolean =>
  effect?.scale === 'difference' && (picture.expected ?? []).some((value) => value !== null)

/** Each step with what was to be expected as zero, and the rest as far from it as it was. */
export function differencesOf(points: readonly EffectPoint[]): EffectPoint[] {
  return points.map(({ time, measured, expected, low, high }) => {
    const away = (value: number | null) => (value === null || expected === null ? null : value - expected)
    return { time, measured: away(measured), expected: away(expected), low: away(low), high: away(high) }
  })
}

const STEPS_BY_SEASON: Readonly<Record<number, Step>> = {
  365: 'day',
  52: 'week',
  12: 'month',
  4: 'quarter',
  1: 'year',
}

/** Of how long the steps are of which the figures are the means. */
export const stepOf = ({ season }: Pick<Study, 'season'>): Step => STEPS_BY_SEASON[season] ?? 'day'

/** What came out of a computation, with what went into it; undefined when there is nothing yet. */
export function computedOf({ computation }: Evaluation): { study: Study; outcome: Outcome } | undefined {
  if (!computation?.outcome) return undefined
  const { study, outcome } = computation
  return { study, outcome }
}

/** The first day of a step in words that fit its length. */
export const nameStep = (day: string, step: Step, language: Language): string =>
  formatPeriod(day, step === 'year' ? 'year' : step === 'month' ? 'month' : 'day', language)

/** The figures of a study as comma-separated values, with a heading; what is no figure is empty. */
export function writeFigures({ periods, start, areas }: Study): string {
  const rows = areas.flatMap(({ code, name, startedAt, values }) =>
    periods.map((period, index) => [
      period,
      index < (startedAt ?? start) ? 'before' : 'after',
      code,
      name,
      startedAt === null ? 'compared' : 'treated',
      values[index] ?? '',
    ]),
  )
  const lines = [['period', 'when', 'area', 'name', 'role', 'value'], ...rows]
  return lines.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')
}

const writeCell = (value: string | number): string =>
  typeof value === 'number'
    ? String(value)
    : /[",\r\n]/.test(value)
      ? `"${value.replaceAll('"', '""')}"`
      : value
