import { type Inverted, isAsLarge } from './permutation.ts'
import { chooseAlpha } from './result.ts'
import type { Fit } from './synthetic-fit.ts'

/** A synthetic control beside those of areas where nothing was done. */
export interface PlaceboTest extends Inverted {
  /** Rank of the ratio of the root mean squared gaps of after and before (Abadie, Diamond and Hainmueller 2010); 1 is the largest. */
  ratio: { value: number; rank: number; pValue: number }
}

/**
 * How unusual a gap is, relative to how well the area was followed before. A p value is a rank among the placebo areas. The interval holds the constant effects that are not rejected (Firpo and
 * Possebom 2018), by the mean gap divided by the root mean squared gap of before: of the treated area an effect τ changes the mean gap into gap − τ, and the placebo areas know nothing of it.
 * @param select from the gaps of a fit what is tested; by default their mean after the start
 */
export function testAgainstPlacebos(
  real: Fit,
  placebos: readonly Fit[],
  select: (fit: Fit) => number = ({ estimate }) => estimate,
): PlaceboTest {
  const tried = placebos.length + 1
  // What was followed without an error says nothing of how far it could have strayed.
  const least = 1e-9 * Math.max(...[real, ...placebos].map(({ before }) => before), Number.MIN_VALUE)
  const relate = (value: number, { before }: Fit) => Math.abs(value) / Math.max(before, least)
  const usual = placebos.map((fit) => relate(select(fit), fit)).sort((one, other) => other - one)
  const estimate = select(real)
  const own = relate(estimate, real)
  const alpha = chooseAlpha(1 / tried)
  // An effect is kept when more than this share of the areas, its own included, show as much as is left.
  const edge = usual[Math.floor(alpha * tried + 1e-10) - 1]
  const reach = edge === undefined ? null : edge * Math.max(real.before, least)
  const ratios = placebos.map((fit) => relate(fit.after, fit))
  const ratio = relate(real.after, real)
  const rank = 1 + ratios.filter((other) => isAsLarge(other, ratio)).length
  return {
    pValue: (1 + usual.filter((other) => isAsLarge(other, own)).length) / tried,
    smallestP: 1 / tried,
    level: 1 - alpha,
    interval: {
      low: reach === null ? null : estimate - reach,
      high: reach === null ? null : estimate + reach,
    },
    ratio: { value: ratio, rank, pValue: rank / tried },
  }
}
