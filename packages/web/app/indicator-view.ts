import type { Indicator, IndicatorValue } from './api.ts'
import type { Rule } from './charts/line-chart.server.ts'
import { formatPeriod, formatValue } from './format.ts'
import type { Language } from './language.ts'
import { messagesOf } from './language.ts'
import type { SideOfLine } from './messages/nl-figures.ts'

/** How the time axis of a chart writes the periods of an indicator, in d3-time-format. */
export const TIME_FORMATS = { hour: '%e %b %H:00', day: '%e %b', month: '%b %Y', year: '%Y' } as const

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

/** The period of a value, with a word when it is not over yet. */
export function namePeriod(
  { periodStart, provisional }: Pick<IndicatorValue, 'periodStart' | 'provisional'>,
  period: Indicator['period'],
  language: Language,
): string {
  const name = formatPeriod(periodStart, period, language)
  return provisional ? `${name} (${messagesOf(language).indicators.running})` : name
}

/** The lines in the chart of an indicator: those of its definition, and the one at which it gives a signal unless one has that value. */
export function linesOf(
  { lines, signalRule }: Pick<Indicator, 'lines' | 'signalRule'>,
  language: Language,
): Rule[] {
  if (!signalRule || lines.some(({ value }) => value === signalRule.line)) return lines
  const title = messagesOf(language).indicators.lineKinds.signal
  return [...lines, { title, value: signalRule.line, kind: 'signal' }]
}

function sideOf(value: number, line: number): SideOfLine {
  if (value === line) return 'on'
  return value > line ? 'above' : 'below'
}

/** What the chart says, in words: the newest value against the first line and that of the signal, the range, and how many gaps there are. */
export function describeIndicator(
  indicator: Pick<Indicator, 'title' | 'unit' | 'period' | 'lines' | 'signalRule'>,
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
  const { value } = latest
  const [line] = indicator.lines
  const signal = linesOf(indicator, language).at(indicator.lines.length)
  return [
    t.sentence({
      area: area.name,
      title: indicator.title,
      when: formatPeriod(latest.periodStart, indicator.period, language),
      value: show(value),
      ...(line && {
        line: {
          kind: t.lineKinds[line.kind],
          title: line.title,
          value: show(line.value),
          side: sideOf(value, line.value),
        },
      }),
    }),
    ...(latest.provisional ? [t.stillRunning] : []),
    ...(signal ? [t.signalLine(show(signal.value), sideOf(value, signal.value))] : []),
    ...(lowest < highest ? [t.range(show(lowest), show(highest))] : []),
    ...(gaps > 0 ? [t.gaps(gaps)] : []),
  ].join(' ')
}
