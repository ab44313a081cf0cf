import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countCells, divideIntoThirds, TWO_COLOURS, thirdOf } from './two-measures.ts'

it('divides different values into three groups that differ by one at most', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { minLength: 3, maxLength: 60 }), (values) => {
      const thirds = divideIntoThirds(values)
      if (!thirds) throw new Error('There are three values.')
      const sizes = [0, 1, 2].map(
        (third) => values.filter((value) => thirdOf(value, thirds) === third).length,
      )
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }),
  )
})

it('leaves no group without values, however many are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 }), (values) => {
      const thirds = divideIntoThirds(values)
      const groups = new Set(thirds && values.map((value) => thirdOf(value, thirds)))
      expect(groups.size).toBe(new Set(values).size < 3 ? 0 : 3)
    }),
  )
})

it('counts areas by colour, and has nine colours', () => {
  expect(
    countCells([
      [0, 0],
      [2, 1],
      [2, 1],
    ]),
  ).toEqual([
    [1, 0, 0],
    [0, 0, 2],
    [0, 0, 0],
  ])
  expect(new Set(TWO_COLOURS.flat()).size).toBe(9)
})
