import { FLAGS } from './flags.ts'
import type { Limits } from './limits.ts'
import { openOutlierTest } from './outliers.ts'
import { judgeAmongNeighbours, SPATIAL_HOURS } from './spatial.ts'
import { type Before, openStepJudge } from './steps.ts'

/** Values to judge, with all that the tests look back on. Times in microseconds since 1970. */
export type Series = {
  /** In order. */
  times: ArrayLike<number>
  values: ArrayLike<number>
  /** The last value before them. */
  before: Before | undefined
  /** The start of the first hour of the hourly means. */
  firstHour: number
  /** Hourly means from at least 720 hours before the first value to the hour of the last, NaN where there is none. */
  own: Float64Array
  /** The same of the stations nearby that measure the same property, nearest first. */
  neighbours: readonly Float64Array[]
  /** The ends of the days the values lie in, in order: comparing with neighbours is done once a day. */
  dayEnds: readonly number[]
}

const HOUR = 3_600_000_000

/** The quality of each value, by all tests that its limits name. The same values give the same qualities, in whatever order they came. */
export function judgeSeries(series: Series, limits: Limits): Int16Array {
  const { times, values, own, neighbours, firstHour, dayEnds } = series
  const steps = openStepJudge(limits, series.before)
  const isOutlier = limits.outlier && openOutlierTest(own, neighbours, limits.outlier)
  const qualities = new Int16Array(times.length)
  let day = -1
  let ofDay = 0
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0
    const value = values[index] ?? 0
    while (day < 0 || ((dayEnds[day] ?? Number.POSITIVE_INFINITY) <= time && day < dayEnds.length)) {
      day++
      ofDay = (dayEnds[day] ?? 0) > time ? judgeDay((dayEnds[day] ?? 0) - firstHour) : 0
    }
    const outlier = isOutlier?.(Math.floor((time - firstHour) / HOUR), value) ? FLAGS.outlier.bit : 0
    qualities[index] = steps.judge(time, value) | outlier | ofDay
  }
  return qualities

  function judgeDay(end: number): number {
    if (!limits.spatial) return 0
    const last = Math.round(end / HOUR)
    const part = (hourly: Float64Array) => hourly.subarray(Math.max(0, last - SPATIAL_HOURS), last)
    const verdict = judgeAmongNeighbours(part(own), neighbours.map(part), limits.spatial)
    return (verdict.correlation ? FLAGS.correlation.bit : 0) | (verdict.similarity ? FLAGS.similarity.bit : 0)
  }
}
