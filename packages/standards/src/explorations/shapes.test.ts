import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageOf, fillSteps } from './points.ts'
import { correlation, DIRECTIONS, pair, shapeAnswer } from './shapes.ts'
import { listSteps, stretchOf } from './steps.ts'

const HOUR = 3_600_000
const DAY = { from: '2026-03-28', to: '2026-03-30' }

it('writes moments as toISOString does', () => {
  const moments = fc.array(
    fc.date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }),
  )
  fc.assert(
    fc.property(moments, (dates) => {
      const points = dates.map((date) => ({
        start: date.getTime(),
        end: 0,
        value: 1,
        n: 1,
        coverage: 1,
        provisional: false,
        low: null,
        high: null,
      }))
      const places = [{ key: 'all', points }]
      const { rows } = shapeAnswer('lines', { places, means: [], against: [] })
      expect(rows.map(([time]) => time)).toEqual(dates.map((date) => date.toISOString()))
    }),
  )
})

describe('the steps of a period', () => {
  it('are of the calendar here, also where the clock is put forward', () => {
    expect(listSteps(DAY, 'hour')).toHaveLength(24 + 23 + 24)
    const days = listSteps(DAY, 'day').map(({ start, end }) => (end - start) / 3_600_000)
    expect(days).toEqual([24, 23, 24])
  })

  it('are whole weeks from Monday, and whole months', () => {
    const names = (step: 'week' | 'month') =>
      listSteps(DAY, step).map(({ start }) => new Date(start).toISOString())
    expect(names('week')).toEqual(['2026-03-22T23:00:00.000Z', '2026-03-29T22:00:00.000Z'])
    expect(names('month')).toEqual(['2026-02-28T23:00:00.000Z'])
  })

  it.each(['hour', 'day', 'week', 'month'] as const)('follow each other without a gap: %s', (step) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.nat(400), (first, length) => {
        const dayAt = (days: number) => new Date(Date.UTC(2005, 0, 1 + days)).toISOString().slice(0, 10)
        const period = { from: dayAt(first), to: dayAt(first + length) }
        const steps = listSteps(period, step)
        const { start, end } = stretchOf(period)
        expect(steps[0]?.start).toBeLessThanOrEqual(start)
        expect(steps.at(-1)?.end).toBeGreaterThanOrEqual(end)
        for (const [index, each] of steps.entries())
          if (index > 0) expect(each.start).toBe(steps[index - 1]?.end)
        if (step === 'day') expect(steps).toHaveLength(length + 1)
      }),
      { numRuns: 50 },
    )
  })
})

describe('what is missing', () => {
  const steps = listSteps({ from: '2026-03-01', to: '2026-03-03' }, 'day')
  const within = stretchOf({ from: '2026-03-01', to: '2026-03-03' })
  const [first] = steps

  it('is a step without a value, and counts in the coverage', () => {
    const measured = [{ at: first?.start ?? 0, value: 4, n: 1, hours: 24, spread: null }]
    expect(
      fillSteps(measured, steps, { within, dailyHours: 48, step: 'day', now: within.end }),
    ).toMatchObject([
      { value: 4, n: 1, coverage: 0.5, low: null },
      { value: null, n: 0, coverage: 0 },
      { value: null, n: 0, coverage: 0 },
    ])
  })

  it('is not what has yet to come', () => {
    const now = steps[1]?.start ?? 0
    const until = { within, dailyHours: 48, step: 'day' as const, now }
    expect(fillSteps([], steps, until)).toHaveLength(1)
  })

  it('is not a step that is not over yet; when something was measured in it, it is there', () => {
    const now = (steps[1]?.start ?? 0) + 6 * HOUR
    const until = { within, dailyHours: 24, step: 'day' as const, now }
    expect(fillSteps([], steps, until)).toHaveLength(1)
    const measured = [{ at: steps[1]?.start ?? 0, value: 4, n: 1, hours: 24, spread: null }]
    expect(fillSteps(measured, steps, until)).toMatchObject([
      { value: null, provisional: false },
      { value: 4, provisional: true, coverage: 0.25 },
    ])
  })

  it('counts of a month that is not over against the whole month, and not in the coverage of the months before', () => {
    const period = { from: '2026-02-01', to: '2026-03-31' }
    const months = listSteps(period, 'month')
    const [february, march] = months.map(({ start }) => start)
    const now = (march ?? 0) + 6 * 24 * HOUR
    const of = (at: number | undefined, days: number) => ({
      at: at ?? 0,
      value: 4,
      n: 1,
      hours: 24 * days,
      spread: null,
    })
    const until = { within: stretchOf(period), dailyHours: 24, step: 'month' as const, now }
    const points = fillSteps([of(february, 28), of(march, 6)], months, until)
    expect(points.map(({ provisional }) => provisional)).toEqual([false, true])
    expect(points[1]?.coverage).toBeCloseTo(6 / 31, 2)
    expect(coverageOf(points)).toBe(1)
    expect(coverageOf(points.slice(1))).toBeCloseTo(6 / 31, 2)
  })
})

const point = (start: number, value: number | null) => ({
  start,
  end: start + HOUR,
  value,
  n: 1,
  coverage: 1,
  provisional: false,
  low: null,
  high: null,
})
const number = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.double({ min: 0, max: 1e-300, noNaN: true }),
)
const values = fc.array(fc.option(number), {
  minLength: 1,
  maxLength: 300,
})
const placed = (list: readonly (number | null)[]) => ({
  key: 'all',
  points: list.map((value, index) => point(Date.UTC(2026, 0, 1) + index * HOUR, value)),
})
const found = (list: readonly (number | null)[]) => ({ places: [placed(list)], means: [], against: [] })

describe('the tables of charts', () => {
  it('count each value once in a distribution', () => {
    fc.assert(
      fc.property(values, (list) => {
        const { rows } = shapeAnswer('distribution', found(list))
        const counted = rows.reduce((sum, row) => sum + Number(row[3]), 0)
        expect(counted).toBe(list.filter((value) => value !== null).length)
        for (const [from, to] of rows) expect(Number(from)).toBeLessThan(Number(to))
      }),
    )
  })

  it.each(['day', 'week'] as const)(
    'count each value once in the pattern of a %s, and keep it within its bounds',
    (chart) => {
      fc.assert(
        fc.property(values, (list) => {
          const { columns, rows } = shapeAnswer(chart, found(list))
          const at = (name: string) => columns.indexOf(name)
          expect(rows).toHaveLength(chart === 'day' ? 24 : 168)
          expect(rows.reduce((sum, row) => sum + Number(row[at('n')]), 0)).toBe(
            list.filter((value) => value !== null).length,
          )
          for (const row of rows) if (row[at('n')] === 0) expect(row[at('value')]).toBeNull()
        }),
      )
    },
  )

  it('count the hours from each direction in a rose, north on both sides', () => {
    const list = [1, 2, 3, 4]
    const against = [{ key: 'all', points: placed([350, 10, 90, null]).points }]
    const { rows } = shapeAnswer('rose', { places: [placed(list)], means: [], against })
    expect(rows).toHaveLength(DIRECTIONS)
    expect(rows[0]).toEqual([0, 'all', 1.5, 2, 0.667])
    expect(rows[3]).toEqual([90, 'all', 3, 1, 0.333])
    expect(rows[1]).toEqual([30, 'all', null, 0, 0])
  })

  it('pair only what was measured in the same step', () => {
    const against = [{ key: 'all', points: placed([5, null, 7]).points }]
    expect(pair({ places: [placed([1, 2, null])], against })).toMatchObject([{ value: 1, against: 5 }])
  })
})

describe('the correlation', () => {
  it('is 1 or −1 on a line, and between them elsewhere', () => {
    const line = (slope: number) => [1, 2, 3, 5].map((x) => ({ against: x, value: slope * x + 1 }))
    expect(correlation(line(2))).toBeCloseTo(1, 12)
    expect(correlation(line(-2))).toBeCloseTo(-1, 12)
    const any = fc.double({ min: -1e3, max: 1e3, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.record({ value: any, against: any }), { maxLength: 50 }), (pairs) => {
        const r = correlation(pairs)
        if (r !== undefined) expect(Math.abs(r)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is not there when one of both never differs', () => {
    expect(correlation([1, 2, 3].map((value) => ({ value, against: 4 })))).toBeUndefined()
  })
})
