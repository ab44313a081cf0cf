/** How far a goal is, when that can be said honestly. */
import type { Challenge } from '../challenges/index.ts'
import type { GoalProgress, Indicator } from './schema.ts'
import type { Standing } from './store/progress.ts'

type Goal = Challenge['goals'][number]

/**
 * Judges how far a goal is by the least favourable figure of a whole year after the baseline: a goal is not reached by one good day, nor
 * by a winter without heat. What cannot be compared with the baseline gives no share, but says why.
 */
export function judgeGoal(
  goal: Pick<Goal, 'id' | 'unit' | 'baseline' | 'baselineDate' | 'target'>,
  indicator: Pick<Indicator, 'id' | 'slug' | 'unit' | 'period' | 'minimumCoverage'>,
  standing: Standing,
): GoalProgress {
  const { areas, since, latest, worst } = standing
  const { id, slug, unit, period } = indicator
  const told = { goalId: goal.id, indicator: { id, slug, unit, period }, areas, since, latest, worst }
  const hindrance = findHindrance(goal, indicator, standing)
  if (hindrance || worst === null || goal.baseline === null) {
    return { ...told, state: hindrance ?? 'no-figures', share: null }
  }
  // Adding nothing turns minus zero into zero.
  const share = (worst.value - goal.baseline) / (goal.target - goal.baseline) + 0
  return { ...told, state: 'measured', share }
}

/** A goal of which nothing is measured. */
export function withoutIndicator({ id }: Pick<Goal, 'id'>): GoalProgress {
  const nothing = { share: null, indicator: null, areas: 0, since: null, latest: null, worst: null }
  return { goalId: id, state: 'no-indicator', ...nothing }
}

function findHindrance(
  { unit, baseline, baselineDate }: Pick<Goal, 'unit' | 'baseline' | 'baselineDate'>,
  indicator: Pick<Indicator, 'unit' | 'minimumCoverage'>,
  { latest, worst, spansYear, measured }: Standing,
): Exclude<GoalProgress['state'], 'measured'> | undefined {
  if (latest === null) return 'no-figures'
  if (unit !== indicator.unit) return 'other-unit'
  if (baseline === null) return 'no-baseline'
  if (baselineDate === null) return 'baseline-undated'
  if (worst === null) return 'nothing-since-baseline'
  if (!spansYear) return 'less-than-a-year'
  return measured < indicator.minimumCoverage ? 'too-few-figures' : undefined
}
