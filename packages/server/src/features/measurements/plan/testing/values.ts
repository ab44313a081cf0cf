/* What the stations of a world measure. */

/** At 10:10 on 2 March 2026. */
export const NOW = new Date('2026-03-02T10:10:00Z')

export function moment(day: 0 | -1 | -2, hour: number, minute: number): string {
  return new Date(Date.UTC(2026, 2, 2 + day, hour, minute)).toISOString()
}

/** Values that change places: of one hour today, and of three hours yesterday. Added in another order, their last digits would differ. */
export const OF_AN_HOUR = [3.3, 9.7, 6.1].map((result, n) => ({
  phenomenonTime: moment(0, 5, n * 20),
  result,
}))
export const OF_A_DAY = [4.3, 12.7, 8.1].map((result, n) => ({
  phenomenonTime: moment(-1, 3 + n, 0),
  result,
}))

/**
 * Each twenty minutes, from yesterday 01:00 until 10:00 but for the hour from 12:00, all different; of the day before each hour. So yesterday was
 * measured less than the day before.
 */
export function observationsOf(index: number) {
  const fixed = new Map([...OF_AN_HOUR, ...OF_A_DAY].map((each) => [each.phenomenonTime, each.result]))
  const before = Array.from({ length: 23 }, (_, hour) => moment(-2, hour, 0))
  const since = Array.from({ length: 100 }, (_, n) => moment(-1, 1, n * 20))
  return [...before, ...since]
    .filter((time) => time < moment(-1, 12, 0) || time >= moment(-1, 13, 0))
    .map((phenomenonTime, n) => ({
      phenomenonTime,
      result: fixed.get(phenomenonTime) ?? 10 + ((n * 7 + index) % 23),
    }))
}
