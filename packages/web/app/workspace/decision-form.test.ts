import { expect, it } from 'vitest'
import type { Decision } from '../api.ts'
import { blankDecisionRow, fillDecision, readDecision, tidyDecision } from './decision-form.ts'
import { type FormValues, pressRows, rowsAt } from './values.ts'

const decision = {
  title: 'Meer schaduw',
  question: 'Wat doen we?',
  problem: 'Te heet',
  goal: 'Koeler',
  goalIds: ['g'],
  watchUntil: null,
  receiver: null,
  involved: [
    { party: 'Bewoners', how: 'consulted', note: 'Avond' },
    // The API puts the name in the place of the id.
    { party: 'p', partyId: 'p', how: 'informed', note: '' },
  ],
  advice: [{ who: 'GGD', advice: 'Doe meer', followed: null, answer: '' }],
  votes: {
    body: 'Raad',
    for: 3,
    against: 1,
    abstained: 0,
    factions: [{ name: 'Groen', for: 3, against: 1, abstained: 0 }],
  },
  replacesId: null,
  reopenLine: { indicatorId: 'i', areaCode: null, side: 'above', value: 1.5, periods: 3 },
  field: 'public-space',
  amount: 1234.5,
  areaCodes: ['BU1'],
  signalIds: [],
  options: [
    {
      id: 'nuloptie',
      kind: 'do-nothing',
      title: 'Niets doen',
      description: '',
      cost: null,
      consequences: [],
    },
    {
      id: 'bomen',
      kind: 'action',
      title: 'Bomen',
      description: '',
      cost: 1000,
      consequences: [{ party: 'Bewoners', effect: 'Schaduw', kind: 'positive' }],
      goalEffects: [{ goalId: 'g', effect: 'Koeler', kind: 'positive' }],
      risks: 'Droogte',
      uncertainties: 'Klimaat',
      values: [{ value: 'inclusion', effect: 'Voor iedereen', kind: 'positive' }],
    },
  ],
  chosenOptionId: 'bomen',
  outcome: 'act',
  reasons: 'Het helpt.',
  evidence: [],
  dissent: [{ who: 'Winkels', as: 'party', on: 'cost', ground: 'Parkeren', answer: '' }],
  mandateId: null,
  decidedOn: null,
  reviewDate: null,
} as unknown as Decision

it('gives back what was filled in, in both languages', () => {
  for (const language of ['nl', 'en'] as const) {
    expect(readDecision(fillDecision(decision, language), language)).toEqual(decision)
  }
})

it('takes a row along once something was typed in it, and keeps the option to do nothing', () => {
  const filled = fillDecision(decision, 'nl')
  const add = (list: string) => (values: typeof filled) =>
    pressRows(values, { kind: 'add', list }, (name) => blankDecisionRow(name, 'abcdefgh-1', ['g'])).values
  const more = [
    'options',
    'options.0.consequences',
    'options.1.values',
    'evidence',
    'involved',
    'votes.factions',
  ]
    .map(add)
    .reduce((values, step) => step(values), filled)
  expect(rowsAt(more, 'options')).toHaveLength(3)
  expect(readDecision(tidyDecision(more), 'nl')).toEqual(decision)
  const without = pressRows(filled, { kind: 'remove', list: 'options', index: 1 }, () => undefined).values
  expect(readDecision(tidyDecision(without), 'nl')).toMatchObject({
    chosenOptionId: null,
    options: [{ id: 'nuloptie' }],
  })
})

it('asks of each option what it means for each goal of the decision, also of one that is new or was saved without', () => {
  const goalIds = ['g', 'h']
  const asked = (values: FormValues) =>
    rowsAt(values, 'options').map((option) => rowsAt(option, 'goalEffects').map(({ goalId }) => goalId))
  const filled = fillDecision({ ...decision, goalIds }, 'nl')
  const add = { kind: 'add', list: 'options' } as const
  const { values } = pressRows(filled, add, (name) => blankDecisionRow(name, 'abcdefgh-1', goalIds))
  expect(asked(values).map((ids) => [...ids].sort())).toEqual([goalIds, goalIds, goalIds])
  const [first, second] = rowsAt(filled, 'options')
  const emptied = {
    ...filled,
    options: [
      { ...first, goalEffects: [] },
      { ...second, goalEffects: [] },
    ],
  }
  expect(asked(tidyDecision(emptied as FormValues))).toEqual([goalIds, goalIds])
  expect(readDecision(tidyDecision(filled), 'nl')).toEqual({ ...decision, goalIds })
})

it('says of no consequence that it is good or bad before somebody chose that', () => {
  for (const list of ['consequences', 'goalEffects', 'values']) {
    expect(blankDecisionRow(`options.0.${list}`, 'k', [])?.row).toMatchObject({ kind: 'neutral' })
  }
})

it('says of no dissent as whom and on what ground before somebody chose that', () => {
  expect(blankDecisionRow('dissent', 'k', [])?.row).toMatchObject({ as: '', on: '' })
})
