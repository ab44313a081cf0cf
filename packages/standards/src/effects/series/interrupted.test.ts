import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawSeries, openChance } from '../chance.ts'
import { type Design, estimateInterruption, layDesign } from './interrupted.ts'
import { CHANGES, type Series } from './terms.ts'

const empty = (count: number, season = 1): Series => ({
  values: Array.from({ length: count }, () => 0),
  season,
})

function layOrFail(series: Series, start: number, draws: number): Design {
  const design = layDesign(series, start, 'level-and-slope', { draws })
  if (!design) throw new Error('no design')
  return design
}

describe('the size: how often an effect is found where there is none', () => {
  // 1,200 series: three standard errors around 5 % are 3.1 and 6.9 %. The bench counts more, over more lengths.
  test.each([
    [12, 0],
    [12, 0.8],
    [48, 0],
    [48, 0.8],
  ])('of %i values with likeness %d', (count, likeness) => {
    const design = layOrFail(empty(count), count / 2, 3000)
    const chance = openChance(count + 100 * likeness)
    let found = 0
    for (let run = 0; run < 1200; run += 1) {
      const values = [...drawSeries(chance, design.places, likeness)]
      const { low, high } = estimateInterruption(design, values).changes.average ?? {}
      if ((low ?? 0) > 0 || (high ?? 0) < 0) found += 1
    }
    expect(found / 1200).toBeGreaterThan(0.028)
    expect(found / 1200).toBeLessThan(0.072)
  })
})

test('of a difference of which one side follows itself closely and the other does not, as of one series is not', () => {
  const series = empty(72)
  const rateOf = (isDifference: boolean) => {
    const design = layDesign(series, 36, 'level', { draws: 1200, isDifference })
    if (!design) throw new Error('no design')
    const chance = openChance(12)
    let found = 0
    for (let run = 0; run < 1500; run += 1) {
      const treated = drawSeries(chance, design.places, 0)
      const compared = drawSeries(chance, design.places, 0.8)
      const { low, high } =
        estimateInterruption(
          design,
          [...treated].map((value, place) => value - (compared[place] ?? 0)),
        ).changes.average ?? {}
      if ((low ?? 0) > 0 || (high ?? 0) < 0) found += 1
    }
    return found / 1500
  }
  expect(rateOf(true)).toBeLessThan(0.075)
  expect(rateOf(false)).toBeGreaterThan(0.09)
})

test('a change of level and of slope is found back exactly when there is no noise, through gaps and seasons', () => {
  const values = Array.from({ length: 60 }, (_, month) =>
    month % 11 === 3 || month === 37
      ? null
      : 100 +
        0.5 * month +
        4 * Math.sin((2 * Math.PI * month) / 12) +
        (month < 36 ? 0 : -7 + 0.3 * (month - 36)),
  )
  const design = layOrFail({ values, season: 12 }, 36, 50)
  expect(design.season).toBe('two-waves')
  const { changes } = estimateInterruption(
    design,
    values.flatMap((value) => value ?? []),
  )
  expect(changes.level?.estimate).toBeCloseTo(-7, 6)
  expect(changes.slope?.estimate).toBeCloseTo(0.3, 7)
  expect(changes.average?.estimate).toBeCloseTo(-7 + 0.3 * 11.5, 6)
})

test('unit and origin of values do not change what is found, nor does an added effect change anything else', () => {
  const design = layOrFail(empty(24), 14, 200)
  const base = [...drawSeries(openChance(8), design.places, 0.5)]
  const plain = estimateInterruption(design, base).changes.average
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 1000, noNaN: true }),
      fc.integer({ min: -10_000, max: 10_000 }),
      fc.integer({ min: -50, max: 50 }),
      (unit, origin, effect) => {
        const found = estimateInterruption(
          design,
          base.map((value, place) => unit * (value + (place < 14 ? 0 : effect)) + origin),
        ).changes.average
        expect((found?.estimate ?? 0) / unit - effect).toBeCloseTo(plain?.estimate ?? 0, 4)
        expect(((found?.high ?? 0) - (found?.low ?? 0)) / unit).toBeCloseTo(
          (plain?.high ?? 0) - (plain?.low ?? 0),
          4,
        )
      },
    ),
    { numRuns: 50 },
  )
})

test('p lies below 0.05 just when the interval leaves zero out', () => {
  const design = layOrFail(empty(30), 15, 500)
  const chance = openChance(5)
  for (let run = 0; run < 300; run += 1) {
    const values = [...drawSeries(chance, design.places, 0.4)].map(
      (value, place) => value + (place < 15 ? 0 : 1.5),
    )
    for (const change of CHANGES) {
      const { low, high, p } = estimateInterruption(design, values).changes[change] ?? {}
      if (Math.abs((p ?? 0) - 0.05) < 0.001) continue
      expect((p ?? 1) < 0.05).toBe((low ?? 0) > 0 || (high ?? 0) < 0)
    }
  }
})

test('the same series gives the same bytes, and values that are all the same give numbers', () => {
  const series = { values: [...drawSeries(openChance(3), [...Array(20).keys()], 0.3)], season: 1 }
  const once = () => JSON.stringify(estimateInterruption(layOrFail(series, 10, 100), series.values))
  expect(once()).toBe(once())
  const flat = estimateInterruption(layOrFail(series, 10, 100), Array(20).fill(5))
  expect(flat.changes.average?.estimate).toBeCloseTo(0, 9)
  expect(flat.changes.average?.low).toBeCloseTo(0, 9)
})

test('too few values give no design', () => {
  expect(layDesign(empty(6), 3, 'level-and-slope', { draws: 10 })).toBeUndefined()
  expect(layDesign(empty(20), 20, 'level', { draws: 10 })).toBeUndefined()
  expect(layDesign(empty(20), 0, 'level', { draws: 10 })).toBeUndefined()
})
