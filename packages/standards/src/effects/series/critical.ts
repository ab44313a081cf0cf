/**
 * How far from zero an estimate must lie before it is more than chance. In short series likeness is not known well, and who takes the likeliest
 * for true finds effects that are not there. So an estimate is judged at the upper end of the likenesses that are about as likely, and the line it
 * must pass is found by simulation: the lines that together reject a true null in 5 % at every likeness from 0 to 0.85, as nearly
 * as lines can that never fall when values resemble each other more. What is simulated depends on the places and terms only, not on values: the
 * statistic is the same for every size and spread of a series.
 */
import { type Chance, openChance, resemblanceOf, resemble } from '../chance.ts'
import type { Lens } from './lens.ts'
import { lookThrough, tellLeastCertain } from './likelihood.ts'

/** The likenesses at which is simulated, of those that a lens looks at. */
export const SIMULATED: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85]

const ALPHA = 0.05

/** At each so manieth likeness of a lens a line may bend; the first one and the last are among them. */
const STRIDE = 3

/** Beyond the highest 95 % quantile at any likeness a line may rise by this factor (as a logarithm), and below the lowest fall by that. */
const MOST_ABOVE = Math.log(2)
const MOST_BELOW = 0.7

/** Turns of the search with the size of their steps. */
const TURNS = [...repeat(1, 100), ...repeat(0.4, 100), ...repeat(0.15, 100)]

/** Per contrast the lines, one for each likeness at the upper end through each lens, and what chance gives in units of them. */
export type Lines = { limits: Float64Array; chances: Float64Array }

/**
 * Finds the lines of each contrast of lenses, which have the same terms. Series with errors of the kind of each are simulated.
 * @param draws series that are simulated per likeness and lens: with 4,000 a rate of 5 % is known to 0.3 %
 */
export function findLines(
  lenses: readonly Lens[],
  places: readonly number[],
  { draws, seed }: { draws: number; seed: number },
): Lines[] {
  const contrasts = lenses[0]?.contrasts.length ?? 0
  const chance = openChance(seed)
  const seen = lenses.flatMap(({ errors: { noise, likenesses } }) =>
    SIMULATED.filter((likeness) => likeness >= (likenesses[0] ?? 0)).map((likeness) => ({
      ofPlaces: resemblanceOf(places, likeness),
      part: noise?.(likeness) ?? 0,
      drawn: Array.from({ length: contrasts }, () => ({
        lines: new Uint8Array(draws),
        logs: new Float64Array(draws),
      })),
    })),
  )
  const fresh = new Float64Array(places.length)
  const values = new Float64Array(places.length)
  for (let draw = 0; draw < draws; draw += 1) {
    // Its own noise at every likeness: what chance makes too low at one, another makes too high.
    for (const { ofPlaces, part, drawn } of seen) {
      for (let index = 0; index < fresh.length; index += 1) fresh[index] = chance.normal()
      resemble(fresh, ofPlaces, values)
      if (part > 0) addNoise(values, chance, part)
      const { uppers } = lookThrough(lenses, values)
      for (const [contrast, { lines, logs }] of drawn.entries()) {
        const { estimate, error, line } = tellLeastCertain(lenses, uppers, contrast)
        lines[draw] = line
        logs[draw] = Math.log(Math.abs(estimate) / error)
      }
    }
  }
  return Array.from({ length: contrasts }, (_, contrast) =>
    solveLines(
      seen.flatMap(({ drawn }) => drawn[contrast] ?? []),
      lenses.map(({ ready }) => ready.length),
    ),
  )
}

function addNoise(values: Float64Array, chance: Chance, noise: number) {
  const [signal, part] = [Math.sqrt(1 - noise), Math.sqrt(noise)]
  for (let index = 0; index < values.length; index += 1)
    values[index] = signal * (values[index] as number) + part * chance.normal()
}

/** Of each series by which line it is judged, and the logarithm of the ratio of its estimate and error. */
type Drawn = { lines: Uint8Array; logs: Float64Array }

/** @param lengths how many likenesses each lens looks at */
function solveLines(drawn: readonly Drawn[], lengths: readonly number[]): Lines {
  const { spots, lenses } = layKnots(lengths)
  const heightAt = ({ knot, part }: Spot, heights: readonly number[]) =>
    (heights[knot] ?? 0) * (1 - part) + (heights[knot + 1] ?? 0) * part
  const sorted = drawn.map((set) => sortByLine(set, spots.length))
  const quantiles = drawn.map(({ logs }) => logs.toSorted()[Math.floor((1 - ALPHA) * logs.length)] ?? 0)
  const lowest = Math.min(...quantiles) - MOST_BELOW
  const highest = Math.max(...quantiles) + MOST_ABOVE
  // How much each knot has to say at each likeness.
  const knots = lenses.flat()
  const shares = drawn.map(({ lines }) => {
    const share = new Float64Array(knots.length)
    for (const line of lines) {
      const { knot, part } = spots[line] as Spot
      share[knot] = (share[knot] ?? 0) + (1 - part) / lines.length
      share[knot + 1] = (share[knot + 1] ?? 0) + part / lines.length
    }
    return share
  })
  const says = knots.map((knot) => shares.reduce((total, share) => total + (share[knot] ?? 0), 0))
  let heights = knots.map(() => (Math.min(...quantiles) + Math.max(...quantiles)) / 2)
  for (const step of TURNS) {
    const limits = spots.map((spot) => heightAt(spot, heights))
    const excesses = sorted.map((byLine, kind) => {
      const beyond = byLine.reduce((total, logs, line) => total + countAbove(logs, limits[line] ?? 0), 0)
      const excess = (beyond / (drawn[kind]?.logs.length ?? 1) - ALPHA) / ALPHA
      // The worst counts most: all must be near 5 %, not only their mean.
      return Math.max(-1, Math.min(2, excess)) * Math.abs(Math.max(-1, Math.min(2, excess)))
    })
    const moved = heights.map((height, knot) => {
      const pull = excesses.reduce((total, excess, kind) => total + excess * (shares[kind]?.[knot] ?? 0), 0)
      return height + (4 * step * pull) / Math.max(says[knot] ?? 0, 0.02)
    })
    const pick = (own: readonly number[], of: readonly number[]) => own.map((knot) => of[knot] ?? 0)
    heights = lenses
      .flatMap((own) => neverFalling(pick(own, moved), pick(own, says)))
      .map((height) => Math.max(lowest, Math.min(highest, height)))
  }
  const limits = Float64Array.from(spots, (spot) => heightAt(spot, heights))
  const chances = Float64Array.from(
    drawn.flatMap(({ lines, logs }) =>
      Array.from(logs, (log, draw) => log - (limits[lines[draw] ?? 0] ?? 0)),
    ),
  ).sort()
  // So that over all likenesses together exactly 5 % lies beyond.
  const shift = chances[Math.floor((1 - ALPHA) * chances.length)] ?? 0
  return {
    limits: limits.map((each) => Math.exp(each + shift)),
    chances: chances.map((each) => each - shift),
  }
}

/** Where a line lies: how far from a knot to the next. */
type Spot = { knot: number; part: number }

/** Where each line lies, and the knots of each lens: the lines of one do not depend on those of another. */
function layKnots(lengths: readonly number[]): { spots: Spot[]; lenses: number[][] } {
  let first = 0
  const spots: Spot[] = []
  const lenses = lengths.map((length) => {
    const from = first
    const count = 1 + (length - 1) / STRIDE
    for (let at = 0; at < length; at += 1) {
      const place = Math.min(Math.floor(at / STRIDE), count - 2)
      spots.push({ knot: from + place, part: (at - place * STRIDE) / STRIDE })
    }
    first += count
    return Array.from({ length: count }, (_, knot) => from + knot)
  })
  return { spots, lenses }
}

/** The probability that chance alone gives a ratio of estimate and error at least so far from zero; 0.05 at the line. */
export function probabilityOf({ limits, chances }: Lines, ratio: number, line: number): number {
  const log = Math.log(Math.abs(ratio) / (limits[line] ?? Number.NaN))
  return (1 + countAbove(chances, log)) / (1 + chances.length)
}

function sortByLine({ lines, logs }: Drawn, count: number): Float64Array[] {
  const lists = Array.from({ length: count }, (): number[] => [])
  for (const [draw, line] of lines.entries()) lists[line]?.push(logs[draw] ?? 0)
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
