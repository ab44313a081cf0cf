import type { Phase } from './api.ts'

/** The steps of the loop, in order. */
export const STEPS = [
  'challenge',
  'agreement',
  'measurement',
  'insight',
  'signal',
  'decision',
  'intervention',
  'effect',
  'lesson',
] as const

export type Step = (typeof STEPS)[number]

/** The phases of a challenge, in order, with the step of the loop at which each works. */
export const STEP_OF_PHASE = {
  formulating: 'challenge',
  agreeing: 'agreement',
  measuring: 'measurement',
  understanding: 'insight',
  deciding: 'decision',
  acting: 'intervention',
  evaluating: 'effect',
  learning: 'lesson',
} as const satisfies Record<Phase, Step>

export const PHASES = Object.keys(STEP_OF_PHASE) as Phase[]

/** Whether a step of a challenge in this phase is behind us, going on, or still to come. */
export function stateOfStep(step: Step, phase: Phase): 'done' | 'current' | 'ahead' {
  const difference = STEPS.indexOf(step) - STEPS.indexOf(STEP_OF_PHASE[phase])
  if (difference === 0) return 'current'
  return difference < 0 ? 'done' : 'ahead'
}
