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

/**
 * Whether a step of a challenge in this phase is behind us, going on, or still to come.
 * @param begun the steps in which there is something already: who learned from a first try is acting again, and that lesson is there
 * @param open the steps in which something waits for an answer: they are not done, however far the challenge is
 */
export function stateOfStep(
  step: Step,
  phase: Phase,
  begun: ReadonlySet<Step> = new Set(),
  open: ReadonlySet<Step> = new Set(),
): 'done' | 'open' | 'current' | 'begun' | 'ahead' {
  const difference = STEPS.indexOf(step) - STEPS.indexOf(STEP_OF_PHASE[phase])
  if (difference === 0) return 'current'
  if (difference < 0) return open.has(step) ? 'open' : 'done'
  return begun.has(step) ? 'begun' : 'ahead'
}
