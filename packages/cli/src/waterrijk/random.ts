/** A stream of numbers in [0, 1), the same for the same seed (mulberry32, public domain, by Tommy Ettinger). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    return scramble(state)
  }
}

/** A number in [0, 1) that belongs to these whole numbers: the same for the same, unrelated for others. */
export function pick(seed: number, channel: number, index: number): number {
  const mixed =
    Math.imul(seed ^ Math.imul(channel, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(index | 0, 0xc2b2ae35)
  return scramble((mixed + 0x6d2b79f5) >>> 0)
}

/** As {@link pick}, spread around 0 with standard deviation 1 (sum of two, so never beyond 2.5). */
export function pickNormal(seed: number, channel: number, index: number): number {
  const bits = pick(seed, channel, index) * 4_294_967_296
  const high = Math.floor(bits / 65_536)
  return ((bits - high * 65_536 + high) / 65_536 - 1) * Math.sqrt(6)
}

/** Noise in [-1, 1] that changes smoothly along `at`, with a new direction about every `period`. */
export function pickSmooth(seed: number, channel: number, at: number, period: number): number {
  const place = at / period
  const index = Math.floor(place)
  const part = place - index
  const from = pick(seed, channel, index)
  const to = pick(seed, channel, index + 1)
  return (from + (to - from) * part * part * (3 - 2 * part)) * 2 - 1
}

function scramble(state: number): number {
  let t = state
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
