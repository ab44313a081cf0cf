import { expect, it } from 'vitest'
import { placeMistake } from './signal-form.ts'

const values = { absence: '3', change: '', goal: '140' }
const mistakeAt = (pointer: string) => ({
  in: 'body' as const,
  pointer,
  detail: 'Geef een getal tot en met 0,99.',
})

it('tells of the chance that a goal is missed in percent, at its field', () => {
  expect(placeMistake(mistakeAt('/watchRules/1/probability'), values, 'nl')).toMatchObject({
    pointer: '/goal',
    detail: 'Geef een kans van 50 tot en met 99%.',
  })
})

it('keeps the words of other mistakes, each at the field of its rule', () => {
  expect(placeMistake(mistakeAt('/watchRules/0/periods'), values, 'nl').pointer).toBe('/absence')
  expect(placeMistake(mistakeAt('/watchRules/1'), values, 'nl')).toEqual({ ...mistakeAt('/goal') })
  expect(placeMistake(mistakeAt('/email'), values, 'nl').pointer).toBe('/email')
})
