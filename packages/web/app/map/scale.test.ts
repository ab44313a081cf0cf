import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COLOURS, colourOf, divideIntoClasses } from './scale.ts'

describe('divideIntoClasses', () => {
  it('uses round limits', () => {
    expect(divideIntoClasses([6, 19]).map(({ low }) => low)).toEqual([null, 10, 15])
    expect(divideIntoClasses([20.1, 20.9]).map(({ low }) => low)).toEqual([null, 20.2, 20.4, 20.6, 20.8])
  })

  it('has one class when nothing differs, and none without values', () => {
    expect(divideIntoClasses([3, 3])).toEqual([{ low: null, high: null, colour: COLOURS[2] }])
    expect(divideIntoClasses([])).toEqual([])
  })

  it('covers every value once, in rising order, with different colours', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Math.round(x * 100) / 100)
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 50 }), (values) => {
        const classes = divideIntoClasses(values)
        expect(classes.length).toBeLessThanOrEqual(COLOURS.length)
        expect(new Set(classes.map(({ colour }) => colour)).size).toBe(classes.length)
        classes.slice(1).forEach(({ low }, index) => {
          expect(low).toBe(classes[index]?.high)
          expect(low).toBeGreaterThan(classes[index]?.low ?? Number.NEGATIVE_INFINITY)
        })
        for (const one of values) {
          const matching = classes.filter(
            ({ low, high }) => (low === null || one >= low) && (high === null || one < high),
          )
          expect(matching).toHaveLength(1)
          expect(colourOf(one, classes)).toBe(matching[0]?.colour)
        }
      }),
    )
  })
})
