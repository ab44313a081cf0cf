import { type Inverted, invertTest, isAsLarge } from './permutation.ts'
import type { Fit } from './synthetic-fit.ts'

/** A synthetic control beside those of areas where nothing was done. */
export interface PlaceboTest extends Inverted {
  /** Rank of the ratio of the root mean squared gaps of after and before (Abadie, Diamond and Hainmueller 2010); 1 is the largest. */
  ratio: { value: number; rank: number; pValue: number }
}

/** A placebo area, with the weight that the treated areas have among its donors. */
export interface Placebo extends Fit {
  touched: number
}

/**
 * How unusual a gap is, relative to how well the area was followed before. A p value is a rank among the placebo areas. The interval holds the constant effects that are not rejected (Firpo and
 * Possebom 2018), by the mean gap divided by the root mean squared gap of before: an effect τ changes the mean gap of the treated area into gap − τ, and that of a placebo area
 * into gap + τ times the weight that the treated area has in it.
 * @param select from the gaps of a fit what is tested; by default their mean after the start
 */
export function testAgainstPlacebos(
  real: Fit,
  placebos: readonly Placebo[],
  select: (fit: Fit) => number = ({ estimate }) => estimate,
): PlaceboTest {
  // What was followed without an error says nothing of how far it could have strayed. Where all were, what comes after is the scale.
  const most = (part: 'before' | 'after') => Math.max(...[real, ...placebos].map((fit) => fit[part]))
  const least = 1e-9 * (most('before') || most('after') || 1)
  const own = Math.max(real.before, least)
  const inverted = invertTest([
    { value: select(real), share: 1 },
    ...placebos.map((fit) => {
      const scale = own / Math.max(fit.before, least)
      return { value: scale * select(fit), share: -scale * fit.touched }
    }),
  ])
  const relate = ({ after, before }: Fit) => after / Math.max(before, least)
  const ratio = relate(real)
  const rank = 1 + placebos.filter((fit) => isAsLarge(relate(fit), ratio)).length
  return { ...inverted, ratio: { value: ratio, rank, pValue: rank / (placebos.length + 1) } }
}
