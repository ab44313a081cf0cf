import type { Indicator } from '../api.ts'
import type { Language } from '../language.ts'
import { orNull, readDecimal, writeNumber } from './numbers.ts'
import { type FormValues, isBlank, rowsAt, textAt, ticksAt, withRows } from './values.ts'

/** What of a row of lines is there from the start. */
const LINE_START = ['key', 'kind']

/** A new row of a list in the form. */
export function blankIndicatorRow(list: string, key: string): { row: FormValues; first: string } | undefined {
  if (list !== 'lines') return undefined
  return { row: { key, title: '', value: '', kind: 'norm', source: '', sourceUrl: '' }, first: 'title' }
}

/** The form of an indicator, filled in; of a new one with what is usual. */
export function fillIndicator(
  indicator: Indicator | undefined,
  challengeId: string,
  language: Language,
): FormValues {
  const number = (value: number | null | undefined) => writeNumber(value, language)
  const rule = indicator?.signalRule
  return {
    title: indicator?.title ?? '',
    description: indicator?.description ?? '',
    challengeId: indicator ? (indicator.challengeId ?? '') : challengeId,
    property: indicator?.property ?? '',
    unit: indicator?.unit ?? '',
    statistic: indicator?.statistic ?? 'mean',
    percentile: number(indicator?.percentile),
    norm: number(indicator?.norm),
    normUnit: indicator?.normUnit ?? '',
    period: indicator?.period ?? 'day',
    level: indicator?.level ?? 'neighbourhood',
    minimumCoverage: number(Math.round((indicator?.minimumCoverage ?? 0.75) * 1000) / 10),
    goodDirection: indicator?.goodDirection ?? 'lower',
    datasetIds: indicator?.datasetIds ?? [],
    lines: (indicator?.lines ?? []).map((line, index) => ({
      key: `line-${index}`,
      title: line.title,
      value: number(line.value),
      kind: line.kind,
      source: line.source,
      sourceUrl: line.sourceUrl ?? '',
    })),
    useRule: rule ? 'yes' : '',
    signalRule: {
      line: number(rule?.line),
      direction: rule?.direction ?? 'above',
      clearLine: number(rule?.clearLine),
      minimumPeriods: number(rule?.minimumPeriods ?? 1),
    },
  }
}

/** The form without rows in which nothing was typed. */
export const tidyIndicator = (values: FormValues): FormValues =>
  withRows(
    values,
    'lines',
    rowsAt(values, 'lines').filter((row) => !isBlank(row, LINE_START)),
  )

/** What the form says, in the words of the API. What is no number goes along as text: the API refuses it at its place. */
export function readIndicator(values: FormValues, language: Language) {
  const text = (name: string) => textAt(values, name)
  const number = (name: string) => readDecimal(text(name), language)
  const coverage = number('minimumCoverage')
  return {
    title: text('title'),
    description: text('description'),
    challengeId: orNull(text('challengeId')),
    property: text('property'),
    unit: text('unit'),
    statistic: text('statistic'),
    percentile: text('statistic') === 'percentile' ? number('percentile') : null,
    norm: text('statistic') === 'share-above' ? number('norm') : null,
    normUnit: text('statistic') === 'share-above' ? orNull(text('normUnit')) : null,
    period: text('period'),
    level: text('level'),
    minimumCoverage: typeof coverage === 'number' ? coverage / 100 : (coverage ?? ''),
    goodDirection: text('goodDirection'),
    datasetIds: ticksAt(values, 'datasetIds'),
    lines: rowsAt(values, 'lines').map((row, index) => ({
      title: textAt(row, 'title'),
      value: number(`lines.${index}.value`) ?? '',
      kind: textAt(row, 'kind'),
      source: textAt(row, 'source'),
      sourceUrl: orNull(textAt(row, 'sourceUrl')),
    })),
    signalRule:
      text('useRule') === 'yes'
        ? {
            line: number('signalRule.line') ?? '',
            direction: text('signalRule.direction'),
            clearLine: number('signalRule.clearLine') ?? number('signalRule.line') ?? '',
            minimumPeriods: number('signalRule.minimumPeriods') ?? '',
          }
        : null,
  }
}
