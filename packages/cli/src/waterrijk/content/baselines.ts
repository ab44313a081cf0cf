import { computeMean, findMaximum, findMinimum } from '@samenspel/standards/indicators'
import { formatPeriod, openZone } from '@samenspel/standards/times'
import type { Simulation } from '../simulation.ts'
import type { StationProperty } from '../stations.ts'
import type { Baselines } from './types.ts'

const HOUR = 3_600_000

/** The figures from which the goals start: of the stations of one neighbourhood, over the days from `from` to `to` (ms UTC). */
export function measureBaselines(simulation: Simulation, from: number, to: number): Baselines {
  const heat = createDays(simulation, 'temperature', 'BU90010103')
  const water = createDays(simulation, 'water-on-street', 'BU90010201')
  const smoke = createDays(simulation, 'pm25', 'BU90010301')
  const zone = openZone('Europe/Amsterdam')
  if (!zone) throw new Error('This runtime does not know the time zone Europe/Amsterdam.')
  for (const { from: start, hours, values } of simulation.history(from, to)) {
    for (let hour = 0; hour < hours; hour++) {
      const day = formatPeriod(start + hour * HOUR, 'day', zone)
      for (const series of [heat, water, smoke]) series.add(day, values, hour)
    }
  }
  const isNewYear = (day: string) => day.endsWith('-12-31') || day.endsWith('-01-01')
  return {
    warmestNight: round(findMaximum(heat.list(findMinimum))),
    deepestWater: round(findMaximum(water.list(findMaximum))),
    smokiestDay: round(findMaximum(smoke.list(computeMean, (day) => !isNewYear(day)))),
  }
}

/** Collects the values of one property in one neighbourhood per day. A day counts with three quarters of its values. */
function createDays({ stations, datastreams }: Simulation, property: StationProperty, areaCode: string) {
  const keys = new Set(
    stations.filter((station) => station.neighbourhoodCode === areaCode).map(({ key }) => key),
  )
  const indexes = datastreams.flatMap((stream, index) =>
    stream.property === property && keys.has(stream.stationKey) ? [index] : [],
  )
  const days = new Map<string, number[]>()
  return {
    add(day: string, values: Float64Array, hour: number): void {
      const list = days.get(day) ?? []
      days.set(day, list)
      for (const index of indexes) {
        const value = values[hour * datastreams.length + index] ?? Number.NaN
        if (!Number.isNaN(value)) list.push(value)
      }
    },
    list(
      statistic: (values: readonly number[]) => number | null,
      keep: (day: string) => boolean = () => true,
    ): number[] {
      const complete = [...days].filter(([day, values]) => keep(day) && values.length >= 18 * indexes.length)
      return complete.map(([, values]) => statistic(values)).filter((value) => value !== null)
    },
  }
}

function round(value: number | null): number {
  return Math.round((value ?? 0) * 10) / 10
}
