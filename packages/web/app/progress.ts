import type { Goal } from './api.ts'

/**
 * Which part of the way from the baseline to the target has been covered: 0 at the start, 1 at the target, below 0 when
 * things got worse. Undefined without a baseline, or when baseline and target are the same.
 */
export function progressOf(goal: Pick<Goal, 'baseline' | 'target'>, value: number): number | undefined {
  if (goal.baseline === null || goal.baseline === goal.target) return undefined
  // Adding nothing turns minus zero into zero.
  return (value - goal.baseline) / (goal.target - goal.baseline) + 0
}
