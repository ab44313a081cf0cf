import { FLAGS } from './flags.ts'
import type { Limits } from './limits.ts'

/** The last value of a series before the ones to judge. Times in microseconds since 1970. */
export type Before = {
  time: number
  value: number
  /** Since when the value has been exactly this. */
  sameSince: number
}

/** Judges one value after another, in the order of time, from the value before it alone. */
export type StepJudge = {
  /** The quality of the next value (microseconds since 1970, and the value in the unit of the limits). */
  judge(time: number, value: number): number
  /** The last value judged, to go on from another time; undefined when there is none. */
  last(): Before | undefined
}

const HOUR = 3_600_000_000
const MINUTE = 60_000_000

/**
 * The tests that need no other values than the one before: range, constant value and rate of change. All look back only, so that
 * a value is judged the same on arrival and afterwards.
 *
 * Constant (FILTER, step 2): a value that has been exactly equal for at least the hours of the limit. A step longer than a
 * quarter of those hours ends the run, so that four equal values over a month are not a run of a month.
 * @param before the last value before the first to judge, when there is one
 */
export function openStepJudge(limits: Limits, before?: Before): StepJudge {
  const { range, constant, rate } = limits
  const low = range?.minimum ?? Number.NEGATIVE_INFINITY
  const high = range?.maximum ?? Number.POSITIVE_INFINITY
  const longest = (constant?.hours ?? Number.POSITIVE_INFINITY) * HOUR
  const change = rate?.change ?? Number.POSITIVE_INFINITY
  const within = (rate?.minutes ?? 0) * MINUTE
  let previous = before?.value ?? Number.NaN
  let previousTime = before?.time ?? Number.NaN
  let since = before?.sameSince ?? Number.NaN

  return {
    judge(time, value) {
      let quality = value < low || value > high ? FLAGS.range.bit : 0
      const step = time - previousTime
      // Nothing equals NaN, which stands for no value before.
      if (value === previous && step <= longest / 4) {
        if (time - since >= longest) quality |= FLAGS.constant.bit
      } else {
        since = time
        // The jump back from an impossible value says nothing of the value after it.
        const wasPossible = previous >= low && previous <= high
        if (wasPossible && step <= within && Math.abs(value - previous) > change) quality |= FLAGS.rate.bit
      }
      previous = value
      previousTime = time
      return quality
    },
    last: () =>
      Number.isNaN(previousTime) ? undefined : { time: previousTime, value: previous, sameSince: since },
  }
}
