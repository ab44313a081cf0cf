/** Series with known properties, the same every time (mulberry32). */
export function openChance(seed: number) {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return {
    uniform,
    normal,
    /** A stationary series with variance 1 in which each value resembles the one before. */
    autoregressive(count: number, likeness: number): number[] {
      let value = normal()
      return Array.from({ length: count }, () => {
        const before = value
        value = likeness * value + Math.sqrt(1 - likeness * likeness) * normal()
        return before
      })
    },
  }
}

export const DAY = 86_400_000
/** The first moment of simulated series. */
export const START = Date.UTC(2018, 0, 1)

/** Daily points from START on. */
export function daily(values: readonly (number | null)[], step = DAY) {
  return values.map((value, index) => ({ time: START + index * step, value }))
}

/** The yearly pattern of a day, from −1 to 1. */
export const season = (day: number) => -Math.cos((2 * Math.PI * day) / 365.25)
