/** Chance that is the same every time: what rests on simulation must give the same answer to whoever repeats it. */

export type Chance = {
  /** A number in [0, 1). */
  uniform(): number
  /** A number of the standard normal distribution. */
  normal(): number
  /** A whole number from 0 up to `count`. */
  below(count: number): number
  /** `size` different whole numbers below `count`, each set as likely as another, in no order that means anything (Floyd's method). */
  subset(count: number, size: number): number[]
  /** The same in another order, each order as likely as another (Fisher and Yates). */
  shuffle(values: readonly number[]): number[]
}

/** Opens a stream of random numbers (mulberry32, public domain, by Tommy Ettinger; normal ones by Box and Muller 1958). */
export function openChance(seed: number): Chance {
  let state = seed | 0
  let kept: number | undefined
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(uniform() * count)
  return {
    uniform,
    below,
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
        const kept = all[at] as number
        all[at] = all[other] as number
        all[other] = kept
      }
      return all
    },
    normal() {
      if (kept !== undefined) {
        const ready = kept
        kept = undefined
        return ready
      }
      const length = Math.sqrt(-2 * Math.log(1 - uniform()))
      const angle = 2 * Math.PI * uniform()
      kept = length * Math.sin(angle)
      return length * Math.cos(angle)
    },
  }
}

/** What each value keeps of the one before, and how much is new. */
export type Resemblance = { kept: Float64Array; fresh: Float64Array }

/** A first-order autoregression of variance 1 at these places, which rise. @param likeness of neighbours, from −1 to 1 */
export function resemblanceOf(places: readonly number[], likeness: number): Resemblance {
  const kept = Float64Array.from(places, (place, index) =>
    index === 0 ? 0 : likeness ** (place - (places[index - 1] ?? 0)),
  )
  return { kept, fresh: kept.map((each) => Math.sqrt(1 - each * each)) }
}

/** Makes independent values of variance 1 into a stationary series of which each resembles the one before. */
export function resemble(
  noise: Float64Array,
  { kept, fresh }: Resemblance,
  into: Float64Array,
): Float64Array {
  let last = 0
  for (let index = 0; index < noise.length; index += 1) {
    last = (kept[index] as number) * last + (fresh[index] as number) * (noise[index] as number)
    into[index] = last
  }
  return into
}

/** A stationary series of variance 1 at these places, of which each value resembles the one before (AR(1)). @param likeness from −1 to 1 */
export function drawSeries(chance: Chance, places: readonly number[], likeness: number): Float64Array {
  const noise = Float64Array.from(places, () => chance.normal())
  return resemble(noise, resemblanceOf(places, likeness), noise)
}
