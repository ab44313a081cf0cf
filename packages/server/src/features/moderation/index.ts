/** The door of moderation: house rules, reports and judgements about what people write. What is hidden is in `v_hidden`. */
export { RULE_KEYS } from './house-rules.ts'
export { isModerator } from './moderators.ts'
export { createModerationSlice } from './slice.ts'
export { forgetTarget } from './store/reports.ts'
export type { Target } from './target.ts'
