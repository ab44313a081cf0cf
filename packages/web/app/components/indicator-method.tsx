import type { Indicator } from '../api.ts'
import { formatShare, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { Section } from './page.tsx'
import { Facts } from './table.tsx'
import { TextLink } from './text.tsx'

/** How an indicator is computed, and where its lines come from. */
export function IndicatorMethod({
  indicator,
  measured,
  challenge,
}: {
  indicator: Indicator
  /** The name of what is measured. */
  measured: string
  challenge: { slug: string; title: string } | null
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.indicators
  const show = (value: number, unit = indicator.unit) => formatValue(value, unit, language)
  const method = `${words.statistics[indicator.statistic]}, ${words.perPeriod(
    words.periods[indicator.period],
    t.areas.levels[indicator.level].toLowerCase(),
  )}.`
  const extra = [
    indicator.percentile == null ? '' : words.percentileRule(indicator.percentile),
    indicator.norm == null ? '' : words.shareRule(show(indicator.norm, indicator.normUnit ?? indicator.unit)),
    words.goodDirection[indicator.goodDirection],
  ].filter(Boolean)
  const rule = indicator.signalRule
  return (
    <Section title={words.how}>
      <Facts
        items={[
          [words.property, measured],
          [words.method, [method, ...extra].join(' ')],
          ...(indicator.leftOutSeries > 0
            ? [
                [
                  words.leftOut,
                  words.leftOutRule(indicator.leftOutSeries, indicator.normUnit ?? indicator.unit),
                ] satisfies [string, string],
              ]
            : []),
          [words.coverage, words.coverageRule(formatShare(indicator.minimumCoverage, language))],
          ...indicator.lines.map(({ title, value, kind, source, sourceUrl }): [string, React.ReactNode] => [
            `${words.lineKinds[kind]}: ${title}`,
            <>
              {show(value)}. {t.site.source}:{' '}
              {sourceUrl ? <TextLink to={sourceUrl}>{source}</TextLink> : source}
            </>,
          ]),
          ...(rule
            ? [
                [
                  t.nav.signals,
                  words.signalRule({
                    above: rule.direction === 'above',
                    line: show(rule.line),
                    periods: rule.minimumPeriods,
                    period: words[rule.minimumPeriods === 1 ? 'periods' : 'periodsMany'][indicator.period],
                    clear: show(rule.clearLine),
                  }),
                ] satisfies [string, string],
              ]
            : []),
          ...(challenge
            ? [
                [
                  words.challenge,
                  <TextLink key="challenge" to={paths.challenge(challenge.slug)}>
                    {challenge.title}
                  </TextLink>,
                ] satisfies [string, React.ReactNode],
              ]
            : []),
          [words.version(indicator.version), indicator.id],
        ]}
      />
    </Section>
  )
}
