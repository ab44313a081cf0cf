import type { Decision } from '../api.ts'
import type { Language } from '../language.ts'
import { readAmount, writeAmount } from './amounts.ts'
import { fillParty, readParty } from './decision-parties.ts'
import { orNull, readDecimal, readNumber, writeNumber } from './numbers.ts'
import { type FormValues, isBlank, rowsAt, textAt, ticksAt } from './values.ts'

/** What of a row is there from the start: only what people type makes a row worth keeping. */
const START = ['key', 'id', 'kind', 'goalId', 'value', 'how', 'as', 'on', 'followed']

/**
 * What a new row of each list starts with, and the field where one goes on.
 * @param goalIds goals of the decision, for which a new option says what it means
 */
export function blankDecisionRow(
  list: string,
  key: string,
  goalIds: readonly string[],
): { row: FormValues; first: string } | undefined {
  if (list === 'options') {
    const row = { id: `alternatief-${key.slice(0, 8)}`, kind: 'action', title: '', description: '', cost: '' }
    return {
      row: {
        ...row,
        consequences: [],
        goalEffects: addGoals([], goalIds),
        values: [],
        risks: '',
        uncertainties: '',
      },
      first: 'title',
    }
  }
  if (/^options\.\d+\.consequences$/.test(list)) {
    return { row: { key, partyId: '', party: '', effect: '', kind: 'neutral' }, first: 'partyId' }
  }
  if (/^options\.\d+\.goalEffects$/.test(list)) {
    return { row: { key, goalId: '', effect: '', kind: 'neutral' }, first: 'goalId' }
  }
  if (/^options\.\d+\.values$/.test(list)) {
    return { row: { key, value: 'inclusion', effect: '', kind: 'neutral' }, first: 'value' }
  }
  if (list === 'involved') {
    return { row: { key, partyId: '', party: '', how: 'consulted', note: '' }, first: 'partyId' }
  }
  if (list === 'advice') return { row: { key, who: '', advice: '', followed: '', answer: '' }, first: 'who' }
  if (list === 'votes.factions') {
    return { row: { key, name: '', for: '', against: '', abstained: '' }, first: 'name' }
  }
  if (list === 'evidence') {
    return { row: { key, kind: 'document', title: '', reference: '', note: '' }, first: 'title' }
  }
  if (list === 'dissent') {
    return { row: { key, who: '', as: '', on: '', ground: '', answer: '' }, first: 'who' }
  }
  return undefined
}

/** The form of a decision, filled in. */
export function fillDecision(decision: Decision, language: Language): FormValues {
  const euros = (value: number | null) => writeAmount(value, language)
  return {
    title: decision.title,
    question: decision.question,
    problem: decision.problem,
    goal: decision.goal,
    goalIds: decision.goalIds,
    field: decision.field,
    amount: euros(decision.amount),
    areaCodes: decision.areaCodes,
    signalIds: decision.signalIds,
    options: decision.options.map(({ cost, consequences, goalEffects = [], values = [], ...option }) => ({
      risks: '',
      uncertainties: '',
      ...option,
      goalEffects: addGoals(
        goalEffects.map((each) => ({ key: each.goalId, ...each })),
        decision.goalIds,
      ),
      values: values.map((each) => ({ key: each.value, ...each })),
      cost: euros(cost),
      consequences: consequences.map((each, index) => ({
        key: `${option.id}-${index}`,
        ...each,
        ...fillParty(each),
      })),
    })),
    chosenOptionId: decision.chosenOptionId ?? '',
    outcome: decision.outcome ?? '',
    watchUntil: decision.watchUntil ?? '',
    receiver: decision.receiver ?? '',
    reasons: decision.reasons,
    evidence: decision.evidence.map(({ frozen: _, ...each }, index) => ({
      key: `evidence-${index}`,
      ...each,
    })),
    dissent: decision.dissent.map((each, index) => ({ key: `dissent-${index}`, as: '', on: '', ...each })),
    involved: decision.involved.map((each, index) => ({
      key: `involved-${index}`,
      ...each,
      ...fillParty(each),
    })),
    advice: decision.advice.map((each, index) => ({
      key: `advice-${index}`,
      ...each,
      followed: each.followed ?? '',
    })),
    votes: fillVotes(decision.votes),
    replacesId: decision.replacesId ?? '',
    reopenLine: fillLine(decision.reopenLine, language),
    mandateId: decision.mandateId ?? '',
    decidedOn: decision.decidedOn ?? '',
    reviewDate: decision.reviewDate ?? '',
  }
}

function fillVotes(votes: Decision['votes']): FormValues {
  if (!votes) return { body: '', for: '', against: '', abstained: '', factions: [] }
  return {
    body: votes.body,
    ...writeCounts(votes),
    factions: votes.factions.map((each, index) => ({
      key: `faction-${index}`,
      name: each.name,
      ...writeCounts(each),
    })),
  }
}

const COUNTS = ['for', 'against', 'abstained'] as const
type Counts = Record<(typeof COUNTS)[number], number>

const writeCounts = (counts: Counts) => ({
  for: String(counts.for),
  against: String(counts.against),
  abstained: String(counts.abstained),
})

function fillLine(line: Decision['reopenLine'], language: Language): FormValues {
  return {
    indicatorId: line?.indicatorId ?? '',
    areaCode: line?.areaCode ?? '',
    side: line?.side ?? 'above',
    value: line ? writeNumber(line.value, language) : '',
    periods: line ? String(line.periods) : '',
  }
}

/** What an option means for goals, with a row to fill in for each goal of the decision of which it says nothing yet. */
function addGoals(rows: FormValues[], goalIds: readonly string[]): FormValues[] {
  const missing = goalIds.filter((goalId) => !rows.some((row) => row.goalId === goalId))
  return [...rows, ...missing.map((goalId) => ({ key: goalId, goalId, effect: '', kind: 'neutral' }))]
}

/** The form without rows in which nothing was typed. The do-nothing option and the goals of the decision always stay. */
export function tidyDecision(values: FormValues): FormValues {
  const typed = (rows: FormValues[]): FormValues[] => rows.filter((row) => !isBlank(row, START))
  const options = rowsAt(values, 'options')
    .map((option) => ({
      ...option,
      consequences: typed(rowsAt(option, 'consequences')),
      goalEffects: addGoals(typed(rowsAt(option, 'goalEffects')), ticksAt(values, 'goalIds')),
      values: typed(rowsAt(option, 'values')),
    }))
    .filter((option) => isNothing(option) || !isBlank(option, START))
  return {
    ...values,
    options,
    evidence: typed(rowsAt(values, 'evidence')),
    dissent: typed(rowsAt(values, 'dissent')),
    involved: typed(rowsAt(values, 'involved')),
    advice: typed(rowsAt(values, 'advice')),
    votes: { ...groupAt(values, 'votes'), factions: typed(rowsAt(values, 'votes.factions')) },
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
    problem: text('problem'),
    goal: text('goal'),
    goalIds: ticksAt(values, 'goalIds'),
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
        ...readParty(each),
        effect: textAt(each, 'effect'),
        kind: textAt(each, 'kind'),
      })),
      ...readMore(option),
    })),
    // An option that was removed while it was chosen is no longer chosen.
    chosenOptionId: ids.includes(text('chosenOptionId')) ? text('chosenOptionId') : null,
    outcome: orNull(text('outcome')),
    watchUntil: orNull(text('watchUntil')),
    receiver: orNull(text('receiver')),
    reasons: text('reasons'),
    evidence: rowsAt(values, 'evidence').map((each) => ({
      kind: textAt(each, 'kind'),
      title: textAt(each, 'title'),
      reference: textAt(each, 'reference'),
      note: textAt(each, 'note'),
    })),
    dissent: rowsAt(values, 'dissent').map((each) => ({
      who: textAt(each, 'who'),
      ...(textAt(each, 'as') ? { as: textAt(each, 'as') } : {}),
      ...(textAt(each, 'on') ? { on: textAt(each, 'on') } : {}),
      ground: textAt(each, 'ground'),
      answer: textAt(each, 'answer'),
    })),
    involved: rowsAt(values, 'involved').map((each) => ({
      ...readParty(each),
      how: textAt(each, 'how'),
      note: textAt(each, 'note'),
    })),
    advice: rowsAt(values, 'advice').map((each) => ({
      who: textAt(each, 'who'),
      advice: textAt(each, 'advice'),
      followed: orNull(textAt(each, 'followed')),
      answer: textAt(each, 'answer'),
    })),
    votes: readVotes(values, language),
    replacesId: orNull(text('replacesId')),
    mandateId: orNull(text('mandateId')),
    decidedOn: orNull(text('decidedOn')),
    reviewDate: orNull(text('reviewDate')),
    reopenLine:
      text('reopenLine.indicatorId') === ''
        ? null
        : {
            indicatorId: text('reopenLine.indicatorId'),
            areaCode: orNull(text('reopenLine.areaCode')),
            side: text('reopenLine.side'),
            value: readDecimal(text('reopenLine.value'), language),
            periods: readNumber(text('reopenLine.periods'), language),
          },
  }
}

/** What was added to options later; left out of what has none of it, as in old texts. */
function readMore(option: FormValues) {
  const goalEffects = rowsAt(option, 'goalEffects')
    .filter((each) => !isBlank(each, START))
    .map((each) => ({
      goalId: textAt(each, 'goalId'),
      effect: textAt(each, 'effect'),
      kind: textAt(each, 'kind'),
    }))
  const values = rowsAt(option, 'values').map((each) => ({
    value: textAt(each, 'value'),
    effect: textAt(each, 'effect'),
    kind: textAt(each, 'kind'),
  }))
  const [risks, uncertainties] = [textAt(option, 'risks'), textAt(option, 'uncertainties')]
  return {
    ...(goalEffects.length > 0 ? { goalEffects } : {}),
    ...(values.length > 0 ? { values } : {}),
    ...(risks ? { risks } : {}),
    ...(uncertainties ? { uncertainties } : {}),
  }
}

/** The votes, when it says who voted. An empty number is none. */
function readVotes(values: FormValues, language: Language) {
  const body = textAt(values, 'votes.body')
  const factions = rowsAt(values, 'votes.factions')
  const count = (row: FormValues, name: string) => readNumber(textAt(row, name), language) ?? 0
  const countAll = (row: FormValues) => ({
    for: count(row, 'for'),
    against: count(row, 'against'),
    abstained: count(row, 'abstained'),
  })
  const own = groupAt(values, 'votes')
  if (body === '' && factions.length === 0 && COUNTS.every((name) => textAt(own, name) === '')) return null
  return {
    body,
    ...countAll(own),
    factions: factions.map((each) => ({ name: textAt(each, 'name'), ...countAll(each) })),
  }
}

function groupAt(values: FormValues, name: string): FormValues {
  const group = values[name]
  return typeof group === 'object' && !Array.isArray(group) ? group : {}
}
