import { expect, it } from 'vitest'
import { createAtHand } from './at-hand.ts'
import type { AnswerView } from './view.ts'

const view = { title: 'an answer' } as unknown as AnswerView

function open() {
  const clock = { now: 0 }
  return { clock, atHand: createAtHand(() => clock.now) }
}

it('gives the answer of a page to its picture, once', () => {
  const { atHand } = open()
  atHand.keep('mirjam nl', 'what=rain', view)
  expect(atHand.take('mirjam nl', 'what=rain')).toBe(view)
  expect(atHand.take('mirjam nl', 'what=rain')).toBeUndefined()
})

it('gives nobody else an answer, and none to another question', () => {
  const { atHand } = open()
  atHand.keep('mirjam nl', 'what=rain', view)
  expect(atHand.take('faisal nl', 'what=rain')).toBeUndefined()
  expect(atHand.take('mirjam en', 'what=rain')).toBeUndefined()
  expect(atHand.take('mirjam nl', 'what=wind')).toBeUndefined()
  expect(atHand.take('mirjam nl', 'what=rain')).toBe(view)
})

it('forgets an answer after two seconds: who withdrew meanwhile is not in a later picture', () => {
  const { clock, atHand } = open()
  atHand.keep('', 'what=rain', view)
  clock.now = 2000
  expect(atHand.take('', 'what=rain')).toBeUndefined()
})

it('keeps few answers, the newest', () => {
  const { atHand } = open()
  for (let turn = 0; turn < 9; turn += 1) atHand.keep('', `turn=${turn}`, view)
  expect(atHand.take('', 'turn=0')).toBeUndefined()
  expect(atHand.take('', 'turn=1')).toBe(view)
  expect(atHand.take('', 'turn=8')).toBe(view)
})

it('drops no other answer for one that is kept again', () => {
  const { atHand } = open()
  for (let turn = 0; turn < 8; turn += 1) atHand.keep('', `turn=${turn}`, view)
  atHand.keep('', 'turn=0', view)
  atHand.keep('', 'turn=8', view)
  expect(atHand.take('', 'turn=1')).toBeUndefined()
  expect(atHand.take('', 'turn=0')).toBe(view)
})
