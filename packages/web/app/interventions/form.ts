import type { Language } from '../language.ts'
import { readAmount, writeAmount } from '../workspace/amounts.ts'
import { orNull, readDecimal, writeNumber } from '../workspace/numbers.ts'
import { type FormValues, isBlank, rowsAt, textAt, ticksAt } from '../workspace/values.ts'
import type { Intervention } from './api.ts'

/** What of a row is there from the start: only what people type makes a row worth keeping. */
const START = ['key', 'role', 'direction', 'organisationId', 'indicatorId']

/** What a new row of each list starts with, and the field where one goes on. */
export function blankPlanRow(list: string, key: string): { row: FormValues; first: string } | undefined {
  if (list === 'parties') {
    return { row: { key, organisationId: '', role: 'executes', contribution: '' }, first: 'organisationId' }
  }
  if (list === 'scaleWhen' || list === 'stopWhen') {
    const direction = list === 'scaleWhen' ? 'lower' : 'higher'
    return { row: { key, indicatorId: '', direction, value: '', by: '', text: '' }, first: 'indicatorId' }
  }
  return undefined
}

/** The form of a plan, filled in. */
export function fillPlan(item: Intervention, language: Language): FormValues {
  const { hypothesis } = item
  const criteria = (list: Intervention['scaleWhen'], name: string): FormValues[] =>
    list.map(({ value, ...each }, index) => ({
      key: `${name}-${index}`,
      ...each,
      value: writeNumber(value, language),
    }))
  return {
    title: item.title,
    summary: item.summary,
    goalId: item.goalId ?? '',
    decisionId: item.decisionId ?? '',
    areaCodes: item.areaCodes,
    start: item.start ?? '',
    end: item.end ?? '',
    plannedCost: writeAmount(item.plannedCost, language),
    parties: item.parties.map((each, index) => ({ key: `party-${index}`, ...each })),
    hypothesis: {
      indicatorId: hypothesis?.indicatorId ?? '',
      direction: hypothesis?.direction ?? 'lower',
      change: writeNumber(hypothesis?.change, language),
      by: hypothesis?.by ?? '',
      reason: hypothesis?.reason ?? '',
    },
    scaleWhen: criteria(item.scaleWhen, 'scale'),
    stopWhen: criteria(item.stopWhen, 'stop'),
    reason: '',
  }
}

/** The form without rows in which nothing was filled in. */
export function tidyPlan(values: FormValues): FormValues {
  const kept = (list: string, chosen: string) =>
    rowsAt(values, list).filter((row) => !isBlank(row, START) || textAt(row, chosen) !== '')
  return {
    ...values,
    parties: kept('parties', 'organisationId'),
    scaleWhen: kept('scaleWhen', 'indicatorId'),
    stopWhen: kept('stopWhen', 'indicatorId'),
  }
}

/** What the form says, in the words of the API. The design has a page of its own. */
export function readPlan(values: FormValues, language: Language) {
  const text = (name: string) => textAt(values, name)
  const criteria = (list: string) =>
    rowsAt(values, list).map((row) => ({
      indicatorId: textAt(row, 'indicatorId'),
      direction: textAt(row, 'direction'),
      value: readDecimal(textAt(row, 'value'), language),
      by: textAt(row, 'by'),
      text: textAt(row, 'text'),
    }))
  const hasHypothesis = ['indicatorId', 'change', 'by', 'reason'].some(
    (name) => text(`hypothesis.${name}`) !== '',
  )
  return {
    title: text('title'),
    summary: text('summary'),
    goalId: orNull(text('goalId')),
    decisionId: orNull(text('decisionId')),
    areaCodes: ticksAt(values, 'areaCodes'),
    start: orNull(text('start')),
    end: orNull(text('end')),
    plannedCost: readAmount(text('plannedCost'), language),
    parties: rowsAt(values, 'parties').map((row) => ({
      organisationId: textAt(row, 'organisationId'),
      role: textAt(row, 'role'),
      contribution: textAt(row, 'contribution'),
    })),
    hypothesis: hasHypothesis
      ? {
          indicatorId: text('hypothesis.indicatorId'),
          direction: text('hypothesis.direction'),
          change: readDecimal(text('hypothesis.change'), language),
          by: text('hypothesis.by'),
          reason: text('hypothesis.reason'),
        }
      : null,
    scaleWhen: criteria('scaleWhen'),
    stopWhen: criteria('stopWhen'),
  }
}
