import { expect, it } from 'vitest'
import { markSignal, ruleOfGoal, timeOfSignal } from './signal-chart.ts'

const NOW = Date.parse('2026-03-20T12:00:00Z')
const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}T23:00:00Z`
const values = [1, 13].map((n) => ({ periodStart: day(n), periodEnd: day(n + 1) }))
const timed = {
  kind: 'threshold' as const,
  state: 'open' as const,
  since: day(4),
  lastAt: day(7),
  clearedAt: null,
  period: 'day' as const,
}
const marked = (change: object) =>
  markSignal({ ...timed, ...change }, values, NOW).map(({ from, to }) => [from, to])

it('marks figures past a line until the last of those, also when the signal stays open', () => {
  expect(marked({})).toEqual([[Date.parse(day(4)), Date.parse(day(8))]])
  expect(marked({ lastAt: day(18) })).toEqual([[Date.parse(day(4)), Date.parse(day(14))]])
})

it('marks figures that stay away until now or their return, and a change until the newest figure', () => {
  expect(marked({ kind: 'absence', since: day(14) })).toEqual([[Date.parse(day(14)), NOW]])
  expect(marked({ kind: 'absence', clearedAt: day(9) })).toEqual([[Date.parse(day(4)), Date.parse(day(9))]])
  expect(marked({ kind: 'change' })).toEqual([[Date.parse(day(4)), Date.parse(day(14))]])
})

it('marks a change that ended, hours, and the day of 23 hours', () => {
  expect(marked({ kind: 'change', clearedAt: day(9) })).toEqual([[Date.parse(day(4)), Date.parse(day(9))]])
  expect(marked({ period: 'hour' })).toEqual([[Date.parse(day(4)), Date.parse('2026-03-08T00:00:00Z')]])
  const later = [...values, { periodStart: '2026-04-01T22:00:00Z', periodEnd: '2026-04-02T22:00:00Z' }]
  const spring = { ...timed, since: '2026-03-27T23:00:00Z', lastAt: '2026-03-28T23:00:00Z' }
  expect(markSignal(spring, later, NOW)[0]?.to).toBe(Date.parse('2026-03-29T22:00:00Z'))
})

it('points at nothing where all that is shown is past the line, nor beyond the newest of years', () => {
  expect(marked({ since: day(1), lastAt: day(13) })).toEqual([])
  const years = [2023, 2024, 2025].map((year) => ({
    periodStart: `${year - 1}-12-31T23:00:00Z`,
    periodEnd: `${year}-12-31T23:00:00Z`,
  }))
  const yearly = {
    ...timed,
    period: 'year' as const,
    since: '2023-12-31T23:00:00Z',
    lastAt: '2024-12-31T23:00:00Z',
  }
  expect(markSignal(yearly, years, NOW)).toEqual([
    { number: null, from: Date.parse('2023-12-31T23:00:00Z'), to: Date.parse('2024-12-31T23:00:00Z') },
  ])
})

it('is about the time until now while it is open, and else until it ended', () => {
  expect(timeOfSignal(timed)).toEqual({ from: day(4), to: null })
  expect(timeOfSignal({ ...timed, state: 'cleared', clearedAt: day(9) }).to).toBe(day(9))
  expect(timeOfSignal({ ...timed, state: 'withdrawn' }).to).toBe('2026-03-08T23:00:00.000Z')
})

it('marks nothing of what is to come, was withdrawn, or has no figures', () => {
  expect(marked({ kind: 'goal-missed' })).toEqual([])
  expect(marked({ state: 'withdrawn' })).toEqual([])
  expect(markSignal(timed, [], NOW)).toEqual([])
})

it('has the target of a goal as a line, once', () => {
  const goal = { title: 'Minder hete nachten', target: 20 }
  const signal = { evidence: { goal } } as Parameters<typeof ruleOfGoal>[0]
  expect(ruleOfGoal(signal, [], 'nl')).toEqual([{ title: 'Doel', value: 20, kind: 'target' }])
  expect(ruleOfGoal(signal, [{ title: 'Norm', value: 20, kind: 'norm' }], 'nl')).toEqual([])
})
