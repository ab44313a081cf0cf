import type { Decision, Signal } from '../api.ts'
import type { Language } from '../language.ts'
import { readAmount, writeAmount } from './amounts.ts'
import { orNull } from './numbers.ts'
import { type FormValue, type FormValues, isBlank, rowsAt, textAt, ticksAt } from './values.ts'

/** What of a row is there from the start: only what people type makes a row worth keeping. */
const START = ['key', 'id', 'kind']

/** What a new row of each list starts with, and the field where one goes on. */
export function blankDecisionRow(list: string, key: string): { row: FormValues; first: string } | undefined {
  if (list === 'options') {
    const row = { id: `alternatief-${key.slice(0, 8)}`, kind: 'action', title: '', description: '', cost: '' }
    return { row: { ...row, consequences: [] }, first: 'title' }
  }
  if (/^options\.\d+\.consequences$/.test(list)) {
    return { row: { key, party: '', effect: '', kind: 'negative' }, first: 'party' }
  }
  if (list === 'evidence') {
    return { row: { key, kind: 'document', title: '', reference: '', note: '' }, first: 'title' }
  }
  if (list === 'dissent') return { row: { key, who: '', ground: '', answer: '' }, first: 'who' }
  return undefined
}

/** The form of a decision, filled in. */
export function fillDecision(decision: Decision, language: Language): FormValues {
  const euros = (value: number | null) => writeAmount(value, language)
  return {
    title: decision.title,
    question: decision.question,
    field: decision.field,
    amount: euros(decision.amount),
    areaCodes: decision.areaCodes,
    signalIds: decision.signalIds,
    options: decision.options.map(({ cost, consequences, ...option }) => ({
      ...option,
      cost: euros(cost),
      consequences: consequences.map((each, index) => ({ key: `${option.id}-${index}`, ...each })),
    })),
    chosenOptionId: decision.chosenOptionId ?? '',
    outcome: decision.outcome ?? '',
    reasons: decision.reasons,
    evidence: decision.evidence.map((each, index) => ({ key: `evidence-${index}`, ...each })),
    dissent: decision.dissent.map((each, index) => ({ key: `dissent-${index}`, ...each })),
    mandateId: decision.mandateId ?? '',
    decidedOn: decision.decidedOn ?? '',
    reviewDate: decision.reviewDate ?? '',
  }
}

/** The form without rows in which nothing was typed. The do-nothing option always stays. */
export function tidyDecision(values: FormValues): FormValues {
  const typed = (rows: FormValues[]): FormValue[] => rows.filter((row) => !isBlank(row, START))
  const options = rowsAt(values, 'options')
    .map((option) => ({ ...option, consequences: typed(rowsAt(option, 'consequences')) }))
    .filter((option) => isNothing(option) || !isBlank(option, START))
  return {
    ...values,
    options,
    evidence: typed(rowsAt(values, 'evidence')),
    dissent: typed(rowsAt(values, 'dissent')),
  }
}

/** True for the option to do nothing, which cannot be removed. */
export const isNothing = (option: FormValues): boolean => option.kind === 'do-nothing'

/** What the form says, in the words of the API. */
export function readDecision(values: FormValues, language: Language) {
  const text = (name: string) => textAt(values, name)
  const ids = rowsAt(values, 'options').map((option) => textAt(option, 'id'))
  return {
    title: text('title'),
    question: text('question'),
    field: text('field'),
    amount: readAmount(text('amount'), language),
    areaCodes: ticksAt(values, 'areaCodes'),
    signalIds: ticksAt(values, 'signalIds'),
    options: rowsAt(values, 'options').map((option) => ({
      id: textAt(option, 'id'),
      kind: textAt(option, 'kind'),
      title: textAt(option, 'title'),
      description: textAt(option, 'description'),
      cost: readAmount(textAt(option, 'cost'), language),
      consequences: rowsAt(option, 'consequences').map((each) => ({
        party: textAt(each, 'party'),
        effect: textAt(each, 'effect'),
        kind: textAt(each, 'kind'),
      })),
    })),
    // An option that was removed while it was chosen is no longer chosen.
    chosenOptionId: ids.includes(text('chosenOptionId')) ? text('chosenOptionId') : null,
    outcome: orNull(text('outcome')),
    reasons: text('reasons'),
    evidence: rowsAt(values, 'evidence').map((each) => ({
      kind: textAt(each, 'kind'),
      title: textAt(each, 'title'),
      reference: textAt(each, 'reference'),
      note: textAt(each, 'note'),
    })),
    dissent: rowsAt(values, 'dissent').map((each) => ({
      who: textAt(each, 'who'),
      ground: textAt(each, 'ground'),
      answer: textAt(each, 'answer'),
    })),
    mandateId: orNull(text('mandateId')),
    decidedOn: orNull(text('decidedOn')),
    reviewDate: orNull(text('reviewDate')),
  }
}

/**
 * What a decision on a signal starts with.
 * @param words the sentence about the signal, and the path of its page
 */
export function startFromSignal(signal: Signal, words: { title: string; sentence: string; path: string }) {
  return {
    signalIds: [signal.id],
    areaCodes: [signal.areaCode],
    evidence: [{ kind: 'signal', title: words.title, reference: words.path, note: words.sentence }],
  }
}
