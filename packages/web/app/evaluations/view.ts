import type { EffectPoint } from '../charts/effect-chart.server.ts'
import { formatFixed, formatNumber, formatPeriod } from '../format.ts'
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

/** Digits after the comma that a size of two digits that count has. */
const decimalsOf = (size: number): number =>
  size > 0 ? Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(size)))) : 1

type Ends = { low?: number | null | undefined; high?: number | null | undefined }

const halfOf = ({ low, high }: Ends): number | undefined =>
  typeof low === 'number' && typeof high === 'number' ? (high - low) / 2 : undefined

/**
 * How differences that stand below each other are written, with a plus when they are more: in percents when they are ratios, and all with as many digits as the interval is sure of; without one as the largest of them.
 * @param values the column, what is not known left out
 */
export function differenceColumn(
  { scale, low, high }: Pick<Effect, 'scale'> & Ends,
  values: readonly number[],
  unit: string,
  language: Language,
): (value: number | null) => string {
  const times = scale === 'ratio' ? 100 : 1
  const size = halfOf({ low, high }) ?? Math.max(0, ...values.map(Math.abs))
  const decimals = decimalsOf(times * size)
  return (value) => {
    if (value === null) return '–'
    const text = formatFixed(times * value, scale === 'ratio' ? '%' : unit, language, decimals)
    return Number((times * value).toFixed(decimals)) > 0 ? `+${text}` : text
  }
}

type Computed = { estimate: number | null; scale?: Scale | null; unit?: string | null }

/**
 * How outcomes of several computations that stand below each other are written: those in one unit with as many digits, which are those of the
 * outcome of the page when that is in the same unit.
 * @param own the computation of the page, of which rows that do not say otherwise have the scale and the unit
 */
export function differencesOfRows(
  rows: readonly Computed[],
  own: { study: Pick<Study, 'unit'>; outcome: Pick<Outcome, 'effect'> } | undefined,
  language: Language,
): (row: Computed) => string {
  const effect = own?.outcome.effect
  const scaleOf = (row: Computed): Scale => row.scale ?? effect?.scale ?? 'difference'
  const unitOf = (row: Computed) => row.unit ?? own?.study.unit ?? ''
  return (row) => {
    const [scale, unit] = [scaleOf(row), unitOf(row)]
    const alike = rows.filter((each) => scaleOf(each) === scale && unitOf(each) === unit)
    const values = alike.flatMap(({ estimate }) => estimate ?? [])
    const isOwn = effect?.scale === scale && own?.study.unit === unit
    return differenceColumn(isOwn ? effect : { scale }, values, unit, language)(row.estimate)
  }
}

/** Parts that the range of a column can be told in. */
const PARTS = 100

/**
 * How figures that stand below each other are written: all with as many digits, enough to tell a hundredth of their range apart, and to see an
 * effect that is a difference between them.
 */
export function valueColumn(
  values: readonly (number | null)[],
  unit: string,
  language: Language,
  effect?: (Pick<Effect, 'scale'> & Ends) | null,
): (value: number | null) => string {
  const known = values.flatMap((value) => value ?? [])
  const range = known.length === 0 ? 0 : Math.max(...known) - Math.min(...known)
  const enough = range > 0 ? Math.min(4, Math.max(0, -Math.floor(Math.log10((5 * range) / PARTS)))) : 1
  const half = effect?.scale === 'difference' ? halfOf(effect) : undefined
  const decimals = half === undefined ? enough : Math.max(enough, decimalsOf(half))
  return (value) => formatFixed(value, unit, language, decimals)
}

/**
 * The interval in words; also when it has an end on one side only, or none.
 * @param show how the estimate is written: the ends have as many digits
 */
export function formatInterval(
  { low, high }: Pick<Effect, 'low' | 'high'>,
  show: (value: number) => string,
  { evaluations: words }: Messages,
): string {
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
