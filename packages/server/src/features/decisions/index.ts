/** The door of decisions: what was decided, by whom, why, and when it is looked at again. */
import type { Platform, Slice } from '../../platform/slice.ts'
import { type Calculations, FIGURES_CHANGED } from '../indicators/index.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { remindDue } from './remind.ts'
import { lookAtLines, reopenAfter } from './reopen.ts'
import { addRoutes } from './routes.ts'

export { DECISIONS_IN_LEDGER } from './published.ts'
export type { ReviewResult } from './schema/lists.ts'
export { listCiting } from './store.ts'
export { findToldDecision, type ToldDecision } from './told.ts'

/**
 * Makes the slice. It listens to figures that changed, and reopens the decisions of which these are past the line.
 * @param calculations with which cited indicators are checked; another slice ends it
 */
export function createDecisionsSlice(platform: Platform, calculations: Calculations): Slice {
  return {
    name: 'decisions',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    routes: (http) => addRoutes(http, { ...platform, calculations }),
    listeners: [
      {
        name: 'decisions',
        kinds: [FIGURES_CHANGED],
        handle: (transaction, events) => reopenAfter(transaction, events, platform.clock()),
      },
    ],
    jobs: [
      { name: 'decisions.remind', cron: '*/15 * * * *', handle: () => remindDue(platform) },
      {
        name: 'decisions.look-at-lines',
        cron: '*/10 * * * *',
        handle: () => lookAtLines(platform.db, platform.clock()),
      },
    ],
  }
}
