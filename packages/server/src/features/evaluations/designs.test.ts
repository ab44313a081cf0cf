import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countAssignments } from '../interventions/index.ts'
import { listDesigns, type Material, proposeDesign } from './designs.ts'

const PLENTY: Material = {
  treated: 4,
  compared: 20,
  before: 36,
  after: 24,
  isCounts: false,
  startsDiffer: false,
}
const fitting = (change: Partial<Material>) =>
  listDesigns({ ...PLENTY, ...change }).flatMap(({ design, fits }) => (fits ? [design] : []))
const whyNot = (design: string, change: Partial<Material>) =>
  listDesigns({ ...PLENTY, ...change }).find((each) => each.design === design)?.why?.en

describe('the designs', () => {
  it('with many areas compare them, unless it began on different days', () => {
    expect(proposeDesign(PLENTY)).toBe('controlled-series')
    expect(proposeDesign({ ...PLENTY, startsDiffer: true })).toBe('group-time')
    expect(fitting({ startsDiffer: true })).toEqual(['before-and-after', 'group-time'])
  })

  it('with two areas against two follow the difference, as six ways to divide can never show an effect', () => {
    const few = { treated: 2, compared: 2 }
    expect(proposeDesign({ ...PLENTY, ...few })).toBe('difference-series')
    expect(whyNot('difference-in-differences', few)).toContain('only 6 ways')
    expect(whyNot('synthetic-control', { ...few, treated: 1 })).toContain('At least 19')
  })

  it('without areas to compare with follow one series, as counts when these are counts', () => {
    expect(proposeDesign({ ...PLENTY, compared: 0 })).toBe('interrupted-series')
    expect(proposeDesign({ ...PLENTY, compared: 0, isCounts: true })).toBe('interrupted-counts')
    expect(whyNot('interrupted-counts', {})).toContain('whole numbers')
  })

  it('of too short a time only describe', () => {
    expect(proposeDesign({ ...PLENTY, compared: 0, before: 5 })).toBe('before-and-after')
    expect(whyNot('interrupted-series', { before: 5 })).toContain('5 steps before')
    expect(fitting({ after: 0 })).toEqual([])
  })

  it('are always proposed among those that fit, and each other one says why in both languages', () => {
    const size = fc.nat({ max: 40 })
    const material = fc.record({
      ...{ treated: size, compared: size, before: size, after: size },
      ...{ isCounts: fc.boolean(), startsDiffer: fc.boolean() },
    })
    fc.assert(
      fc.property(material, (each) => {
        const designs = listDesigns(each)
        const fits = designs.filter((one) => one.fits)
        if (fits.length > 0) expect(fits.map(({ design }) => design)).toContain(proposeDesign(each))
        for (const { fits, why } of designs) {
          expect(fits).toBe(why === null)
          if (why) expect(Math.min(why.nl.length, why.en.length)).toBeGreaterThan(20)
        }
      }),
    )
  })

  it('count the ways to divide areas as Pascal does', () => {
    const some = fc.tuple(fc.integer({ min: 1, max: 25 }), fc.nat({ max: 25 }))
    fc.assert(
      fc.property(some, ([all, wanted]) => {
        const chosen = Math.min(wanted, all - 1)
        const fewer = chosen === 0 ? 0 : countAssignments(all - 1, chosen - 1)
        expect(countAssignments(all, chosen)).toBe(countAssignments(all - 1, chosen) + fewer)
      }),
    )
  })
})
