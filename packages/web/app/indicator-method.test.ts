import { STATISTICS, STEPS } from '@samenspel/standards/indicators'
import { expect, it } from 'vitest'
import { indicators } from '../testing/fixture-data.ts'
import type { Indicator } from './api.ts'
import {
  describeCoverage,
  describeLeftOut,
  describeMethod,
  type MethodPart,
  nameMargin,
} from './indicator-method.ts'

const [base] = indicators as [Indicator]
const tropical: Indicator = {
  ...base,
  step: 'maximum',
  statistic: 'count-from',
  norm: 30,
  normUnit: '°C',
  unit: 'dagen',
  period: 'year',
  minimumCoverage: 0.9,
}

it('says how a number of days is made, in both languages', () => {
  expect(describeMethod(tropical, [], 'nl').join(' ')).toBe(
    'Per jaar, per buurt. Van elk meetpunt nemen we eerst de hoogste waarde van elke dag. Het cijfer is het aantal dagen van 30\u00a0°C of meer van een meetpunt, gemiddeld over de meetpunten.',
  )
  expect(describeMethod(tropical, [], 'en').join(' ')).toContain(
    'the number of days of 30\u00a0°C or more of a station',
  )
  expect(describeCoverage(tropical, 'nl').join(' ')).toContain('ten minste 75% van de uren')
  expect(describeCoverage(tropical, 'nl').join(' ')).toContain('ten minste 90% van de dagen')
})

it('has a sentence for every step and every statistic', () => {
  for (const language of ['nl', 'en'] as const) {
    const told = STEPS.flatMap((step) =>
      STATISTICS.map((statistic) => describeMethod({ ...tropical, step, statistic }, [], language).join(' ')),
    )
    expect(new Set(told).size).toBe(STEPS.length * STATISTICS.length)
    expect(told.every((text) => !text.includes('undefined'))).toBe(true)
  }
})

it('says of what a difference is made, and of which place', () => {
  const of = { indicatorId: 'x', measure: null, place: null }
  const difference: Indicator = { ...base, what: 'difference', first: of, second: of }
  const parts = [
    { which: 'first', title: 'Nachten', slug: 'nachten', place: null },
    { which: 'second', title: '', slug: null, place: null },
  ] satisfies MethodPart[]
  expect(describeMethod(difference, parts, 'nl').join(' ')).toContain(
    'Het eerste cijfer (Nachten) min het tweede (een cijfer dat niet gepubliceerd is). Beide zijn van hetzelfde gebied',
  )
  const ratio = { ...difference, what: 'ratio' as const, per: 1000 }
  const fixed = parts.map((part, index) => (index === 1 ? { ...part, place: 'Zwolle' } : part))
  expect(describeMethod(ratio, fixed, 'nl').join(' ')).toContain(
    ', maal 1.000. Het tweede is steeds dat van Zwolle.',
  )
  expect(describeCoverage(difference, 'nl')).toEqual([])
})

it('names the flags that are left out besides those that never count', () => {
  expect(describeLeftOut(base, 'nl')).toHaveLength(2)
  const strict: Indicator = { ...base, leftOutFlags: ['range', 'manual', 'outlier', 'rate'] }
  expect(describeLeftOut(strict, 'nl')[1]).toBe(
    'Hier ook niet: waarden die sterk afwijkend en te snel veranderd zijn.',
  )
})

it('gives the margin with its unit, and none where there is none', () => {
  expect(nameMargin({ low: 10.24, high: 12 }, '°C', 'nl')).toBe('10,2 tot 12\u00a0°C')
  expect(nameMargin({ low: null, high: null }, '°C', 'nl')).toBeUndefined()
})
