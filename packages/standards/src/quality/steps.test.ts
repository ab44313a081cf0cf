import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listFlags } from './flags.ts'
import type { Limits } from './limits.ts'
import { openStepJudge } from './steps.ts'

const HOUR = 3_600_000_000
const limits: Limits = {
  range: { minimum: -30, maximum: 50 },
  constant: { hours: 4 },
  rate: { change: 10, minutes: 60 },
}

function judgeAll(values: readonly number[], step = HOUR) {
  const { judge } = openStepJudge(limits)
  return values.map((value, index) => listFlags(judge(index * step, value)))
}

describe('range', () => {
  test('the limits themselves are possible', () => {
    expect(judgeAll([-30, -30.1, 50, 50.1], 2 * HOUR)).toEqual([[], ['range'], [], ['range']])
  })
})

describe('constant', () => {
  test('from the moment that the value has been the same for the whole window', () => {
    expect(judgeAll([5, 5, 5, 5, 5, 5, 6])).toEqual([[], [], [], [], ['constant'], ['constant'], []])
  })
  test('a long step ends the run', () => {
    expect(judgeAll([5, 5, 5], 3 * HOUR)).toEqual([[], [], []])
  })
})

describe('rate', () => {
  test('a jump within the hour, both ways', () => {
    expect(judgeAll([5, 15, 26, 15])).toEqual([[], [], ['rate'], ['rate']])
  })
  test('says nothing over a longer step, nor after an impossible value', () => {
    expect(judgeAll([5, 26], 2 * HOUR)).toEqual([[], []])
    expect(judgeAll([5, -999, 5])).toEqual([[], ['range', 'rate'], []])
  })
})

test('a series judged in two parts is judged the same', () => {
  const value = fc.oneof(fc.constantFrom(5, 5, 6), fc.integer({ min: -60, max: 80 }))
  const steps = fc.array(fc.record({ step: fc.integer({ min: 1, max: 90 }), value }), { maxLength: 60 })
  fc.assert(
    fc.property(steps, fc.nat(60), (list, cut) => {
      let time = 0
      const series = list.map(({ step, value }) => {
        time += step * 60_000_000
        return { time, value }
      })
      const whole = openStepJudge(limits)
      const expected = series.map((row) => whole.judge(row.time, row.value))
      const first = openStepJudge(limits)
      const start = series.slice(0, cut).map((row) => first.judge(row.time, row.value))
      const second = openStepJudge(limits, first.last())
      const end = series.slice(cut).map((row) => second.judge(row.time, row.value))
      expect([...start, ...end]).toEqual(expected)
    }),
  )
})
