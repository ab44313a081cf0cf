/** Draws that are the same for the same seed. */
export interface Chance {
  /** From 0 up to 1. */
  uniform(): number
  /** Of the standard normal distribution (Box and Muller 1958). */
  normal(): number
  /** A whole number from 0 up to `count`. */
  below(count: number): number
  /** `size` different whole numbers below `count`, each set as likely as another, in no order that means anything (Floyd's method). */
  subset(count: number, size: number): number[]
  /** The same in another order, each order as likely as another (Fisher and Yates). */
  shuffle(values: readonly number[]): number[]
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
      const chosen = new Set<number>()
      for (let last = count - size; last < count; last += 1) {
        const drawn = below(last + 1)
        chosen.add(chosen.has(drawn) ? last : drawn)
      }
      return [...chosen]
    },
    shuffle(values) {
      const all = [...values]
      for (let at = all.length - 1; at > 0; at -= 1) {
        const other = below(at + 1)
        const kept = all[at] ?? 0
        all[at] = all[other] ?? 0
        all[other] = kept
      }
      return all
    },
  }
}
