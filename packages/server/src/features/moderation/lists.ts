import type { Role } from '../../platform/actor.ts'

/** What can be judged: things that people write and everybody reads. */
export const TARGET_KINDS = ['remark', 'analysis'] as const
export type TargetKind = (typeof TARGET_KINDS)[number]

/** What a moderator decides: nobody else sees the text any more, or everybody does. */
export const VERDICTS = ['hidden', 'shown'] as const
export type Verdict = (typeof VERDICTS)[number]

/**
 * Who moderates for the municipality: who keeps its documents in order, and who runs its platform. Not those whose policy the texts are
 * about.
 */
export const MODERATORS: readonly Role[] = ['administrator', 'clerk']

/** Reports without an account about one text, by one rule, that are kept apart while they wait, each with its note; the others are counted. */
export const MOST_NOTES = 5

/** For how many days after its judgement a report is kept, and what a writer said against one after that was answered. */
export const REPORT_DAYS = 90
export const REVIEW_DAYS = 365

/** Within how many days the writer of what is hidden for the privacy of others can ask for another look; then it is erased (`v_erasable`). */
export const ASK_DAYS = 42
