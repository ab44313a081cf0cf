import { openChance } from '../chance.ts'
import { chooseSets, type Sets } from './assignments.ts'
import { balanceCommonStart, type CommonStart, type Panel } from './panel.ts'
import type { PanelOptions, Reason } from './result.ts'
import { type Fit, type Follow, type Matching, type Predictor, prepareFollowing } from './synthetic-fit.ts'
import { type PlaceboTest, testAgainstPlacebos } from './synthetic-test.ts'

export interface SyntheticOptions extends PanelOptions {
  /** What donors are matched on; each figure from before when absent. */
  predictors?: readonly Predictor[]
  /** How heavy each predictor is; absent: so that the figures from before are followed best. */
  predictorWeights?: readonly number[]
  /** `remove` takes the mean from before off each area, for areas that lie above or below all others; `match` when absent. */
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
  placebos: Fit[]
  sets: Sets
  test: PlaceboTest
}

/** Follows the treated areas, and as many compared ones at a time as if they were the treated ones. */
export function evaluateSynthetic(
  { treated, compared, start, periods }: Pick<CommonStart, 'treated' | 'compared' | 'start' | 'periods'>,
  { predictors, predictorWeights, levels = 'match', seed = 1 }: SyntheticOptions,
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
    return follow(
      set.map((place) => treated.length + place),
      donors.filter((_, place) => !set.includes(place)),
    )
  })
  return { follow, fit, placebos, sets, test: testAgainstPlacebos(fit, placebos) }
}
