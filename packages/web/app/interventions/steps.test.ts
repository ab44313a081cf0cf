import { expect, it } from 'vitest'
import { readPlan, tidyPlan } from './form.ts'
import { readStep, stepsOf } from './steps.ts'

it('offers only what makes sense now', () => {
  expect(stepsOf({ state: 'draft' })).toContain('vastleggen')
  expect(stepsOf({ state: 'registered' })).not.toContain('vastleggen')
  expect(stepsOf({ state: 'running' })).toContain('afwijking')
  expect(stepsOf({ state: 'withdrawn' })).toEqual([])
})

it.each([
  ['1.250,50', 1250.5],
  ['-350', -350],
  ['− € 350', -350],
  ['€ 12', 12],
  ['twaalf', 'twaalf'],
  ['- twaalf', 'twaalf'],
])('reads an amount that may be below zero: %s', (amount, read) => {
  expect(readStep('kosten', { amount, day: '', what: '' }, 'nl').body.amount).toBe(read)
})

it('says with a word that it begins without a registered plan', () => {
  const { path, body } = readStep(
    'beginnen',
    { withoutRegistration: 'yes', startedOn: '', decisionId: '' },
    'nl',
  )
  expect([path, body]).toEqual(['start', { decisionId: null, withoutRegistration: true }])
})

it('leaves out rows in which nothing was filled in, and an expectation that is not there', () => {
  const row = { key: 'k', organisationId: '', role: 'executes', contribution: '' }
  const values = {
    title: 'Bomen',
    parties: [row, { ...row, organisationId: 'o' }],
    hypothesis: { direction: 'lower' },
  }
  const plan = readPlan(tidyPlan(values), 'nl')
  expect(plan.parties).toEqual([{ organisationId: 'o', role: 'executes', contribution: '' }])
  expect(plan.hypothesis).toBeNull()
})
