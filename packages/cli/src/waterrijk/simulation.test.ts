import { computeMean, detectSignals, findMaximum, findMinimum } from '@samenspel/standards/indicators'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FAULTS } from './faults.ts'
import { LOW_NEIGHBOURHOODS } from './neighbourhoods.ts'
import { createRandom, pick, pickNormal, pickSmooth } from './random.ts'
import { createSimulation, type Simulation } from './simulation.ts'
import type { StationProperty } from './stations.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const now = Date.UTC(2026, 2, 10, 9)
const seed = 3

/** Hourly values of all stations of a property in these neighbourhoods, averaged per hour. */
function averagePerHour(
  simulation: Simulation,
  property: StationProperty,
  codes: string[],
  from: number,
  to: number,
) {
  const places = new Map(simulation.stations.map(({ key, neighbourhoodCode }) => [key, neighbourhoodCode]))
  const width = simulation.datastreams.length
  const indexes = simulation.datastreams.flatMap((stream, index) =>
    stream.property === property && codes.includes(places.get(stream.stationKey) ?? '') ? [index] : [],
  )
  const averages: (number | null)[] = []
  for (const { hours, values } of simulation.history(from, to)) {
    for (let hour = 0; hour < hours; hour++) {
      const there = indexes
        .map((index) => values[hour * width + index] ?? Number.NaN)
        .filter((value) => !Number.isNaN(value))
      averages.push(computeMean(there))
    }
  }
  return averages
}

function eachDay(
  hours: readonly (number | null)[],
  statistic: (values: number[]) => number | null,
  from: number,
) {
  return Array.from({ length: hours.length / 24 }, (_, day) => ({
    start: from + day * DAY,
    value: statistic(hours.slice(day * 24, day * 24 + 24).filter((value) => value !== null)),
  }))
}

test('numbers belong to their seed', () => {
  expect(Array.from({ length: 3 }, createRandom(7))).toEqual(Array.from({ length: 3 }, createRandom(7)))
  expect(pick(1, 2, 3)).not.toBe(pick(1, 2, 4))
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: -1e9, max: 1e9 }),
      (a, b, c) => {
        expect(pick(a, b, c)).toBeGreaterThanOrEqual(0)
        expect(pick(a, b, c)).toBeLessThan(1)
        expect(Math.abs(pickNormal(a, b, c))).toBeLessThan(2.5)
        expect(Math.abs(pickSmooth(a, b, c, 24))).toBeLessThanOrEqual(1)
      },
    ),
  )
})

const simulation = createSimulation(seed, now)

test('60 gardens with four series and 4 street gauges with one', () => {
  expect(simulation.datastreams).toHaveLength(60 * 4 + 4)
})

test('the same seed gives the same year, another seed another', () => {
  const week = (other: Simulation) => [...other.history(now - 7 * DAY, now)].map(({ values }) => [...values])
  expect(week(createSimulation(seed, now))).toEqual(week(simulation))
  expect(week(createSimulation(seed + 1, now))).not.toEqual(week(simulation))
})

test('chunks of any length make the same history, and the live values continue it', () => {
  const whole = [...simulation.history(now - 2 * DAY, now, 48)][0]?.values ?? expect.unreachable()
  const parts = [...simulation.history(now - 2 * DAY, now, 7)]
  expect(parts.map(({ hours }) => hours)).toEqual([7, 7, 7, 7, 7, 7, 6])
  expect(parts.flatMap(({ values }) => [...values])).toEqual([...whole])
  expect([...simulation.next(now)]).toEqual([...whole.slice(-simulation.datastreams.length)])
})

test('a minute of live values is like the hour it is in', () => {
  const index = simulation.datastreams.findIndex(({ property }) => property === 'temperature')
  const minute = simulation.next(now - 30 * 60_000, 60)[index] ?? Number.NaN
  expect(Math.abs(minute - (simulation.next(now)[index] ?? Number.NaN))).toBeLessThan(1.5)
})

test('only whole hours, and periods of at most an hour', () => {
  expect(() => [...simulation.history(now + 1, now + HOUR)]).toThrow(RangeError)
  expect(() => simulation.next(now, 7200)).toThrow(RangeError)
})

describe('a year', () => {
  const from = Date.UTC(2025, 2, 10)
  const to = Date.UTC(2026, 2, 10)
  const paved = averagePerHour(simulation, 'temperature', ['BU90010103'], from, to)
  const polder = averagePerHour(simulation, 'temperature', ['BU90010303'], from, to)

  test('values are plausible', () => {
    const limits: Record<StationProperty, [number, number]> = {
      temperature: [-20, 40],
      'relative-humidity': [15, 100],
      rain: [0, 70],
      pm25: [0, 700],
      'water-on-street': [0, 60],
    }
    const width = simulation.datastreams.length
    for (const { values } of simulation.history(from, to, 8760)) {
      for (const [index, value] of values.entries()) {
        if (Number.isNaN(value)) continue
        const [low, high] = limits[simulation.datastreams[index % width]?.property ?? 'rain']
        if (value < low || value > high) expect.unreachable(`${value} of series ${index % width}`)
      }
    }
  })

  test('the stony quarter is warmer at night, and has more warm nights than the polder', () => {
    const nights = (hours: readonly (number | null)[]) =>
      eachDay(hours, findMinimum, from).filter(({ value }) => (value ?? 0) > 20).length
    expect(nights(paved)).toBeGreaterThanOrEqual(5)
    expect(nights(polder)).toBeLessThan(nights(paved))
    expect(
      (computeMean(paved.filter((value) => value !== null)) ?? 0) -
        (computeMean(polder.filter((value) => value !== null)) ?? 0),
    ).toBeGreaterThan(0.7)
  })

  test('warm nights give a signal that clears', () => {
    const rule = { line: 20, direction: 'above', clearLine: 18, clearAfter: 3 } as const
    const signals = detectSignals(eachDay(paved, findMinimum, from), rule)
    expect(signals.length).toBeGreaterThan(0)
    expect(signals.every(({ clearedAt }) => clearedAt !== undefined)).toBe(true)
  })

  test('after the last cloudburst water on the street gives a signal that is still open', () => {
    for (const { code } of LOW_NEIGHBOURHOODS) {
      const depth = averagePerHour(simulation, 'water-on-street', [code], from, to)
      const rule = { line: 10, direction: 'above', clearLine: 2, clearAfter: 14 } as const
      const signals = detectSignals(eachDay(depth, findMaximum, from), rule)
      expect(signals.length).toBeGreaterThanOrEqual(2)
      expect(signals.at(-1)?.clearedAt).toBeUndefined()
      expect(signals.at(-1)?.openedAt).toBeGreaterThan(now - 11 * DAY)
    }
  })

  test('fine dust peaks at New Year, in the town more than in the village', () => {
    const midnight = Date.UTC(2025, 11, 31, 23)
    const around = (code: string) =>
      averagePerHour(simulation, 'pm25', [code], midnight - 12 * HOUR, midnight + 12 * HOUR).map(
        (value) => value ?? 0,
      )
    const town = around('BU90010103')
    expect(town.indexOf(Math.max(...town))).toBe(12)
    expect(Math.max(...town)).toBeGreaterThan(Math.max(...around('BU90010301')))
  })

  test('winter evenings are smoky where people burn wood', () => {
    const winter = [Date.UTC(2026, 0, 8), Date.UTC(2026, 1, 8)] as const
    const evening = (code: string, hour: number) => {
      const hours = averagePerHour(simulation, 'pm25', [code], ...winter)
      return (
        computeMean(
          hours.filter((value, index) => index % 24 === hour && value !== null).map((value) => value ?? 0),
        ) ?? 0
      )
    }
    expect(evening('BU90010301', 20)).toBeGreaterThan(evening('BU90010301', 12) * 1.5)
    expect(evening('BU90010301', 20)).toBeGreaterThan(evening('BU90010103', 20) * 1.3)
  })

  test('faulty stations stop, miss, stick and drift', () => {
    const last = [...simulation.history(now - 10 * DAY, now, 240)][0]?.values ?? expect.unreachable()
    const series = (station: number, property: StationProperty) => {
      const key = `waterrijk-tuin-${String(station).padStart(3, '0')}`
      const index = simulation.datastreams.findIndex(
        (stream) => stream.stationKey === key && stream.property === property,
      )
      return Array.from(
        { length: 240 },
        (_, hour) => last[hour * simulation.datastreams.length + index] ?? Number.NaN,
      )
    }
    const there = (values: number[]) => values.filter((value) => !Number.isNaN(value))
    expect(there(series(8, 'temperature'))).toEqual([])
    expect(there(series(55, 'rain')).length).toBeGreaterThan(180)
    expect(there(series(55, 'rain').slice(-47))).toEqual([])
    expect(new Set(there(series(33, 'relative-humidity')))).toEqual(new Set([99.9]))
    expect(there(series(50, 'pm25')).length).toBeLessThan(205)
    expect(there(series(1, 'pm25')).length).toBeGreaterThan(230)
    const drift = FAULTS.find(({ station }) => station === 14)
    expect(drift?.kind).toBe('drift')
    expect(
      (computeMean(there(series(14, 'temperature'))) ?? 0) -
        (computeMean(there(series(1, 'temperature'))) ?? 0),
    ).toBeGreaterThan(1.5)
  })
})
