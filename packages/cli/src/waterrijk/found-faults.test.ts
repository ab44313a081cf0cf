import { measureDistance } from '@samenspel/standards/geo'
import {
  chooseLimits,
  type Flag,
  findGaps,
  findUsualInterval,
  judgeSeries,
  listFlags,
  SPATIAL_HOURS,
} from '@samenspel/standards/quality'
import { PROPERTIES, UNITS } from '@samenspel/standards/tabular'
import { beforeAll, expect, test } from 'vitest'
import { FAULTS } from './faults.ts'
import { createSimulation } from './simulation.ts'
import type { StationProperty } from './stations.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 5, 15, 10)
const SEED = 1
/** How long the tests look back, and one day to judge. */
const HOURS = SPATIAL_HOURS + 24

const simulation = createSimulation(SEED, NOW)
const names = new Map(simulation.stations.map(({ key, position }) => [key, position]))
const keyOf = (station: number) => `waterrijk-tuin-${String(station).padStart(3, '0')}`

/** The hourly values of a property up to a day that ended so many days ago, by station. */
function readSeries(property: StationProperty, daysAgo: number): Map<string, Float64Array> {
  const to = NOW - daysAgo * DAY
  const series = new Map<string, Float64Array>()
  let from = 0
  for (const { hours, values } of simulation.history(to - HOURS * HOUR, to)) {
    for (const [place, stream] of simulation.datastreams.entries()) {
      if (stream.property !== property) continue
      const own = series.get(stream.stationKey) ?? new Float64Array(HOURS).fill(Number.NaN)
      series.set(stream.stationKey, own)
      for (let hour = 0; hour < hours; hour++) {
        own[from + hour] = values[hour * simulation.datastreams.length + place] ?? Number.NaN
      }
    }
    from += hours
  }
  return series
}

/** The flags that at least a quarter of the values of the last day have, by station. */
function judgeDay(property: StationProperty, daysAgo: number): Map<string, Flag[]> {
  const limits = chooseLimits({
    name: property,
    definition: '',
    unitSymbol: UNITS[PROPERTIES[property].unit].symbol,
  })
  const all = readSeries(property, daysAgo)
  const firstHour = (NOW - daysAgo * DAY - HOURS * HOUR) * 1000
  const flags = new Map<string, Flag[]>()
  for (const [key, own] of all) {
    const place = names.get(key)
    const neighbours = [...all.keys()]
      .filter((other) => other !== key)
      .map((other) => ({ other, metres: measureDistance(place ?? [0, 0], names.get(other) ?? [0, 0]) }))
      .filter(({ metres }) => metres <= (limits?.spatial?.kilometres ?? 0) * 1000)
      .sort((a, b) => a.metres - b.metres)
      .slice(0, 20)
      .flatMap(({ other }) => all.get(other) ?? [])
    // The whole month is judged, so that runs of equal values are seen from their start.
    const hours = [...own.keys()].filter((hour) => !Number.isNaN(own[hour]))
    const qualities = judgeSeries(
      {
        times: hours.map((hour) => firstHour + hour * HOUR * 1000),
        values: hours.map((hour) => own[hour] ?? 0),
        before: undefined,
        firstHour,
        own,
        neighbours,
        dayEnds: [firstHour + HOURS * HOUR * 1000],
      },
      limits ?? {},
    )
    const last = [...qualities].filter((_, index) => (hours[index] ?? 0) >= HOURS - 24)
    const counts = new Map<Flag, number>()
    for (const flag of last.flatMap(listFlags)) counts.set(flag, (counts.get(flag) ?? 0) + 1)
    flags.set(
      key,
      [...counts].filter(([, count]) => count * 4 >= last.length).map(([flag]) => flag),
    )
  }
  return flags
}

let temperature: Map<string, Flag[]>
let humidity: Map<string, Flag[]>
let dust: Map<string, Flag[]>

beforeAll(() => {
  temperature = judgeDay('temperature', 0)
  humidity = judgeDay('relative-humidity', 0)
  dust = judgeDay('pm25', 0)
}, 120_000)

const flagged = (judged: Map<string, Flag[]>) =>
  Object.fromEntries([...judged].filter(([, flags]) => flags.length > 0))

test('the thermometer that drifts is found by its neighbours, and no other', () => {
  expect(flagged(temperature)).toEqual({ [keyOf(14)]: ['similarity'] })
})

test('the humidity sensor that sticks is found twice, and no other', () => {
  expect(flagged(humidity)).toEqual({ [keyOf(33)]: expect.arrayContaining(['constant', 'correlation']) })
})

test('the dust sensor that gets dirty is found, and no other', () => {
  expect(flagged(dust)).toEqual({ [keyOf(41)]: ['similarity'] })
})

test('the thermometer that was stuck for twelve days was flagged then', { timeout: 120_000 }, () => {
  expect(judgeDay('temperature', 79).get(keyOf(19))).toContain('constant')
})

test('stations that stopped and bad reception show in gaps', () => {
  const series = readSeries('temperature', 0)
  const gapsOf = (station: number) => {
    const own = series.get(keyOf(station)) ?? new Float64Array()
    const times = [...own.keys()].filter((hour) => !Number.isNaN(own[hour])).map((hour) => hour * HOUR)
    return {
      last: times.at(-1),
      interval: findUsualInterval(times),
      gaps: findGaps(times, HOUR).length,
      n: times.length,
    }
  }
  // Off for more than a month, and for two days: the last value tells.
  expect(gapsOf(8).n).toBe(0)
  expect((HOURS * HOUR - (gapsOf(55).last ?? 0)) / DAY).toBeGreaterThan(1.9)
  // One in four lost: three in a row happen, and the share that is there says the rest.
  expect(gapsOf(50).interval).toBe(HOUR)
  expect(gapsOf(50).n / HOURS).toBeLessThan(0.8)
  expect(gapsOf(50).gaps).toBeGreaterThan(0)
  expect(gapsOf(1)).toMatchObject({ gaps: 0 })
  expect(FAULTS).toHaveLength(8)
})
