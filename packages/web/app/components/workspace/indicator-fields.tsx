import { PERIODS } from '@samenspel/standards/times'
import type { Indicator } from '../../api.ts'
import { useLanguage } from '../../language.ts'
import { textAt } from '../../workspace/values.ts'
import { type Choice, Line, Lines, NumberLine, Radios, Select, Tick, Ticks } from '../form/fields.tsx'
import { Rows } from '../form/rows.tsx'
import { Section } from '../page.tsx'
import { Paragraph } from '../text.tsx'

const STATISTICS: Indicator['statistic'][] = [
  'mean',
  'sum',
  'minimum',
  'maximum',
  'percentile',
  'share-above',
]
const LEVELS: Indicator['level'][] = ['municipality', 'district', 'neighbourhood']
const DIRECTIONS = ['lower', 'higher'] as const
const SIDES = ['above', 'below'] as const
const LINE_KINDS = ['norm', 'target', 'signal'] as const

/** All fields of an indicator; the page puts them in a form. */
export function IndicatorFields({
  properties,
  datasets,
  challenges,
}: {
  properties: Choice[]
  datasets: Choice[]
  challenges: Choice[]
}) {
  const { t } = useLanguage()
  const words = t.editing.indicator
  const named = <T extends string>(values: readonly T[], names: Record<T, string>) =>
    values.map((value) => ({ value, label: names[value] }))
  return (
    <>
      <Section title={words.aboutTitle}>
        <Line name="title" />
        <Lines name="description" optional rows={3} />
        <Select name="challengeId" options={challenges} empty={words.noChallenge} optional />
      </Section>
      <Section title={words.methodTitle}>
        {properties.length > 0 ? (
          <Select name="property" empty={t.forms.choose} options={properties} />
        ) : (
          <Line name="property" />
        )}
        <Line name="unit" />
        <Select name="statistic" options={named(STATISTICS, t.indicators.statistics)} />
        <NumberLine name="percentile" optional />
        <div className="sp-pair">
          <NumberLine name="norm" optional />
          <Line name="normUnit" optional />
        </div>
        <div className="sp-pair">
          <Select name="period" options={named(PERIODS, t.indicators.periods)} />
          <Select name="level" options={named(LEVELS, t.areas.levels)} />
        </div>
        <NumberLine name="minimumCoverage" />
        <Radios name="goodDirection" options={named(DIRECTIONS, words.directions)} />
        <Ticks name="datasetIds" options={datasets} optional />
      </Section>
      <Section title={words.linesTitle}>
        <Rows hideLabel name="lines" add={words.addLine} fold={(row) => textAt(row, 'title')}>
          {(row) => (
            <>
              <div className="sp-pair">
                <Line name={`${row}.title`} />
                <NumberLine name={`${row}.value`} />
              </div>
              <Select name={`${row}.kind`} options={named(LINE_KINDS, t.indicators.lineKinds)} />
              <Line name={`${row}.source`} optional />
              <Line name={`${row}.sourceUrl`} type="url" optional />
            </>
          )}
        </Rows>
      </Section>
      <Section title={words.ruleTitle}>
        <Paragraph>{words.ruleText}</Paragraph>
        <Paragraph className="sp-quiet">{words.ruleExample}</Paragraph>
        <Tick name="useRule" />
        <div className="sp-nested">
          <Radios name="signalRule.direction" options={named(SIDES, words.sides)} />
          <div className="sp-pair">
            <NumberLine name="signalRule.line" neededFor={words.forSignal} />
            <NumberLine name="signalRule.clearLine" optional />
          </div>
          <NumberLine name="signalRule.minimumPeriods" neededFor={words.forSignal} />
        </div>
      </Section>
    </>
  )
}
