/** Draws that are the same for the same seed. */
export interface Chance {
  /** From 0 up to 1. */
  uniform(): number
  /** Of the standard normal distribution (Box and Muller 1958). */
  normal(): number
  /** A whole number from 0 up to `count`. */
  below(count: number): number
  /** `size` different whole numbers below `count`, each set as likely as another (Fisher and Yates, in part). */
  subset(count: number, size: number): number[]
}

/** Mulberry32, public domain, by Tommy Ettinger. */
export function openChance(seed: number): Chance {
  let state = seed >>> 0
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(uniform() * count)
  return {
    uniform,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    subset(count, size) {
      const all = Array.from({ length: count }, (_, index) => index)
      for (let at = 0; at < size; at += 1) {
        const other = at + below(count - at)
        const kept = all[at] ?? 0
        all[at] = all[other] ?? 0
        all[other] = kept
      }
      return all.slice(0, size)
    },
  }
}
