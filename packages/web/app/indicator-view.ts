import type { Indicator, IndicatorValue } from './api.ts'
import { formatPeriod, formatValue } from './format.ts'
import type { Language } from './language.ts'
import { messagesOf } from './language.ts'

/** The newest period that has a value. */
export function findLatest(values: IndicatorValue[]): IndicatorValue | undefined {
  return values.findLast(({ value }) => value !== null)
}

/** The area where it goes worst: the highest value when lower is better. */
export function worstOf(
  values: IndicatorValue[],
  goodDirection: Indicator['goodDirection'],
): IndicatorValue | undefined {
  const known = values.filter(({ value }) => value !== null)
  const sign = goodDirection === 'lower' ? 1 : -1
  return known.toSorted((a, b) => sign * ((b.value ?? 0) - (a.value ?? 0)))[0]
}

/** What the chart says, in words: the newest value against the first line, the range, and how many gaps there are. */
export function describeIndicator(
  indicator: Pick<Indicator, 'title' | 'unit' | 'period' | 'lines'>,
  area: { name: string },
  values: IndicatorValue[],
  language: Language,
): string {
  const t = messagesOf(language).indicators
  const latest = findLatest(values)
  if (!latest || latest.value === null) return t.noSentence(area.name)
  const show = (value: number) => formatValue(value, indicator.unit, language)
  const known = values.flatMap(({ value }) => (value === null ? [] : [value]))
  const [lowest, highest] = [Math.min(...known), Math.max(...known)]
  const gaps = values.length - known.length
  const line = indicator.lines[0]
  return [
    t.sentence({
      area: area.name,
      title: indicator.title,
      when: formatPeriod(latest.periodStart, indicator.period, language),
      value: show(latest.value),
      ...(line && {
        line: {
          kind: t.lineKinds[line.kind],
          title: line.title,
          value: show(line.value),
          above: latest.value > line.value,
        },
      }),
    }),
    ...(lowest < highest ? [t.range(show(lowest), show(highest))] : []),
    ...(gaps > 0 ? [t.gaps(gaps)] : []),
  ].join(' ')
}
