/**
 * How far from zero an estimate must lie before it is more than chance. In short series likeness is not known well, and who takes the likeliest
 * for true finds effects that are not there. So an estimate is judged at the upper end of the likenesses that are about as likely, and the line it
 * must pass is found by simulation: the lines that together reject a true null in 5 % at every likeness from 0 to 0.85, as nearly
 * as lines can that never fall when values resemble each other more. What is simulated depends on the places and terms only, not on values: the
 * statistic is the same for every size and spread of a series.
 */
import { type Chance, openChance, resemblanceOf, resemble } from '../chance.ts'
import { type Lens, LIKENESSES, type Noise } from './lens.ts'
import { look, tell } from './likelihood.ts'

/** The likenesses at which is simulated. */
export const SIMULATED: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85]

const ALPHA = 0.05

/** Places among the likenesses between which lines are straight. */
const KNOTS = [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]

/** Beyond the highest 95 % quantile at any likeness a line may rise by this factor (as a logarithm), and below the lowest fall by that. */
const MOST_ABOVE = Math.log(2)
const MOST_BELOW = 0.7

/** Turns of the search with the size of their steps. */
const TURNS = [...repeat(1, 100), ...repeat(0.4, 100), ...repeat(0.15, 100)]

/** Per contrast the lines, one for each likeness at the upper end, and what chance gives in units of them. */
export type Lines = { limits: Float64Array; chances: Float64Array }

/**
 * Finds the lines of each contrast of a lens.
 * @param draws series that are simulated per likeness: with 4,000 a rate of 5 % is known to 0.3 %
 * @param noise as of the lens
 */
export function findLines(
  lens: Lens,
  places: readonly number[],
  { draws, seed, noise }: { draws: number; seed: number; noise?: Noise | undefined },
): Lines[] {
  const contrasts = lens.contrasts.length
  const chance = openChance(seed)
  const seen = SIMULATED.map((likeness) => ({
    ofPlaces: resemblanceOf(places, likeness),
    part: noise?.(likeness) ?? 0,
    uppers: new Uint8Array(draws),
    ratios: Array.from({ length: contrasts }, () => new Float64Array(draws)),
  }))
  const fresh = new Float64Array(places.length)
  const values = new Float64Array(places.length)
  for (let draw = 0; draw < draws; draw += 1) {
    // Its own noise at every likeness: what chance makes too low at one, another makes too high.
    for (const { ofPlaces, part, uppers, ratios } of seen) {
      for (let index = 0; index < fresh.length; index += 1) fresh[index] = chance.normal()
      resemble(fresh, ofPlaces, values)
      if (part > 0) addNoise(values, chance, part)
      const { upper } = look(lens, values)
      uppers[draw] = upper
      for (let contrast = 0; contrast < contrasts; contrast += 1) {
        const { estimate, error } = tell(lens, upper, contrast)
        const logs = ratios[contrast]
        if (logs) logs[draw] = Math.log(Math.abs(estimate) / error)
      }
    }
  }
  return Array.from({ length: contrasts }, (_, contrast) =>
    solveLines(seen.map(({ uppers, ratios }) => ({ uppers, logs: ratios[contrast] ?? new Float64Array() }))),
  )
}

function addNoise(values: Float64Array, chance: Chance, noise: number) {
  const [signal, part] = [Math.sqrt(1 - noise), Math.sqrt(noise)]
  for (let index = 0; index < values.length; index += 1)
    values[index] = signal * (values[index] as number) + part * chance.normal()
}

type Drawn = { uppers: Uint8Array; logs: Float64Array }

function solveLines(drawn: readonly Drawn[]): Lines {
  const sorted = drawn.map((set) => sortByUpper(set))
  const quantiles = drawn.map(({ logs }) => logs.toSorted()[Math.floor((1 - ALPHA) * logs.length)] ?? 0)
  const lowest = Math.min(...quantiles) - MOST_BELOW
  const highest = Math.max(...quantiles) + MOST_ABOVE
  // How much each knot has to say at each likeness.
  const shares = drawn.map(({ uppers }) => {
    const share = new Float64Array(KNOTS.length)
    for (const upper of uppers) {
      const { knot, part } = placeOf(upper)
      share[knot] = (share[knot] ?? 0) + (1 - part) / uppers.length
      share[knot + 1] = (share[knot + 1] ?? 0) + part / uppers.length
    }
    return share
  })
  const says = KNOTS.map((_, knot) => shares.reduce((total, share) => total + (share[knot] ?? 0), 0))
  let heights = KNOTS.map(() => (Math.min(...quantiles) + Math.max(...quantiles)) / 2)
  for (const step of TURNS) {
    const limits = LIKENESSES.map((_, upper) => heightAt(heights, upper))
    const excesses = sorted.map((byUpper, kind) => {
      const beyond = byUpper.reduce((total, logs, upper) => total + countAbove(logs, limits[upper] ?? 0), 0)
      const excess = (beyond / (drawn[kind]?.logs.length ?? 1) - ALPHA) / ALPHA
      // The worst counts most: all must be near 5 %, not only their mean.
      return Math.max(-1, Math.min(2, excess)) * Math.abs(Math.max(-1, Math.min(2, excess)))
    })
    const moved = heights.map((height, knot) => {
      const pull = excesses.reduce((total, excess, kind) => total + excess * (shares[kind]?.[knot] ?? 0), 0)
      return height + (4 * step * pull) / Math.max(says[knot] ?? 0, 0.02)
    })
    heights = neverFalling(moved, says).map((height) => Math.max(lowest, Math.min(highest, height)))
  }
  const limits = Float64Array.from(LIKENESSES, (_, upper) => heightAt(heights, upper))
  const chances = Float64Array.from(
    drawn.flatMap(({ uppers, logs }) =>
      Array.from(logs, (log, draw) => log - (limits[uppers[draw] ?? 0] ?? 0)),
    ),
  ).sort()
  // So that over all likenesses together exactly 5 % lies beyond.
  const shift = chances[Math.floor((1 - ALPHA) * chances.length)] ?? 0
  return {
    limits: limits.map((each) => Math.exp(each + shift)),
    chances: chances.map((each) => each - shift),
  }
}

/** The probability that chance alone gives a ratio of estimate and error at least so far from zero; 0.05 at the line. */
export function probabilityOf({ limits, chances }: Lines, ratio: number, upper: number): number {
  const log = Math.log(Math.abs(ratio) / (limits[upper] ?? Number.NaN))
  return (1 + countAbove(chances, log)) / (1 + chances.length)
}

function sortByUpper({ uppers, logs }: Drawn): Float64Array[] {
  const lists: number[][] = LIKENESSES.map(() => [])
  for (const [draw, upper] of uppers.entries()) lists[upper]?.push(logs[draw] ?? 0)
  return lists.map((list) => Float64Array.from(list).sort())
}

/** How many of these, which rise, lie above a limit. */
function countAbove(rising: Float64Array, limit: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] as number) > limit) high = middle
    else low = middle + 1
  }
  return rising.length - low
}

function placeOf(upper: number): { knot: number; part: number } {
  const next = KNOTS.findIndex((knot, index) => index > 0 && upper <= knot)
  const knot = next - 1
  const from = KNOTS[knot] ?? 0
  return { knot, part: (upper - from) / ((KNOTS[next] ?? from + 1) - from) }
}

function heightAt(heights: readonly number[], upper: number): number {
  const { knot, part } = placeOf(upper)
  return (heights[knot] ?? 0) * (1 - part) + (heights[knot + 1] ?? 0) * part
}

/** The nearest numbers that never fall, weighed (pool adjacent violators; Ayer et al. 1955). */
function neverFalling(heights: readonly number[], weights: readonly number[]): number[] {
  const pools: { height: number; weight: number; count: number }[] = []
  heights.forEach((height, index) => {
    let pool = { height, weight: (weights[index] ?? 0) + 1e-6, count: 1 }
    for (let last = pools.at(-1); last && last.height > pool.height; last = pools.at(-1)) {
      pools.pop()
      const weight = last.weight + pool.weight
      pool = {
        height: (last.height * last.weight + pool.height * pool.weight) / weight,
        weight,
        count: last.count + pool.count,
      }
    }
    pools.push(pool)
  })
  return pools.flatMap(({ height, count }) => repeat(height, count))
}

function repeat(value: number, count: number): number[] {
  return Array.from({ length: count }, () => value)
}
