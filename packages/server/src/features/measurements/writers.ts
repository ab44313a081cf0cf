import type { Role } from '../../platform/actor.ts'

/** Who may send measurements and change what they hang on, for a dataset of their organisation. */
export const WRITERS = ['data-expert', 'administrator', 'policy-officer'] as const satisfies readonly Role[]
