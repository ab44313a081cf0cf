import { expect, test } from 'vitest'
import { drawSeries, openChance } from '../chance.ts'
import { describeDetectable, detectableEffect } from './detectable.ts'
import { estimateInterruption, layDesign } from './interrupted.ts'

const history = (count: number, likeness: number) => ({
  values: [...drawSeries(openChance(count), [...Array(count).keys()], likeness)].map(
    (value) => 50 + 2 * value,
  ),
  season: 12,
})

// A second or two of work each.
const SLOW = { timeout: 60_000 }

test(
  'an effect of that size is shown in about 80 % of simulated evaluations, and half of it much less often',
  SLOW,
  () => {
    const found = detectableEffect(history(36, 0.4), { until: 0, after: 24, shape: 'level' })
    if (!found) throw new Error('nothing found')
    const design = layDesign({ values: Array(60).fill(0), season: 12 }, 36, 'level', { draws: 1500 })
    if (!design) throw new Error('no design')
    const powerOf = (effect: number) => {
      const chance = openChance(99)
      let shown = 0
      for (let run = 0; run < 600; run += 1) {
        const values = [...drawSeries(chance, design.places, found.likeness)].map(
          (value, place) => found.spread * value + (place < 36 ? 0 : effect),
        )
        const { low } = estimateInterruption(design, values).changes.average ?? {}
        if ((low ?? 0) > 0) shown += 1
      }
      return shown / 600
    }
    // 600 runs: three standard errors are 5 %.
    expect(powerOf(found.effect)).toBeGreaterThan(0.74)
    expect(powerOf(found.effect)).toBeLessThan(0.86)
    expect(powerOf(found.effect / 2)).toBeLessThan(0.5)
  },
)

test('two years of months show only a large effect, six years show smaller ones', SLOW, () => {
  const short = detectableEffect(history(18, 0.4), { until: 0, after: 6, shape: 'level' })
  const long = detectableEffect(history(42, 0.4), { until: 0, after: 30, shape: 'level' })
  if (!short || !long) throw new Error('nothing found')
  expect(short.deviations).toBeGreaterThan(long.deviations)
  const said = describeDetectable(short, {
    unit: { nl: 'graden', en: 'degrees' },
    stepNames: { nl: 'maanden', en: 'months' },
  })
  expect(said.nl).toMatch(
    /^Met 18 maanden vóór en 6 na de start is alleen een groot effect aan te tonen: vanaf [\d,]+ graden \([\d,]+ %\) is de kans 80 %/,
  )
  expect(said.en).toContain('only a large effect')
})

test('too short a history says nothing', () => {
  expect(detectableEffect(history(7, 0), { until: 0, after: 12, shape: 'level' })).toBeUndefined()
  expect(detectableEffect(history(30, 0), { until: 0, after: 0, shape: 'level' })).toBeUndefined()
})
