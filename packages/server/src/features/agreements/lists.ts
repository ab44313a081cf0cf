import type { Role } from '../../platform/actor.ts'

/** What an organisation can bring into an alliance. */
export const CONTRIBUTION_KINDS = ['data', 'people', 'money', 'knowledge'] as const

/** What an organisation is in an alliance. */
export const MEMBER_ROLES = ['lead', 'partner', 'advisor', 'affected'] as const

/**
 * Where an agreement stands. `accepted` is agreed by all but not begun; `ended` was ended by a party, or its time is over. Only
 * an `active` one permits anything.
 */
export const AGREEMENT_STATES = [
  'draft',
  'offered',
  'declined',
  'accepted',
  'active',
  'suspended',
  'ended',
] as const
export type AgreementState = (typeof AGREEMENT_STATES)[number]

/** Where one version of its text stands. */
export const VERSION_STATES = ['draft', 'offered', 'accepted', 'declined', 'withdrawn'] as const
export type VersionState = (typeof VERSION_STATES)[number]

/** What a party can do with an agreement that it signs for. */
export const STEP_KINDS = ['offered', 'accepted', 'declined', 'suspended', 'resumed', 'ended'] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** What a party can promise to do; its name in the profile of ODRL is in odrl.ts. */
export const DUTY_KINDS = ['attribute', 'report-back', 'delete'] as const
export type DutyKind = (typeof DUTY_KINDS)[number]

/** Where a task stands. `lapsed` belonged to a version that another has replaced. */
export const TASK_STATES = ['open', 'overdue', 'done', 'lapsed'] as const

/** Who writes an alliance: of the owner of the challenge. */
export const ALLIANCE_WRITERS = ['policy-officer', 'administrator'] as const satisfies readonly Role[]

/** Who writes the text of an agreement, and does its tasks. */
export const EDITORS = [
  'policy-officer',
  'data-expert',
  'privacy-officer',
  'clerk',
  'administrator',
] as const satisfies readonly Role[]

/** Who may sign one; the mandate register decides what they may sign. */
export const SIGNERS = ['decision-maker', 'clerk'] as const satisfies readonly Role[]

/** Who sees of the data of their organisation what an agreement would give: who writes it, or signs for it. */
export const PREVIEWERS = [...EDITORS, 'decision-maker'] as const satisfies readonly Role[]
