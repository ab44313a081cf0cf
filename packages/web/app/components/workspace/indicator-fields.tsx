import { STATISTICS, STEPS } from '@samenspel/standards/indicators'
import { PERIODS } from '@samenspel/standards/times'
import { type ReactNode, useState } from 'react'
import type { Indicator } from '../../api.ts'
import { useLanguage } from '../../language.ts'
import { rowsAt, textAt } from '../../workspace/values.ts'
import { type Choice, Line, Lines, NumberLine, Radios, Select, Tick, Ticks } from '../form/fields.tsx'
import { useForm } from '../form/form-context.ts'
import { Rows } from '../form/rows.tsx'
import { Section } from '../page.tsx'
import { Paragraph } from '../text.tsx'

const WHATS: Indicator['what'][] = ['property', 'area-statistic', 'difference', 'ratio']
const LEVELS: Indicator['level'][] = ['municipality', 'district', 'neighbourhood', 'group']
/** Those that a definition can leave out besides those that never count. */
const FLAGS: Indicator['leftOutFlags'] = ['constant', 'rate', 'outlier', 'correlation', 'similarity']
const DIRECTIONS = ['lower', 'higher'] as const
const SIDES = ['above', 'below'] as const
const LINE_KINDS = ['norm', 'target', 'signal'] as const

/** All fields of an indicator; the page puts them in a form. */
export function IndicatorFields({
  properties,
  datasets,
  challenges,
  measures,
  operands,
}: {
  properties: Choice[]
  /** Statistics of areas. */
  measures: Choice[]
  /** What a difference or ratio can be made of. */
  operands: Choice[]
  datasets: Choice[]
  challenges: Choice[]
}) {
  const { t } = useLanguage()
  const words = t.editing.indicator
  const { values } = useForm()
  const [what, setWhat] = useState(textAt(values, 'what'))
  const named = <T extends string>(of: readonly T[], names: Record<T, string>) =>
    of.map((value) => ({ value, label: names[value] }))
  return (
    <>
      <Section title={words.aboutTitle}>
        <Line name="title" />
        <Lines name="description" optional rows={3} />
        <Select name="challengeId" options={challenges} empty={words.noChallenge} optional />
      </Section>
      <Section title={words.whatTitle}>
        <Radios name="what" options={named(WHATS, t.method.whats)} onChoose={setWhat} />
        {properties.length > 0 ? (
          <Select
            name="property"
            empty={t.forms.choose}
            options={properties}
            neededFor={words.neededFor.property}
          />
        ) : (
          <Line name="property" neededFor={words.neededFor.property} />
        )}
        <Folded
          title={words.measureTitle}
          text={words.measureText}
          names={['measure']}
          isAsked={what === 'area-statistic'}
        >
          <Select
            name="measure"
            empty={t.forms.choose}
            options={measures}
            neededFor={words.neededFor.measure}
          />
        </Folded>
        <Folded
          title={words.combineTitle}
          text={words.combineText}
          names={['first', 'second.indicatorId', 'second.place']}
          isAsked={what === 'difference' || what === 'ratio'}
        >
          <Select
            name="first"
            empty={t.forms.choose}
            options={operands}
            neededFor={words.neededFor.operands}
          />
          <Select
            name="second.indicatorId"
            empty={t.forms.choose}
            options={operands}
            neededFor={words.neededFor.operands}
          />
          <Line name="second.place" optional />
          <NumberLine name="per" optional />
        </Folded>
      </Section>
      <Section title={words.methodTitle}>
        <Line name="unit" />
        <Select name="step" options={named(STEPS, t.method.steps)} />
        <Select name="statistic" options={named(STATISTICS, t.indicators.statistics)} />
        <NumberLine name="percentile" optional />
        <div className="sp-pair">
          <NumberLine name="norm" optional />
          <Line name="normUnit" optional />
        </div>
        <Folded
          title={words.spellTitle}
          text={words.spellText}
          names={['spell.days', 'spell.peakDays', 'spell.peak']}
        >
          <NumberLine name="spell.days" optional />
          <div className="sp-pair">
            <NumberLine name="spell.peakDays" optional />
            <NumberLine name="spell.peak" optional />
          </div>
        </Folded>
        <Select name="period" options={named(PERIODS, t.indicators.periods)} />
        <Radios name="goodDirection" options={named(DIRECTIONS, words.directions)} />
      </Section>
      <Section title={words.whereTitle}>
        <Select name="level" options={named(LEVELS, t.method.levels)} />
        <Folded title={words.groupsTitle} text={words.groupsText} names={['groups']}>
          <Rows hideLabel name="groups" add={words.addGroup} fold={(row) => textAt(row, 'title')}>
            {(row) => (
              <>
                <div className="sp-pair">
                  <Line name={`${row}.code`} />
                  <Line name={`${row}.title`} />
                </div>
                <Line name={`${row}.thingIds`} optional />
                <Ticks name={`${row}.datasetIds`} options={datasets} optional />
              </>
            )}
          </Rows>
        </Folded>
        <Ticks name="datasetIds" options={datasets} optional />
        <Ticks name="leftOutFlags" options={named(FLAGS, t.method.flagNames)} optional wide />
        <div className="sp-pair">
          <NumberLine name="minimumCoverage" />
          <NumberLine name="stepCoverage" />
        </div>
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
      <Section title={words.sourceTitle}>
        <Folded title={words.sourceTitle} text={words.sourceText} names={['source.title', 'source.url']}>
          <Line name="source.title" optional />
          <Line name="source.clause" optional />
          <Line name="source.url" type="url" optional />
        </Folded>
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

/** Fields that are folded away until they are asked for, one of them is used, or something in them is wrong. */
function Folded({
  title,
  text,
  names,
  isAsked = false,
  children,
}: {
  title: string
  text: string
  names: readonly string[]
  /** Whether something chosen elsewhere in the form needs them. */
  isAsked?: boolean
  children: ReactNode
}) {
  const { values, mistakes, focus } = useForm()
  const isUsed = names.some(
    (name) =>
      textAt(values, name) !== '' ||
      rowsAt(values, name).length > 0 ||
      focus?.startsWith(name) ||
      [...mistakes.keys()].some((field) => field === name || field.startsWith(`${name}.`)),
  )
  return (
    <details className="sp-more-fields" open={isAsked || isUsed}>
      <summary>
        {title} <span className="sp-choice-hint">{text}</span>
      </summary>
      <div className="sp-nested">{children}</div>
    </details>
  )
}
