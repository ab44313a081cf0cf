import { openChance } from '../chance.ts'
import { chooseSets, type Sets } from './assignments.ts'
import { balanceCommonStart, type CommonStart, type Panel } from './panel.ts'
import type { PanelOptions, Reason } from './result.ts'
import { type Fit, type Follow, type Matching, type Predictor, prepareFollowing } from './synthetic-fit.ts'
import { type Placebo, type PlaceboTest, testAgainstPlacebos } from './synthetic-test.ts'

export interface SyntheticOptions extends PanelOptions {
  /** What donors are matched on; each figure from before when absent. */
  predictors?: readonly Predictor[]
  /** How heavy each predictor is; absent: so that the figures from before are followed best. */
  predictorWeights?: readonly number[]
  /** `remove`, when absent: the mean from before is taken off each area, as one that lies above or below all others cannot be followed else. `match`: as the first papers do. */
  levels?: 'match' | 'remove'
}

/** Fewer cannot follow anything, and leave none for a placebo area. */
export const LEAST_DONORS = 2
export const LEAST_BEFORE = 3

/** The panel as a synthetic control needs it, or why that cannot be. */
export function readForSynthetic(
  panel: Panel,
  { without = [], predictors }: SyntheticOptions,
): CommonStart | Reason {
  const unknown = predictors
    ? panel.areas.filter(({ key }) => predictors.some(({ values }) => !Number.isFinite(values[key])))
    : []
  const data = balanceCommonStart(panel, [...without, ...unknown.map(({ key }) => key)])
  if (typeof data === 'string') return data
  if (data.compared.length === 0) return 'no-compared-areas'
  // A placebo takes as many areas as were treated, and needs donors besides.
  if (data.compared.length < data.treated.length + LEAST_DONORS - 1) return 'too-few-compared-areas'
  if (data.compared.length < LEAST_DONORS) return 'too-few-compared-areas'
  if (data.start < LEAST_BEFORE) return 'too-few-periods-before'
  if (data.periods.length <= data.start) return 'too-few-periods-after'
  return data
}

export interface Evaluation {
  follow: Follow
  fit: Fit
  placebos: Placebo[]
  sets: Sets
  test: PlaceboTest
}

/**
 * Follows the treated areas, and as many compared ones at a time as if they were the treated ones. The treated areas are then among their donors (Abadie, Diamond and Hainmueller 2010), so
 * that each area is followed by all others: else the treated one alone would have the most donors, be followed best before, and seem to stray most after.
 */
export function evaluateSynthetic(
  { treated, compared, start, periods }: Pick<CommonStart, 'treated' | 'compared' | 'start' | 'periods'>,
  { predictors, predictorWeights, levels = 'remove', seed = 1 }: SyntheticOptions,
  { runs, onProgress }: { runs: number; onProgress?: (share: number) => void },
): Evaluation {
  const rows = [...treated, ...compared]
  const matching: Matching = { predictors, predictorWeights, levels }
  const follow = prepareFollowing(rows, { start, end: periods.length }, matching)
  const donors = compared.map((_, index) => treated.length + index)
  const fit = follow(
    treated.map((_, index) => index),
    donors,
  )
  const sets = chooseSets(compared.length, treated.length, {
    runs,
    chance: openChance(seed),
    mostExact: runs,
  })
  const placebos = sets.sets.map((set, index) => {
    onProgress?.(index / sets.sets.length)
    return pretend(
      follow,
      set.map((place) => treated.length + place),
      { treated: treated.length, count: rows.length },
    )
  })
  return { follow, fit, placebos, sets, test: testAgainstPlacebos(fit, placebos) }
}

/** Follows compared areas by all others. @param treated how many areas, the first ones of all, were treated */
export function pretend(
  follow: Follow,
  targets: readonly number[],
  { treated, count }: { treated: number; count: number },
): Placebo {
  const donors = Array.from({ length: count }, (_, place) => place).filter(
    (place) => !targets.includes(place),
  )
  const fit = follow(targets, donors)
  return { ...fit, touched: fit.weights.slice(0, treated).reduce((sum, weight) => sum + weight, 0) }
}
