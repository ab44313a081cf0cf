import type { Indicator } from './api.ts'
import type { Rule } from './charts/line-chart.server.ts'

/** A line to judge measurements by, with the period of whose figure it is. */
export type Norm = Rule & Pick<Indicator, 'period'> & { slug: string }

/**
 * The norms that indicators have for what a series measures, each value once, lowest first. Only those in the same unit:
 * a share of the time says nothing in a chart of values.
 */
export function normsFor(series: { property: string; unit: string }, indicators: Indicator[]): Norm[] {
  const norms = indicators
    .filter(({ property, unit }) => property === series.property && unit === series.unit)
    .flatMap(({ lines, period, slug }) =>
      lines
        .filter(({ kind }) => kind === 'norm')
        .map(({ title, value, kind }) => ({ title, value, kind, period, slug })),
    )
  return [...new Map(norms.map((norm) => [norm.value, norm])).values()].sort(
    (left, right) => left.value - right.value,
  )
}
