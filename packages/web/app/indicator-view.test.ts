import { describe, expect, it } from 'vitest'
import { indicators, indicatorValues } from '../testing/fixture-data.ts'
import type { Indicator } from './api.ts'
import { describeIndicator, findLatest, worstOf } from './indicator-view.ts'

const heat = indicators[0] as Indicator
const values = indicatorValues(heat).filter(({ areaCode }) => areaCode === 'BU99010101')

describe('describeIndicator', () => {
  it('says the newest value, the first line, the range and the gaps', () => {
    expect(describeIndicator(heat, { name: 'Oude Haven' }, values, 'nl').replaceAll('\u00a0', ' ')).toBe(
      'Temperatuur in de nacht in Oude Haven: 23 °C (20 augustus 2026). Signaalgrens ‘tropische nacht’ is 20 °C: de waarde ligt daarboven. In de getoonde periode lag de waarde tussen 3,2 °C en 23,5 °C. Van 13 perioden is er geen waarde.',
    )
    expect(describeIndicator(heat, { name: 'Oude Haven' }, values, 'en').replaceAll('\u00a0', ' ')).toBe(
      'Temperatuur in de nacht in Oude Haven: 23 °C (20 August 2026). Signal limit ‘tropische nacht’ is 20 °C: the value is above it. In the period shown the value was between 3.2 °C and 23.5 °C. 13 periods have no value.',
    )
  })

  it('says so when there is nothing', () => {
    expect(describeIndicator(heat, { name: 'Centrum' }, [], 'nl')).toBe(
      'Van Centrum is er in deze periode geen waarde.',
    )
  })
})

describe('worstOf', () => {
  const rows = [3, null, 9, 1].map((value, index) => ({
    ...(values[0] as (typeof values)[number]),
    areaCode: `BU${index}`,
    value,
  }))

  it('is the highest when lower is better, and the other way around', () => {
    expect(worstOf(rows, 'lower')?.value).toBe(9)
    expect(worstOf(rows, 'higher')?.value).toBe(1)
    expect(worstOf([], 'lower')).toBeUndefined()
  })

  it('skips periods without a value when it looks for the newest', () => {
    expect(findLatest(rows.slice(0, 2))?.value).toBe(3)
  })
})
