import { describe, expect, it } from 'vitest'
import { indicators, indicatorValues } from '../testing/fixture-data.ts'
import type { Indicator } from './api.ts'
import { describeIndicator, findLatest, linesOf, namePeriod, worstOf } from './indicator-view.ts'

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

  it('says where the line of the signal is, unless a line has that value', () => {
    const rule = { line: 22, direction: 'above', clearLine: 21, minimumPeriods: 1 } as const
    const say = (about: Partial<Indicator>) =>
      describeIndicator({ ...heat, ...about }, { name: 'Oude Haven' }, values, 'nl').replaceAll('\u00a0', ' ')
    const told = 'De signaalgrens is 22 °C: de waarde ligt daarboven.'
    expect(say({ lines: [], signalRule: rule })).toContain(told)
    expect(say({ signalRule: rule })).toContain(
      `Signaalgrens ‘tropische nacht’ is 20 °C: de waarde ligt daarboven. ${told}`,
    )
    const at = (line: number) => say({ lines: [], signalRule: { ...rule, line } })
    expect(at(23)).toContain('De signaalgrens is 23 °C: de waarde ligt daar precies op.')
    expect(at(25)).toContain('De signaalgrens is 25 °C: de waarde ligt daaronder.')
    expect(say({ signalRule: { ...rule, line: 20 } })).not.toContain('De signaalgrens')
    expect(say({ lines: [], signalRule: null })).not.toContain('ignaalgrens')
  })

  it('says so when the newest period still runs', () => {
    const running = values.map((each, index) => ({ ...each, provisional: index === values.length - 1 }))
    const say = (some: typeof values) => describeIndicator(heat, { name: 'Oude Haven' }, some, 'nl')
    expect(say(running)).toContain('Deze periode loopt nog')
    expect(say(values)).not.toContain('loopt nog')
    expect(running.slice(-2).map((each) => namePeriod(each, heat.period, 'en'))).toEqual([
      '19 August 2026',
      '20 August 2026 (still running)',
    ])
  })

  it('says so when there is nothing', () => {
    expect(describeIndicator(heat, { name: 'Centrum' }, [], 'nl')).toBe(
      'Van Centrum is er in deze periode geen waarde.',
    )
  })
})

it('has the line of the signal in the chart, by that name, once', () => {
  const rule = { line: 22, direction: 'above', clearLine: 21, minimumPeriods: 1 } as const
  const own = linesOf({ lines: [], signalRule: rule }, 'en')
  expect(own).toEqual([{ title: 'Signal limit', value: 22, kind: 'signal' }])
  expect(linesOf({ lines: heat.lines, signalRule: rule }, 'nl').map(({ value }) => value)).toEqual([
    20, 18, 22,
  ])
  expect(linesOf({ lines: heat.lines, signalRule: { ...rule, line: 20 } }, 'nl')).toBe(heat.lines)
  expect(linesOf({ lines: heat.lines, signalRule: null }, 'nl')).toBe(heat.lines)
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
