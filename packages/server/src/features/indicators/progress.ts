/** How far a goal is, when that can be said honestly. */
import type { Challenge } from '../challenges/index.ts'
import type { GoalProgress } from './schema.ts'
import type { Standing } from './store/progress.ts'

type Goal = Challenge['goals'][number]

/**
 * Judges how far a goal is by the least favourable figure of a whole year after the baseline: a goal is not reached by one good day, nor
 * by a winter without heat, nor by the areas that happen to be measured. What cannot be compared gives no share, but says why.
 */
export function judgeGoal(
  goal: Pick<Goal, 'id' | 'unit' | 'baseline' | 'baselineDate' | 'target'>,
  { outdated, spansYear, ...told }: Standing,
): GoalProgress {
  const { worst } = told
  const hindrance = findHindrance(goal, { outdated, spansYear, ...told })
  if (hindrance || worst === null || goal.baseline === null) {
    return { goalId: goal.id, ...told, state: hindrance ?? 'no-figures', share: null }
  }
  // Adding nothing turns minus zero into zero.
  const share = (worst.value - goal.baseline) / (goal.target - goal.baseline) + 0
  return { goalId: goal.id, ...told, state: 'measured', share }
}

/** A goal of which nothing is measured. */
export function withoutIndicator({ id }: Pick<Goal, 'id'>): GoalProgress {
  const none = { areas: 0, measuredAreas: 0, latestAreas: 0, since: null, latest: null, worst: null }
  return { goalId: id, state: 'no-indicator', share: null, indicator: null, ...none }
}

function findHindrance(
  { unit, baseline, baselineDate }: Pick<Goal, 'unit' | 'baseline' | 'baselineDate'>,
  { indicator, areas, measuredAreas, latest, worst, outdated, spansYear }: Standing,
): Exclude<GoalProgress['state'], 'measured'> | undefined {
  if (areas === 0) return 'no-areas'
  if (latest === null) return 'no-figures'
  if (unit !== indicator.unit) return 'other-unit'
  if (outdated) return 'outdated'
  if (baseline === null) return 'no-baseline'
  if (baselineDate === null) return 'baseline-undated'
  if (worst === null) return 'nothing-since-baseline'
  if (!spansYear) return 'less-than-a-year'
  return measuredAreas < areas ? 'too-few-figures' : undefined
}
