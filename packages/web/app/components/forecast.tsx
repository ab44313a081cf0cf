import type { Indicator, IndicatorForecast } from '../api.ts'
import { formatPeriod, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import type { Computed } from '../load-insight.server.ts'
import { pathsOf } from '../paths.ts'
import { ChartFigure } from './chart.tsx'
import { Section } from './page.tsx'
import { Table } from './table.tsx'
import { Nothing } from './text.tsx'

/** What is expected of an indicator, with how well that went in the past; or why nothing is said. */
export function ForecastSection({
  indicator,
  forecast,
}: {
  indicator: Pick<Indicator, 'slug' | 'title'>
  forecast: Computed<IndicatorForecast>
}) {
  const { t, language } = useLanguage()
  const words = t.forecast
  if (forecast === 'none') return null
  if (forecast === 'later') {
    return (
      <Section title={words.title}>
        <Nothing>{words.later}</Nothing>
      </Section>
    )
  }
  const { areaCode, areaName, steps, period, unit, sentence } = forecast
  const show = (value: number) => formatValue(value, unit, language)
  const title = words.chart(indicator.title, areaName)
  return (
    <Section title={words.title}>
      {steps.length === 0 ? (
        <Nothing>{sentence[language]}</Nothing>
      ) : (
        <ChartFigure
          src={pathsOf(language).forecastChart(indicator.slug, areaCode)}
          title={title}
          sentence={`${sentence[language]} ${words.band}`}
        >
          <Table
            caption={title}
            columns={[
              { title: t.site.date },
              { title: words.expected, numeric: true },
              { title: words.low, numeric: true },
              { title: words.high, numeric: true },
            ]}
            rows={steps.map(({ periodStart, value, low, high }) => ({
              key: periodStart,
              cells: [formatPeriod(periodStart, period, language), show(value), show(low), show(high)],
            }))}
          />
        </ChartFigure>
      )}
    </Section>
  )
}
