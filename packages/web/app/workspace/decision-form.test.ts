import { expect, it } from 'vitest'
import type { Decision } from '../api.ts'
import { blankDecisionRow, fillDecision, readDecision, tidyDecision } from './decision-form.ts'
import { pressRows, rowsAt } from './values.ts'

const decision = {
  title: 'Meer schaduw',
  question: 'Wat doen we?',
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
    },
  ],
  chosenOptionId: 'bomen',
  outcome: 'act',
  reasons: 'Het helpt.',
  evidence: [],
  dissent: [{ who: 'Winkels', ground: 'Parkeren', answer: '' }],
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
    pressRows(values, { kind: 'add', list }, (name) => blankDecisionRow(name, 'abcdefgh-1')).values
  const more = ['options', 'options.0.consequences', 'evidence']
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
