import type { IndicatorRanking, RankedArea } from './api.ts'
import { fromClock, toClock } from './clock-time.ts'
import { capitalise, formatList, formatShare, formatValue } from './format.ts'
import { type Language, messagesOf } from './language.ts'

/** In which order a list of areas is; the first is usual. */
export const RANK_SORTS = ['hoog', 'laag', 'naam', 'dekking'] as const
export type RankSort = (typeof RANK_SORTS)[number]

/** The parts of an address that are about the ranking. */
export const RANKING = { sort: 'volgorde', at: 'moment' } as const

/** The order that an address asks for. */
export function readSort(search: URLSearchParams): RankSort | undefined {
  return RANK_SORTS.find((one) => one === search.get(RANKING.sort))
}

/** What decides over the place of a row. */
export type Sortable = { name: string; value: number | null; coverage: number }

/** Rows in an order; those without a value are last, and by name. */
export function sortRows<T extends Sortable>(rows: readonly T[], sort: RankSort): T[] {
  const byName = (a: T, b: T) => a.name.localeCompare(b.name, 'nl')
  if (sort === 'naam') return rows.toSorted(byName)
  const keyOf = ({ value, coverage }: T) => {
    if (value === null) return -Infinity
    if (sort === 'dekking') return coverage
    return sort === 'hoog' ? value : -value
  }
  return rows.toSorted((a, b) => {
    const [first, second] = [keyOf(a), keyOf(b)]
    return first === second ? byName(a, b) : second > first ? 1 : -1
  })
}

/** The moment that a form or link asks for: a moment in full, or a day or hour here; undefined when it is neither. */
export function readAsked(text: string | null): string | undefined {
  if (!text) return undefined
  const here = fromClock(text.length === 10 ? `${text}T12:00` : text)
  if (here) return here.toISOString()
  const moment = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString()
}

/** The start of a period as a date field writes it, or one of date and time. */
export function writeAsked(start: string, period: IndicatorRanking['period']): string {
  return toClock(new Date(start)).slice(0, period === 'hour' ? 16 : 10)
}

/** Areas named in the sentence; of more only how many they are. */
const NAMED = 4

/** Where it is highest, in a sentence; undefined when there is no figure. */
export function describeTop(
  { items }: Pick<IndicatorRanking, 'items'>,
  period: string,
  unit: string,
  language: Language,
): string | undefined {
  const t = messagesOf(language).ranking
  const top = items.filter(({ position }) => position?.from === 1)
  if (top.length === 0) return undefined
  const names = top.map(({ areaName }) => areaName)
  return t.top({
    period: capitalise(period),
    areas: names.length > NAMED ? t.many(names.length) : formatList(names, language),
    many: names.length > 1,
    value: formatValue(top[0]?.value ?? null, unit, language),
  })
}

/** Why an area has no value, in a few words. */
export function nameReason({ reason, coverage }: RankedArea, language: Language): string {
  const t = messagesOf(language).ranking
  if (reason === 'too-little-coverage') return t.tooFew(formatShare(coverage, language))
  return reason === null ? t.notMeasured : t.noValue
}
