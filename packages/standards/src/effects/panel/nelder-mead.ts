/** A place with the value of a function there. */
export interface Place {
  at: readonly number[]
  value: number
}

/** Where the worst place is moved to, as a part of the way back from the middle of the others: through it, twice as far, half as far, and half of the way on its own side. */
const REFLECTED = -1
const EXPANDED = -2
const OUTSIDE = -0.5
const INSIDE = 0.5

/**
 * Goes down from a start to where a function is low, without its derivatives (Nelder and Mead, A simplex method for function minimization, The Computer Journal 7, 1965).
 * @param options.step how far the first places lie from the start, in each direction
 * @param options.turns at most so many for each direction
 * @param options.close ends when values differ by less than this share
 */
export function seekLowest(
  measure: (at: readonly number[]) => number,
  start: readonly number[],
  { step, turns, close }: { step: number; turns: number; close: number },
): Place {
  const look = (at: readonly number[]): Place => ({ at, value: measure(at) })
  let places = [look(start), ...start.map((value, index) => look(start.with(index, value + step)))]
  for (let turn = 0; turn < turns * start.length; turn += 1) {
    places.sort((one, other) => one.value - other.value)
    const [best, worst, second] = [places[0], places.at(-1), places.at(-2)]
    if (!best || !worst || !second || worst.value - best.value <= close * Math.abs(best.value)) break
    const others = places.slice(0, -1)
    const middle = start.map(
      (_, index) => others.reduce((sum, { at }) => sum + (at[index] ?? 0), 0) / others.length,
    )
    const move = (part: number) => look(between(middle, worst.at, part))
    const reflected = move(REFLECTED)
    if (reflected.value < best.value) {
      const expanded = move(EXPANDED)
      places = [...others, expanded.value < reflected.value ? expanded : reflected]
    } else if (reflected.value < second.value) places = [...others, reflected]
    else {
      const contracted = move(reflected.value < worst.value ? OUTSIDE : INSIDE)
      places =
        contracted.value < Math.min(reflected.value, worst.value)
          ? [...others, contracted]
          : [best, ...places.slice(1).map(({ at }) => look(between(best.at, at, 0.5)))]
    }
  }
  return places.reduce((one, other) => (other.value < one.value ? other : one))
}

const between = (from: readonly number[], to: readonly number[], part: number) =>
  from.map((value, index) => value + part * ((to[index] ?? 0) - value))
