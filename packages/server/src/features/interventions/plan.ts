/** The plan as it is registered: one canonical text with its hash. */
import { type Sealed, sealJson } from '../../platform/seal-json.ts'
import type { Content, EthicsCheck } from './schema.ts'
import type { Milestone } from './schema-parts.ts'

export type PlanParts = {
  intervention: { id: string; slug: string; kind: string; challengeId: string; ownerId: string }
  number: number
  at: Date
  content: Content
  ethicsCheck: EthicsCheck
  milestones: readonly Pick<Milestone, 'title' | 'plannedOn'>[]
  /** How the goal, the indicators and the areas were called then: their names can change. */
  names: { goal: unknown; indicators: unknown; areas: unknown }
}

/** Writes a plan in the one form of RFC 8785. A change of this form is a new number in `form`. */
export function sealPlan({ at, ...parts }: PlanParts): Sealed {
  return sealJson({
    // The first form could not say the method, the step and the shape of a design.
    form: 'samenspel-intervention-plan-2',
    registeredAt: at.toISOString(),
    ...parts,
    milestones: parts.milestones.map(({ title, plannedOn }) => ({ title, plannedOn })),
  })
}
