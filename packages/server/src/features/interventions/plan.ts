/** The plan as it is registered: one canonical text with its hash. */
import { createHash } from 'node:crypto'
import { writeCanonical } from '@samenspel/standards/json'
import type { Content, EthicsCheck } from './schema.ts'
import type { Milestone } from './schema-parts.ts'

/** A text with the SHA-256 of its UTF-8, as `sha256sum` tells it of the file. */
export type SealedPlan = { body: string; sha256: string }

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
export function sealPlan({ at, ...parts }: PlanParts): SealedPlan {
  const plan = {
    // The first form could not say the method, the step and the shape of a design.
    form: 'samenspel-intervention-plan-2',
    registeredAt: at.toISOString(),
    ...parts,
    milestones: parts.milestones.map(({ title, plannedOn }) => ({ title, plannedOn })),
  }
  // Through JSON first: what cannot be said in JSON is not in it.
  const body = writeCanonical(JSON.parse(JSON.stringify(plan)))
  return { body, sha256: createHash('sha256').update(body).digest('hex') }
}
