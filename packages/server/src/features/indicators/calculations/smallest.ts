/** The smallest effect that a plan lets see, by time or by areas. */
import {
  detectableEffect,
  findSmallestEffect,
  type Panel,
  type PlannedStudy,
  type Series,
  type SmallestEffectOptions,
} from '@samenspel/standards/effects'

/** By the course of one series in time, or by areas that change places. */
export type SmallestTask = { kind: 'smallest' } & (
  | { by: 'series'; history: Series; plan: PlannedStudy }
  | { by: 'areas'; panel: Panel; options: Omit<SmallestEffectOptions, 'onProgress'> }
)

/** Null when the history is too short, or no effect can be seen however large. */
export type Smallest = {
  /** The mean change that is seen with a power of 80 %, in the unit of the figures. */
  change: number
  /** By series: how it spreads around trend and season, and how much each value resembles the one before. */
  spread: number | null
  likeness: number | null
} | null

export function findSmallest(task: SmallestTask): Smallest {
  if (task.by === 'series') {
    const found = detectableEffect(task.history, task.plan)
    return found ? { change: found.effect, spread: found.spread, likeness: found.likeness } : null
  }
  const found = findSmallestEffect(task.panel, task.options)
  if (!found.assessable || found.rise === null || found.fall === null) return null
  return { change: Math.max(found.rise, found.fall), spread: null, likeness: null }
}
