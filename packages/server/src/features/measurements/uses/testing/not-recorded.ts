import type { Uses } from '../recording.ts'

/** For tests of something else than the processing log. */
export const NOT_RECORDED = (): Uses => ({ record: async () => {}, remember() {} })
