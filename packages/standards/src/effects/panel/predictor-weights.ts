/** How heavy each predictor of a synthetic control is. */
import { openChance } from '../chance.ts'
import { type Place, seekLowest } from './nelder-mead.ts'

/** The search begins at weights that are drawn, powers of two of which the heaviest is at most so many doublings heavier than the lightest. */
const DOUBLINGS = 10
/** So many draws for each predictor; so many of the best are each a start; and the best end is a start again, at most so often. */
const DRAWS = 10
const STARTS = 2
const SEED = 1
/** Steps in doublings from a start and from an end, and how many of them for each predictor. */
const FROM_START = { step: 3, turns: 30, close: 1e-5 }
const FROM_END = { step: 1, turns: 50, close: 1e-8 }
const AGAIN = 10
/** It ends before when that betters an error by less than this share. */
const WORTHWHILE = 1e-6

/** Of weights by which is followed as well, the most equal ones count: an error is taken to be higher by this share for each squared doubling that weights spread. */
const EQUAL = 1e-3

/**
 * Weights of predictors for which an error is low, by the method of Nelder and Mead, as the authors of synthetic control do (package Synth for R), from more starts: the error has many valleys, and plains in
 * them where weights are not determined (Klößner, Kaul, Pfeifer and Schieler 2018). There more equal weights are preferred. Always with the same outcome; not surely the lowest there is.
 * @param measure the error that weights give; only their ratios count
 */
export function searchWeights(count: number, measure: (weights: readonly number[]) => number): number[] {
  const chance = openChance(SEED)
  const judge = (doublings: readonly number[]) =>
    measure(weigh(doublings)) * (1 + EQUAL * spreadOf(doublings))
  const drawn = Array.from({ length: DRAWS * count }, (_, index): Place => {
    const at = Array.from({ length: count }, () => (index === 0 ? 0 : DOUBLINGS * chance.uniform()))
    return { at, value: judge(at) }
  })
  const ends = sortByValue(drawn)
    .slice(0, STARTS * count)
    .map(({ at }) => seekLowest(judge, at, FROM_START))
  let [best] = sortByValue(ends)
  for (let turn = 0; turn < AGAIN && best; turn += 1) {
    const next = seekLowest(judge, best.at, FROM_END)
    const isDone = next.value >= best.value * (1 - WORTHWHILE)
    if (next.value < best.value) best = next
    if (isDone) break
  }
  return weigh(best?.at ?? [])
}

const sortByValue = (places: readonly Place[]) => places.toSorted((one, other) => one.value - other.value)

const weigh = (doublings: readonly number[]) => doublings.map((each) => 2 ** each)

function spreadOf(values: readonly number[]): number {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length
}
