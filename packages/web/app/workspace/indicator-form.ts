import { WITH_NORM } from '@samenspel/standards/indicators'
import type { Indicator } from '../api.ts'
import type { Language } from '../language.ts'
import { fillMethod, readMethod, readShare, writeShare } from './indicator-parts.ts'
import { orNull, readDecimal, writeNumber } from './numbers.ts'
import { type FormValues, isBlank, rowsAt, textAt, ticksAt, withRows } from './values.ts'

/** What of a row of lines is there from the start. */
const LINE_START = ['key', 'kind']

/** A new row of a list in the form. */
export function blankIndicatorRow(list: string, key: string): { row: FormValues; first: string } | undefined {
  if (list === 'groups') {
    return { row: { id: key, code: '', title: '', thingIds: '', datasetIds: [] }, first: 'code' }
  }
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
    ...fillMethod(indicator, language),
    minimumCoverage: writeShare(indicator?.minimumCoverage ?? 0.75, language),
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
export const tidyIndicator = (values: FormValues): FormValues => {
  const filled = (list: string, start: readonly string[]) =>
    rowsAt(values, list).filter((row) => !isBlank(row, start))
  return withRows(withRows(values, 'lines', filled('lines', LINE_START)), 'groups', filled('groups', ['id']))
}

/** What the form says, in the words of the API. What is no number goes along as text: the API refuses it at its place. */
export function readIndicator(values: FormValues, language: Language) {
  const text = (name: string) => textAt(values, name)
  const number = (name: string) => readDecimal(text(name), language)
  const compares = WITH_NORM.some((each) => each === text('statistic')) && text('what') === 'property'
  return {
    title: text('title'),
    description: text('description'),
    challengeId: orNull(text('challengeId')),
    unit: text('unit'),
    ...readMethod(values, language),
    statistic: text('statistic'),
    percentile: text('statistic') === 'percentile' ? number('percentile') : null,
    norm: compares ? number('norm') : null,
    normUnit: compares ? orNull(text('normUnit')) : null,
    period: text('period'),
    level: text('level'),
    minimumCoverage: readShare(text('minimumCoverage'), language),
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
