import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectSignals, type PeriodValue, type SignalRule } from './signals.ts'

const series = (...values: (number | null)[]): PeriodValue[] =>
  values.map((value, start) => ({ start, value }))

test('opens over the line, clears at the clear line', () => {
  expect(
    detectSignals(series(10, 16, 30, 14, 12, 16), { line: 15, direction: 'above', clearLine: 12 }),
  ).toEqual([
    { since: 1, openedAt: 1, openedValue: 16, peak: { start: 2, value: 30 }, lastAt: 2, clearedAt: 4 },
    { since: 5, openedAt: 5, openedValue: 16, peak: { start: 5, value: 16 }, lastAt: 5 },
  ])
})

test('exactly on the line is not over it, and exactly on the clear line is recovered', () => {
  expect(detectSignals(series(15, 15), { line: 15, direction: 'above' })).toEqual([])
  expect(detectSignals(series(16, 15), { line: 15, direction: 'above' })).toMatchObject([{ clearedAt: 1 }])
})

test('below works the other way round', () => {
  expect(detectSignals(series(5, 2, 1, 4, 6), { line: 3, direction: 'below', clearLine: 5 })).toEqual([
    { since: 1, openedAt: 1, openedValue: 2, peak: { start: 2, value: 1 }, lastAt: 2, clearedAt: 4 },
  ])
})

test('it takes consecutive periods to open and to clear', () => {
  const rule: SignalRule = { line: 15, direction: 'above', openAfter: 3, clearAfter: 2 }
  expect(detectSignals(series(20, 20, 10, 20, 40, 20, 10, 20, 10, 10), rule)).toEqual([
    { since: 3, openedAt: 5, openedValue: 20, peak: { start: 4, value: 40 }, lastAt: 7, clearedAt: 9 },
  ])
})

test('periods that say nothing neither open, clear, continue nor break', () => {
  const rule: SignalRule = { line: 15, direction: 'above', openAfter: 2, minimumCoverage: 0.75 }
  const values: PeriodValue[] = [
    { start: 0, value: 20 },
    { start: 1, value: 99, coverage: 0.5 },
    { start: 2, value: null },
    { start: 3, value: 20, coverage: 0.75 },
    { start: 4, value: 1, coverage: 0.1 },
    { start: 5, value: 1 },
  ]
  expect(detectSignals(values, rule)).toEqual([
    { since: 0, openedAt: 3, openedValue: 20, peak: { start: 0, value: 20 }, lastAt: 3, clearedAt: 5 },
  ])
})

test.each<Partial<SignalRule>>([
  { clearLine: 16 },
  { direction: 'below', clearLine: 14 },
  { openAfter: 0 },
  { clearAfter: 1.5 },
  { minimumCoverage: 2 },
  { line: Number.NaN },
])('a rule that makes no sense is refused: %o', (change) => {
  expect(() => detectSignals([], { line: 15, direction: 'above', ...change })).toThrow(RangeError)
})

test('periods out of order are refused', () => {
  expect(() =>
    detectSignals(
      [
        { start: 1, value: 1 },
        { start: 1, value: 2 },
      ],
      { line: 1, direction: 'above' },
    ),
  ).toThrow(RangeError)
})

const values = fc.array(
  fc.record({ value: fc.option(fc.integer({ min: 0, max: 30 })), coverage: fc.constantFrom(0, 0.5, 1) }),
  { maxLength: 60 },
)
const rules = fc
  .record({
    line: fc.integer({ min: 10, max: 20 }),
    slack: fc.integer({ min: 0, max: 8 }),
    openAfter: fc.integer({ min: 1, max: 4 }),
    clearAfter: fc.integer({ min: 1, max: 4 }),
    minimumCoverage: fc.constantFrom(0, 0.75),
  })
  .map(({ line, slack, ...rule }) => ({
    ...rule,
    line,
    clearLine: line - slack,
    direction: 'above' as const,
  }))

test('signals follow each other, peak past the line, and only the last can be open', () => {
  fc.assert(
    fc.property(values, rules, (list, rule) => {
      const signals = detectSignals(
        list.map((value, start) => ({ start, ...value })),
        rule,
      )
      for (const [index, signal] of signals.entries()) {
        expect(signal.since).toBeLessThanOrEqual(signal.openedAt)
        expect(signal.openedValue).toBeGreaterThan(rule.line)
        expect(signal.peak.value).toBeGreaterThanOrEqual(signal.openedValue)
        expect(signal.lastAt).toBeGreaterThanOrEqual(Math.max(signal.openedAt, signal.peak.start))
        expect(signal.clearedAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(signal.openedAt)
        const next = signals[index + 1]
        if (next) expect(next.since).toBeGreaterThan(signal.clearedAt ?? Number.POSITIVE_INFINITY)
      }
    }),
  )
})

test('a provisional figure opens a signal, and neither ends one nor breaks a run', () => {
  const rule: SignalRule = { line: 15, direction: 'above', clearLine: 12, openAfter: 2 }
  const given = (...list: readonly [number, boolean][]) =>
    detectSignals(
      list.map(([value, provisional], start) => ({ start, value, provisional })),
      rule,
    )
  expect(given([20, false], [16, true])).toMatchObject([{ since: 0, openedAt: 1 }])
  expect(given([20, false], [20, false], [10, true])).toEqual(given([20, false], [20, false]))
  expect(given([20, false], [10, true], [16, true])).toMatchObject([{ since: 0, openedAt: 2 }])
  expect(given([20, false], [20, false], [10, false])).toMatchObject([{ clearedAt: 2 }])
})

test('periods that say nothing can be left out without changing a signal', () => {
  fc.assert(
    fc.property(values, rules, (list, rule) => {
      const all = list.map((value, start) => ({ start, ...value }))
      const telling = all.filter(({ value, coverage }) => value !== null && coverage >= rule.minimumCoverage)
      expect(detectSignals(all, rule)).toEqual(detectSignals(telling, rule))
    }),
  )
})

test('above and below mirror each other', () => {
  fc.assert(
    fc.property(values, rules, (list, rule) => {
      const all = list.map((value, start) => ({ start, ...value }))
      const mirrored = all.map((period) => ({
        ...period,
        value: period.value === null ? null : -period.value,
      }))
      const below = detectSignals(mirrored, {
        ...rule,
        direction: 'below',
        line: -rule.line,
        clearLine: -rule.clearLine,
      })
      expect(below.map(({ openedAt, clearedAt }) => [openedAt, clearedAt])).toEqual(
        detectSignals(all, rule).map(({ openedAt, clearedAt }) => [openedAt, clearedAt]),
      )
    }),
  )
})
