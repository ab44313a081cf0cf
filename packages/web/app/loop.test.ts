import { expect, it } from 'vitest'
import { PHASES, STEPS, stateOfStep } from './loop.ts'

it.each(PHASES)('has one current step in the phase %s, with what is done before it', (phase) => {
  const states = STEPS.map((step) => stateOfStep(step, phase))
  const current = states.indexOf('current')
  expect(states.filter((state) => state === 'current')).toHaveLength(1)
  expect(states.slice(0, current).every((state) => state === 'done')).toBe(true)
  expect(states.slice(current + 1).every((state) => state === 'ahead')).toBe(true)
})

it('says of a later step that it has begun where there is something in it', () => {
  const begun = new Set(['decision', 'effect'] as const)
  const states = STEPS.map((step) => stateOfStep(step, 'acting', begun))
  expect(states.slice(-4)).toEqual(['done', 'current', 'begun', 'ahead'])
})

it('says of an earlier step that it is open where something in it waits', () => {
  const open = new Set(['signal', 'effect'] as const)
  const states = STEPS.map((step) => stateOfStep(step, 'acting', open, open))
  expect(states.slice(-5)).toEqual(['open', 'done', 'current', 'begun', 'ahead'])
})
