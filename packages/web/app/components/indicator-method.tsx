import type { ReactNode } from 'react'
import type { Indicator } from '../api.ts'
import { formatValue } from '../format.ts'
import { describeCoverage, describeLeftOut, describeMethod, type MethodPart } from '../indicator-method.ts'
import { type Language, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { Section } from './page.tsx'
import { Facts } from './table.tsx'
import { TextLink } from './text.tsx'

type Item = [string, ReactNode]

/** How an indicator is computed, where that was taken from, and where its lines come from. */
export function IndicatorMethod({
  indicator,
  measured,
  parts,
  challenge,
}: {
  indicator: Indicator
  /** The name of what is measured. */
  measured: string
  /** The figures that it is made of. */
  parts: readonly MethodPart[]
  challenge: { slug: string; title: string } | null
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.indicators
  const show = (value: number, unit = indicator.unit) => formatValue(value, unit, language)
  const method = [
    ...describeMethod(indicator, parts, language),
    words.goodDirection[indicator.goodDirection],
  ].join(' ')
  const items: (Item | false)[] = [
    indicator.what === 'property'
      ? [words.property, measured]
      : [t.method.madeOf, <Parts key="parts" parts={parts} />],
    [words.method, method],
    ...listRules(indicator, t, language),
    indicator.leftOutSeries > 0 && [
      words.leftOut,
      words.leftOutRule(indicator.leftOutSeries, indicator.normUnit ?? indicator.unit),
    ],
    ...indicator.lines.map(
      ({ title, value, kind, source, sourceUrl }): Item => [
        `${words.lineKinds[kind]}: ${title}`,
        <>
          {show(value)}. {t.site.source}: {sourceUrl ? <TextLink to={sourceUrl}>{source}</TextLink> : source}
        </>,
      ],
    ),
    ruleOf(indicator, { show, words, title: t.nav.signals }),
    indicator.source !== null && [
      t.method.source,
      <>
        <TextLink to={indicator.source.url}>{indicator.source.title}</TextLink>
        {indicator.source.clause ? `. ${indicator.source.clause}` : ''}
      </>,
    ],
    challenge !== null && [
      words.challenge,
      <TextLink key="challenge" to={paths.challenge(challenge.slug)}>
        {challenge.title}
      </TextLink>,
    ],
    [words.version(indicator.version), indicator.id],
  ]
  return (
    <Section title={words.how}>
      <Facts items={items.filter((item) => item !== false)} />
    </Section>
  )
}

type Words = ReturnType<typeof useLanguage>['t']

/** What counts, from how much there is a figure, and how sure that is. */
function listRules(indicator: Indicator, t: Words, language: Language): (Item | false)[] {
  const { what, level } = indicator
  const isMeasured = what === 'property'
  return [
    isMeasured && [t.method.flags, describeLeftOut(indicator, language).join(' ')],
    isMeasured && level === 'group' && [t.method.groups, t.method.groupsText],
    isMeasured && [t.indicators.coverage, describeCoverage(indicator, language).join(' ')],
    what !== 'area-statistic' && [
      t.method.margin,
      isMeasured ? t.method.marginText : t.method.marginCombined,
    ],
  ]
}

function ruleOf(
  { signalRule: rule, period }: Indicator,
  { show, words, title }: { show: (value: number) => string; words: Words['indicators']; title: string },
): Item | false {
  if (!rule) return false
  const name = words[rule.minimumPeriods === 1 ? 'periods' : 'periodsMany'][period]
  return [
    title,
    words.signalRule({
      above: rule.direction === 'above',
      line: show(rule.line),
      periods: rule.minimumPeriods,
      period: name,
      clear: show(rule.clearLine),
    }),
  ]
}

function Parts({ parts }: { parts: readonly MethodPart[] }) {
  const { t, language } = useLanguage()
  return (
    <ul className="sp-list">
      {parts.map(({ which, title, slug }) => (
        <li key={which}>
          {slug === null ? (
            title || t.method.unpublishedPart
          ) : (
            <TextLink to={pathsOf(language).indicator(slug)}>{title}</TextLink>
          )}
        </li>
      ))}
    </ul>
  )
}
