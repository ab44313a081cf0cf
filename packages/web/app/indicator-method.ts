import type { Indicator } from './api.ts'
import { formatList, formatNumber, formatShare, formatValue } from './format.ts'
import { type Language, messagesOf } from './language.ts'

/** A figure that another is made of, as a page shows it. */
export type MethodPart = {
  which: 'first' | 'second'
  title: string
  slug: string | null
  /** The area or group of which it always is; null when it is of each area itself. */
  place: string | null
}

type Method = Pick<
  Indicator,
  | 'what'
  | 'step'
  | 'statistic'
  | 'percentile'
  | 'norm'
  | 'normUnit'
  | 'spell'
  | 'unit'
  | 'per'
  | 'period'
  | 'level'
  | 'minimumCoverage'
  | 'stepCoverage'
  | 'leftOutFlags'
>

/** What an indicator is in a few words: how it is made of measurements, or of what else it is. */
export function nameMethod(
  { what, statistic }: Pick<Method, 'what' | 'statistic'>,
  language: Language,
): string {
  const t = messagesOf(language)
  return what === 'property' ? t.indicators.statistics[statistic] : t.method.whats[what].toLowerCase()
}

/**
 * How the figures are made, in sentences.
 * @param parts of a difference or ratio the two figures; of a statistic of areas that one
 */
export function describeMethod(method: Method, parts: readonly MethodPart[], language: Language): string[] {
  const { method: words, indicators } = messagesOf(language)
  const { what, step, statistic, percentile, norm, normUnit, spell, unit, per, period, level } = method
  const where = capitalised(
    indicators.perPeriod(indicators.periods[period], words.levels[level].toLowerCase()),
  )
  const [first, other] = parts.map(({ title }) => title || words.unpublishedPart)
  if (what === 'area-statistic') return [words.statisticOf(first ?? '')]
  if (what !== 'property') {
    const place = parts.find(({ which }) => which === 'second')?.place ?? null
    const sentence =
      what === 'difference'
        ? words.difference(first ?? '', other ?? '')
        : words.ratio(first ?? '', other ?? '', formatNumber(per, language))
    return [`${where}.`, sentence, place === null ? words.sameArea : words.fixedPlace(place), words.noPart]
  }
  const sentences = words.statisticSentences({
    pieces: words.pieces[step === 'none' ? 'hour' : 'day'],
    norm: formatValue(norm, normUnit ?? unit, language),
    percentile: percentile ?? 50,
  })
  const peak = formatValue(spell?.peak ?? null, normUnit ?? unit, language)
  const rows = spell ? [words.spellSentence({ ...spell, peak })] : []
  return [`${where}.`, words.stepSentences[step], sentences[statistic], ...rows]
}

/** From how much of the measurements there is a figure, in sentences. */
export function describeCoverage(
  { what, step, minimumCoverage, stepCoverage }: Method,
  language: Language,
): string[] {
  const { method: words, indicators } = messagesOf(language)
  if (what !== 'property') return []
  const share = formatShare(minimumCoverage, language)
  if (step === 'none') return [indicators.coverageRule(share)]
  const ofDay = formatShare(stepCoverage, language)
  return [
    step === 'lden' ? words.soundCoverage(ofDay) : words.dayCoverage(ofDay),
    words.coverageOfDays(share),
  ]
}

/** Which measurements never count, in sentences. */
export function describeLeftOut({ what, leftOutFlags }: Method, language: Language): string[] {
  const { method: words } = messagesOf(language)
  if (what !== 'property') return []
  const more = leftOutFlags.filter((flag) => flag !== 'range' && flag !== 'manual')
  const names = formatList(
    more.map((flag) => words.flagNames[flag]),
    language,
  )
  return [words.alwaysLeftOut, ...(more.length > 0 ? [words.moreLeftOut(names)] : []), words.notShared]
}

/** The interval around a figure, in words; undefined when there is none. */
export function nameMargin(
  { low, high }: { low: number | null; high: number | null },
  unit: string,
  language: Language,
): string | undefined {
  if (low === null || high === null) return undefined
  return messagesOf(language).method.between(formatNumber(low, language), formatValue(high, unit, language))
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
